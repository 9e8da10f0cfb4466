/* The network, as network.py defines it: the same operations in the same order, so that the result is the same
 * to the bit, on any processor. No operation may be fused or reordered: -ffp-contract=off, no
 * -ffast-math. Sums of floats run in 16 lanes, then by halves; sums of whole numbers are exact in any order.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
#define X86_GLIBC 1
#include <immintrin.h>
#define CLONED __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define X86_GLIBC 0
#define CLONED
#endif

enum {
    LANES = 16,
    SIZE = 384,          /* of a token's vector */
    HEADS = 12,
    HEAD = SIZE / HEADS,
    WIDE = 3 * SIZE,     /* queries, keys, values */
    INNER = 4 * SIZE,
    ROWS = 12,           /* of a tile: with COLUMNS, as many sums as registers hold */
    COLUMNS = 32,
    QUAD = 4,            /* factors that one instruction multiplies and adds */
    BLOCK = 4 * ROWS,    /* rows that stay in the cache from one product to the next */
    LAYERS = 6,
    LONGEST = 512,       /* tokens of a window */
    MOST = 1 << 20,      /* tokens of a batch */
};

typedef float Floats __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int32_t Ints __attribute__((vector_size(4 * LANES), aligned(4)));
typedef uint8_t Bytes __attribute__((vector_size(LANES), aligned(1)));
typedef int8_t SignedBytes __attribute__((vector_size(LANES), aligned(1)));

/* Rows in bytes: value = least + byte * step. */
typedef struct {
    uint8_t *bytes;
    int width;
    float least[BLOCK], step[BLOCK];
} Rows;

/* Factors in tiles of COLUMNS columns, in each the quads of rows one after the other. */
typedef struct {
    const int8_t *factors;
    const float *step, *shift, *bias;
    int inputs, outputs;
} Linear;

typedef struct {
    const float *scale, *shift;
} Norm;

typedef struct {
    Linear attention, output;
    Norm output_norm;
    Linear inner, outer;
    Norm outer_norm;
} Layer;

typedef struct {
    const float *words, *places;
    Norm norm;
    Layer layers[LAYERS];
} Network;

/* Windows one after the other: the tokens of all, and how many each has. */
typedef struct {
    const int32_t *ids, *lengths;
    int tokens, windows;
} Batch;

typedef void Dots(const uint8_t *rows, int width, const int8_t *factors, int quads, int32_t *dots);

/* dots[ROWS][COLUMNS]: each row of bytes times each column of factors. */
static void dots_plain(const uint8_t *rows, int width, const int8_t *factors, int quads, int32_t *dots)
{
    memset(dots, 0, ROWS * COLUMNS * sizeof *dots);
    for (int row = 0; row < ROWS; row++)
        for (int quad = 0; quad < quads; quad++)
            for (int column = 0; column < COLUMNS; column++)
                for (int part = 0; part < QUAD; part++)
                    dots[row * COLUMNS + column] += rows[row * width + quad * QUAD + part]
                        * factors[(quad * COLUMNS + column) * QUAD + part];
}

#if X86_GLIBC
__attribute__((target("avx512f,avx512vnni")))
static void dots_vnni(const uint8_t *rows, int width, const int8_t *factors, int quads, int32_t *dots)
{
    __m512i sums[ROWS][2];
#pragma GCC unroll 12
    for (int row = 0; row < ROWS; row++)
        sums[row][0] = sums[row][1] = _mm512_setzero_si512();
    for (int quad = 0; quad < quads; quad++) {
        __m512i left = _mm512_loadu_si512(factors + quad * COLUMNS * QUAD);
        __m512i right = _mm512_loadu_si512(factors + quad * COLUMNS * QUAD + 64);
#pragma GCC unroll 12
        for (int row = 0; row < ROWS; row++) {
            int32_t four;
            memcpy(&four, rows + row * width + quad * QUAD, sizeof four);
            __m512i bytes = _mm512_set1_epi32(four);
            sums[row][0] = _mm512_dpbusd_epi32(sums[row][0], bytes, left);
            sums[row][1] = _mm512_dpbusd_epi32(sums[row][1], bytes, right);
        }
    }
#pragma GCC unroll 12
    for (int row = 0; row < ROWS; row++) {
        _mm512_storeu_si512(dots + row * COLUMNS, sums[row][0]);
        _mm512_storeu_si512(dots + row * COLUMNS + 16, sums[row][1]);
    }
}

/* In 16 bits, where products of bytes are exact: the instruction for bytes alone would cut large sums off. */
__attribute__((target("avx2")))
static void dots_avx2(const uint8_t *rows, int width, const int8_t *factors, int quads, int32_t *dots)
{
    for (int column = 0; column < COLUMNS; column += 8)
        for (int first = 0; first < ROWS; first += 4) {
            __m256i sums[4][2];
#pragma GCC unroll 4
            for (int row = 0; row < 4; row++)
                sums[row][0] = sums[row][1] = _mm256_setzero_si256();
            for (int quad = 0; quad < quads; quad++) {
                const int8_t *eight = factors + (quad * COLUMNS + column) * QUAD;
                __m256i left = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)eight));
                __m256i right = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(eight + 16)));
#pragma GCC unroll 4
                for (int row = 0; row < 4; row++) {
                    int32_t four;
                    memcpy(&four, rows + (first + row) * width + quad * QUAD, sizeof four);
                    __m256i bytes = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(_mm_cvtsi32_si128(four)));
                    sums[row][0] = _mm256_add_epi32(sums[row][0], _mm256_madd_epi16(bytes, left));
                    sums[row][1] = _mm256_add_epi32(sums[row][1], _mm256_madd_epi16(bytes, right));
                }
            }
#pragma GCC unroll 4
            for (int row = 0; row < 4; row++) {
                __m256i pairs = _mm256_hadd_epi32(sums[row][0], sums[row][1]);
                __m256i ordered = _mm256_permute4x64_epi64(pairs, 0xd8);
                _mm256_storeu_si256((__m256i *)(dots + (first + row) * COLUMNS + column), ordered);
            }
        }
}
#endif

INLINE Floats load(const float *from) { Floats to; memcpy(&to, from, sizeof to); return to; }
INLINE void store(float *to, Floats from) { memcpy(to, &from, sizeof from); }
INLINE Floats all(float value) { return value - (Floats){0}; }
INLINE Floats where(Ints mask, Floats a, Floats b) { return (Floats)(((Ints)a & mask) | ((Ints)b & ~mask)); }
INLINE Floats smaller(Floats a, Floats b) { return where(a < b, a, b); }
INLINE Floats larger(Floats a, Floats b) { return where(a > b, a, b); }
INLINE Floats magnitude(Floats a) { return (Floats)((Ints)a & 0x7fffffff); }

/* Round to even; adding 1.5 * 2^23 leaves no binary places. */
INLINE Floats rounded(Floats x) { return (x + 12582912.0f) - 12582912.0f; }
INLINE Ints whole(Floats x) { return (Ints)(x + 12582912.0f) - 0x4b400000; }

INLINE float sum(Floats x)
{
    for (int half = LANES / 2; half; half /= 2)
        for (int lane = 0; lane < half; lane++)
            x[lane] += x[lane + half];
    return x[0];
}

INLINE float least_of(Floats x)
{
    float found = x[0];
    for (int lane = 1; lane < LANES; lane++)
        found = x[lane] < found ? x[lane] : found;
    return found;
}

INLINE float largest_of(Floats x)
{
    return -least_of(-x);
}

INLINE Floats exponential(Floats x)
{
    Floats twos = rounded(x * 1.44269504088896341f);
    x = x - twos * 0.693359375f;
    x = x - twos * -2.12194440e-4f;
    Floats y = x * 8.3334519073e-3f + 4.1665795894e-2f;
    y = y * x + 1.6666665459e-1f;
    y = y * x + 5.0000001201e-1f;
    y = y * (x * x) + x;
    y = y + 1.0f;
    return (Floats)((Ints)y + (whole(twos) << 23));
}

INLINE Floats gelu(Floats x)
{
    Floats squares = x * x;
    Floats odds = squares * -2.238230935270836e-6f;
    odds = (odds - -6.116314056230851e-5f) * squares;
    odds = (odds - -2.497177474499894e-4f) * squares;
    odds = (odds - 0.07293757378895077f) * squares;
    odds = (odds - 1.5956562737418072f) * x;
    return x / (exponential(smaller(larger(odds, all(-87.0f)), all(87.0f))) + 1.0f);
}

INLINE void to_bytes(Rows *rows, int row, const float *from, int width)
{
    Floats low = load(from), high = low;
    for (int at = LANES; at < width; at += LANES) {
        Floats part = load(from + at);
        low = smaller(low, part);
        high = larger(high, part);
    }
    float least = least_of(low), spread = largest_of(high) - least;
    float factor = spread > 0 ? 255.0f / spread : 0;
    rows->width = width;
    rows->least[row] = least;
    rows->step[row] = spread / 255.0f;
    for (int at = 0; at < width; at += LANES) {
        Ints numbers = whole((load(from + at) - least) * factor);
        Bytes narrow = __builtin_convertvector(numbers, Bytes);
        memcpy(rows->bytes + row * width + at, &narrow, sizeof narrow);
    }
}

/* out[row][column] = sum of byte * factor, times both steps, plus least * shift, plus bias. The last tile may reach
 * beyond the rows: what lies there is multiplied too, and dropped. */
INLINE void multiply(Dots *dots, const Rows *rows, int count, const Linear *by, float *out, int stride)
{
    int quads = by->inputs / QUAD;
    for (int column = 0; column < by->outputs; column += COLUMNS)
        for (int first = 0; first < count; first += ROWS) {
            int32_t tile[ROWS * COLUMNS];
            dots(rows->bytes + first * rows->width, rows->width, by->factors + column * by->inputs, quads, tile);
            for (int row = first; row < count && row < first + ROWS; row++)
                for (int at = column; at < column + COLUMNS; at += LANES) {
                    Ints whole_sums;
                    memcpy(&whole_sums, tile + (row - first) * COLUMNS + at - column, sizeof whole_sums);
                    Floats products = __builtin_convertvector(whole_sums, Floats) * (rows->step[row] * load(by->step + at));
                    store(out + row * stride + at, (products + rows->least[row] * load(by->shift + at)) + load(by->bias + at));
                }
        }
}

INLINE void normalise(float *row, Norm norm)
{
    Floats sums = {0}, squares = {0};
    for (int at = 0; at < SIZE; at += LANES)
        sums += load(row + at);
    float mean = sum(sums) / SIZE;
    for (int at = 0; at < SIZE; at += LANES) {
        Floats part = load(row + at) - mean;
        store(row + at, part);
        squares += part * part;
    }
    float factor = 1.0f / __builtin_sqrtf(sum(squares) / SIZE + 1e-12f);
    for (int at = 0; at < SIZE; at += LANES)
        store(row + at, (load(row + at) * factor) * load(norm.scale + at) + load(norm.shift + at));
}

INLINE void add_and_normalise(float *row, const float *change, Norm norm)
{
    for (int at = 0; at < SIZE; at += LANES)
        store(row + at, load(row + at) + load(change + at));
    normalise(row, norm);
}

typedef struct {
    _Alignas(64) uint8_t bytes[BLOCK * INNER];
    _Alignas(64) float inner[BLOCK * INNER];
    _Alignas(64) float change[BLOCK * SIZE];
    _Alignas(64) int8_t keys[LONGEST * HEAD], values[LONGEST * HEAD];
    _Alignas(64) float scores[ROWS * LONGEST];
    float key_step[LONGEST], key_shift[LONGEST], key_bias[LONGEST], value_step[HEAD];
    Rows rows;
    Dots *dots;
} Space;

INLINE int padded(int length)
{
    return (length + COLUMNS - 1) / COLUMNS * COLUMNS;
}

/* Keys become factors: a column each, with its own step; columns beyond the last get a weight of nothing. */
INLINE Linear keys_of(Space *space, const float *keys, int length)
{
    for (int column = length; column < padded(length); column++) {
        space->key_step[column] = space->key_shift[column] = 0;
        space->key_bias[column] = -1e30f;
    }
    for (int column = 0; column < length; column++, keys += WIDE) {
        Floats left = load(keys), right = load(keys + LANES);
        float largest = largest_of(larger(magnitude(left), magnitude(right)));
        float factor = largest > 0 ? 127.0f / largest : 0;
        Ints numbers[2] = {whole(left * factor), whole(right * factor)};
        Ints totals = numbers[0] + numbers[1];
        int32_t total = 0;
        for (int lane = 0; lane < LANES; lane++)
            total += totals[lane];
        SignedBytes narrow[2] = {
            __builtin_convertvector(numbers[0], SignedBytes), __builtin_convertvector(numbers[1], SignedBytes)};
        int8_t *to = space->keys + column / COLUMNS * COLUMNS * HEAD + column % COLUMNS * QUAD;
        for (int at = 0; at < HEAD; at += QUAD)
            memcpy(to + at * COLUMNS, (const int8_t *)narrow + at, QUAD);
        space->key_step[column] = largest / 127.0f;
        space->key_shift[column] = space->key_step[column] * (float)total;
        space->key_bias[column] = 0;
    }
    return (Linear){space->keys, space->key_step, space->key_shift, space->key_bias, HEAD, padded(length)};
}

/* Values become factors: a column for each of the head's dimensions, a row for each token. */
INLINE void pack_values(Space *space, const float *values, int length)
{
    for (int part = 0; part < HEAD; part += LANES) {
        Floats largest = {0};
        for (int token = 0; token < length; token++)
            largest = larger(largest, magnitude(load(values + token * WIDE + part)));
        Floats factor = where(largest > 0.0f, 127.0f / largest, all(0));
        store(space->value_step + part, largest / 127.0f);
        for (int token = 0; token < padded(length); token += QUAD) {
            Ints quads = {0};
            for (int row = 0; row < QUAD && token + row < length; row++)
                quads |= (whole(load(values + (token + row) * WIDE + part) * factor) & 255) << (8 * row);
            memcpy(space->values + token * HEAD + part * QUAD, &quads, sizeof quads);
        }
    }
}

/* Replace a row of scores by 255 times their exponentials, in bytes; return the sum of those. */
INLINE int32_t weights_of(const float *scores, int columns, uint8_t *weights)
{
    Floats high = load(scores);
    for (int at = LANES; at < columns; at += LANES)
        high = larger(high, load(scores + at));
    float most = largest_of(high);
    Ints totals = {0};
    for (int at = 0; at < columns; at += LANES) {
        Ints numbers = whole(exponential(larger(load(scores + at) - most, all(-87.0f))) * 255.0f);
        Bytes narrow = __builtin_convertvector(numbers, Bytes);
        memcpy(weights + at, &narrow, sizeof narrow);
        totals += numbers;
    }
    int32_t total = 0;
    for (int lane = 0; lane < LANES; lane++)
        total += totals[lane];
    return total;
}

/* What each token of a window gathers with one head: softmax of query * key, times the values. */
INLINE void attend(Space *space, const float *products, float *context, int length)
{
    Linear keys = keys_of(space, products + SIZE, length);
    pack_values(space, products + 2 * SIZE, length);
    for (int first = 0; first < length; first += ROWS) {
        int count = length - first < ROWS ? length - first : ROWS;
        for (int row = 0; row < count; row++)
            to_bytes(&space->rows, row, products + (first + row) * WIDE, HEAD);
        multiply(space->dots, &space->rows, count, &keys, space->scores, keys.outputs);
        int32_t totals[ROWS], tile[ROWS * COLUMNS];
        for (int row = 0; row < count; row++)
            totals[row] = weights_of(space->scores + row * keys.outputs, keys.outputs, space->bytes + row * keys.outputs);
        space->dots(space->bytes, keys.outputs, space->values, keys.outputs / QUAD, tile);
        for (int row = 0; row < count; row++)
            for (int at = 0; at < HEAD; at += LANES) {
                Ints whole_sums;
                memcpy(&whole_sums, tile + row * COLUMNS + at, sizeof whole_sums);
                Floats gathered = __builtin_convertvector(whole_sums, Floats) * load(space->value_step + at);
                store(context + (first + row) * SIZE + at, gathered / (float)totals[row]);
            }
    }
}

INLINE void run_layer(const Layer *layer, float *hidden, const Batch *batch, float *products, float *context, Space *space)
{
    Rows *rows = &space->rows;
    for (int first = 0; first < batch->tokens; first += BLOCK) {
        int count = batch->tokens - first < BLOCK ? batch->tokens - first : BLOCK;
        for (int row = 0; row < count; row++)
            to_bytes(rows, row, hidden + (first + row) * SIZE, SIZE);
        multiply(space->dots, rows, count, &layer->attention, products + first * WIDE, WIDE);
    }
    for (int window = 0, first = 0; window < batch->windows; first += batch->lengths[window++])
        for (int head = 0; head < HEADS; head++)
            attend(space, products + first * WIDE + head * HEAD, context + first * SIZE + head * HEAD, batch->lengths[window]);
    for (int first = 0; first < batch->tokens; first += BLOCK) {
        int count = batch->tokens - first < BLOCK ? batch->tokens - first : BLOCK;
        float *block = hidden + first * SIZE;
        for (int row = 0; row < count; row++)
            to_bytes(rows, row, context + (first + row) * SIZE, SIZE);
        multiply(space->dots, rows, count, &layer->output, space->change, SIZE);
        for (int row = 0; row < count; row++) {
            add_and_normalise(block + row * SIZE, space->change + row * SIZE, layer->output_norm);
            to_bytes(rows, row, block + row * SIZE, SIZE);
        }
        multiply(space->dots, rows, count, &layer->inner, space->inner, INNER);
        for (int row = 0; row < count; row++) {
            float *inner = space->inner + row * INNER;
            for (int at = 0; at < INNER; at += LANES)
                store(inner + at, gelu(load(inner + at)));
            to_bytes(rows, row, inner, INNER);
        }
        multiply(space->dots, rows, count, &layer->outer, space->change, SIZE);
        for (int row = 0; row < count; row++)
            add_and_normalise(block + row * SIZE, space->change + row * SIZE, layer->outer_norm);
    }
}

/* The sum of each window's vectors after the last layer. `floats` has room for all tokens' rows. */
CLONED
static void run_network(const Network *network, const Batch *batch, float *sums, float *floats, Space *space)
{
    float *hidden = floats, *products = hidden + batch->tokens * SIZE, *context = products + batch->tokens * WIDE;
    space->rows.bytes = space->bytes;
    for (int window = 0, token = 0; window < batch->windows; window++)
        for (int place = 0; place < batch->lengths[window]; place++, token++) {
            memcpy(hidden + token * SIZE, network->words + (size_t)batch->ids[token] * SIZE, sizeof(float) * SIZE);
            add_and_normalise(hidden + token * SIZE, network->places + place * SIZE, network->norm);
        }
    for (int layer = 0; layer < LAYERS; layer++)
        run_layer(&network->layers[layer], hidden, batch, products, context, space);
    for (int window = 0, token = 0; window < batch->windows; window++)
        for (int at = 0, first = token; at < SIZE; at += LANES) {
            Floats total = load(hidden + first * SIZE + at);
            for (token = first + 1; token < first + batch->lengths[window]; token++)
                total += load(hidden + token * SIZE + at);
            store(sums + window * SIZE + at, total);
        }
}

/* From Python: run(sums, ids, lengths, embeddings, layers, kernel=None). */

static const struct {
    const char *name;
    Dots *dots;
} kernels[] = {
#if X86_GLIBC
    {"vnni", dots_vnni},
    {"avx2", dots_avx2},
#endif
    {"plain", dots_plain},
};

enum { KERNELS = sizeof kernels / sizeof kernels[0] };

static int is_supported(int kernel)
{
#if X86_GLIBC
    if (kernels[kernel].dots == dots_vnni)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni");
    if (kernels[kernel].dots == dots_avx2)
        return __builtin_cpu_supports("avx2");
#endif
    (void)kernel;
    return 1;
}

static Dots *find_kernel(const char *name)
{
    for (int kernel = 0; kernel < KERNELS; kernel++)
        if (is_supported(kernel) && (name == NULL || strcmp(name, kernels[kernel].name) == 0))
            return kernels[kernel].dots;
    PyErr_Format(PyExc_ValueError, "no kernel \"%s\" on this processor", name);
    return NULL;
}

/* Arrays of Python's that are in use. */
typedef struct {
    Py_buffer views[8 + LAYERS * 20];
    int count;
} Taken;

/* Return an array's memory; NULL, with an exception, if it has not this many bytes (any number for -1). */
static void *take(Taken *taken, PyObject *array, Py_ssize_t bytes, int flags)
{
    Py_buffer *view = &taken->views[taken->count];
    if (PyObject_GetBuffer(array, view, PyBUF_C_CONTIGUOUS | flags) < 0)
        return NULL;
    taken->count++;
    if (bytes < 0 || view->len == bytes)
        return view->buf;
    PyErr_Format(PyExc_ValueError, "an array has %zd bytes, not %zd", view->len, bytes);
    return NULL;
}

static void *take_item(Taken *taken, PyObject *arrays, int at, Py_ssize_t bytes)
{
    return take(taken, PyTuple_GET_ITEM(arrays, at), bytes, PyBUF_SIMPLE);
}

static int is_tuple(PyObject *object, Py_ssize_t size)
{
    if (PyTuple_Check(object) && PyTuple_GET_SIZE(object) == size)
        return 1;
    PyErr_Format(PyExc_ValueError, "expected a tuple of %zd", size);
    return 0;
}

static int take_linear(Taken *taken, PyObject *arrays, int at, int inputs, int outputs, Linear *to)
{
    Py_ssize_t row = (Py_ssize_t)sizeof(float) * outputs;
    to->inputs = inputs;
    to->outputs = outputs;
    return (to->factors = take_item(taken, arrays, at, (Py_ssize_t)inputs * outputs))
        && (to->step = take_item(taken, arrays, at + 1, row)) && (to->shift = take_item(taken, arrays, at + 2, row))
        && (to->bias = take_item(taken, arrays, at + 3, row));
}

static int take_norm(Taken *taken, PyObject *arrays, int at, Norm *to)
{
    Py_ssize_t row = sizeof(float) * SIZE;
    return (to->scale = take_item(taken, arrays, at, row)) && (to->shift = take_item(taken, arrays, at + 1, row));
}

static int take_layer(Taken *taken, PyObject *arrays, Layer *to)
{
    return is_tuple(arrays, 20) && take_linear(taken, arrays, 0, SIZE, WIDE, &to->attention)
        && take_linear(taken, arrays, 4, SIZE, SIZE, &to->output)
        && take_linear(taken, arrays, 8, SIZE, INNER, &to->inner)
        && take_linear(taken, arrays, 12, INNER, SIZE, &to->outer) && take_norm(taken, arrays, 16, &to->output_norm)
        && take_norm(taken, arrays, 18, &to->outer_norm);
}

static int take_network(Taken *taken, PyObject *embeddings, PyObject *layers, Network *to, Py_ssize_t *words)
{
    if (!is_tuple(embeddings, 4) || !is_tuple(layers, LAYERS)
        || !(to->words = take_item(taken, embeddings, 0, -1))
        || !(to->places = take_item(taken, embeddings, 1, (Py_ssize_t)sizeof(float) * SIZE * LONGEST))
        || !take_norm(taken, embeddings, 2, &to->norm))
        return 0;
    *words = taken->views[taken->count - 4].len / (Py_ssize_t)sizeof(float) / SIZE;
    for (int layer = 0; layer < LAYERS; layer++)
        if (!take_layer(taken, PyTuple_GET_ITEM(layers, layer), &to->layers[layer]))
            return 0;
    return 1;
}

static int take_batch(Taken *taken, PyObject *ids, PyObject *lengths, Py_ssize_t words, Batch *to)
{
    if (!(to->ids = take(taken, ids, -1, PyBUF_SIMPLE)) || !(to->lengths = take(taken, lengths, -1, PyBUF_SIMPLE)))
        return 0;
    Py_ssize_t tokens = taken->views[taken->count - 2].len / (Py_ssize_t)sizeof(int32_t);
    Py_ssize_t windows = taken->views[taken->count - 1].len / (Py_ssize_t)sizeof(int32_t), sum = 0;
    int fits = tokens <= MOST;
    for (Py_ssize_t token = 0; token < tokens; token++)
        fits &= to->ids[token] >= 0 && to->ids[token] < words;
    for (Py_ssize_t window = 0; window < windows; sum += to->lengths[window++])
        fits &= to->lengths[window] >= 1 && to->lengths[window] <= LONGEST;
    to->tokens = (int)tokens;
    to->windows = (int)windows;
    if (fits && sum == tokens)
        return 1;
    PyErr_Format(PyExc_ValueError, "no batch of windows: each has 1 to %d tokens of the vocabulary", LONGEST);
    return 0;
}

static int run(const Network *network, const Batch *batch, float *sums, Dots *dots)
{
    float *floats = malloc(sizeof(float) * ((size_t)batch->tokens + 1) * (SIZE + WIDE + SIZE));
    Space *space = aligned_alloc(64, (sizeof(Space) + 63) / 64 * 64);
    int enough = floats && space;
    if (enough) {
        Py_BEGIN_ALLOW_THREADS
        space->dots = dots;
        run_network(network, batch, sums, floats, space);
        Py_END_ALLOW_THREADS
    } else
        PyErr_NoMemory();
    free(floats);
    free(space);
    return enough;
}

static PyObject *run_from_python(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *sums, *ids, *lengths, *embeddings, *layers;
    const char *name = NULL;
    if (!PyArg_ParseTuple(arguments, "OOOOO|z", &sums, &ids, &lengths, &embeddings, &layers, &name))
        return NULL;
    Taken taken = {.count = 0};
    Network network;
    Batch batch;
    Py_ssize_t words;
    float *to;
    Dots *dots = find_kernel(name);
    int done = dots && take_network(&taken, embeddings, layers, &network, &words)
        && take_batch(&taken, ids, lengths, words, &batch)
        && (to = take(&taken, sums, (Py_ssize_t)sizeof(float) * SIZE * batch.windows, PyBUF_WRITABLE))
        && run(&network, &batch, to, dots);
    while (taken.count)
        PyBuffer_Release(&taken.views[--taken.count]);
    if (!done)
        return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"run", run_from_python, METH_VARARGS, "Write the sum of each window's vectors into the first array."},
    {NULL, NULL, 0, NULL},
};

static int add_kernels(PyObject *module)
{
    PyObject *names = PyList_New(0);
    for (int kernel = 0; names && kernel < KERNELS; kernel++) {
        PyObject *name = is_supported(kernel) ? PyUnicode_FromString(kernels[kernel].name) : NULL;
        if (name)
            PyList_Append(names, name);
        Py_XDECREF(name);
    }
    return names ? PyModule_AddObject(module, "KERNELS", names) : -1;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, add_kernels}, {0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_native", .m_methods = methods, .m_slots = slots};

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&definition);
}
