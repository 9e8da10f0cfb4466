/* The network, as ../network.py defines it: the same operations in the same order, so that the result is the same to
 * the bit, on any processor. No operation may be fused or reordered: -ffp-contract=off, no -ffast-math. Sums of floats
 * run in 16 lanes, then by halves; sums of whole numbers are exact in any order.
 *
 * Each processor's file includes this, after it has defined for it
 *   dots(rows, width, factors, quads, start, sums): sums[row][column] = start[column] + row of bytes * column of factors
 *   smaller(a, b), larger(a, b): of each lane
 *   store_bytes(to, numbers): the lowest byte of each lane
 *   RUN: the function's name.
 */
#include <stdlib.h>

static const int32_t NOTHING[COLUMNS];

/* Rows in bytes: value = least + byte * step. */
typedef struct {
    uint8_t *bytes;
    int width;
    float least[BLOCK], step[BLOCK];
} Rows;

INLINE Floats magnitude(Floats a) { return (Floats)((Ints)a & 0x7fffffff); }

/* Round to even: 1.5 * 2^23 added leaves no binary places. Its last byte is nothing, those of the sum are a whole
 * number's. */
#define ROUND 12582912.0f
#define ROUND_BITS 0x4b400000
INLINE Ints whole(Floats x) { return (Ints)(x + ROUND) - ROUND_BITS; }

INLINE float sum(Floats x[SUM_PARTS])
{
    for (int half = SUM_PARTS / 2; half; half /= 2)
        for (int part = 0; part < half; part++)
            x[part] += x[part + half];
    for (int half = LANES / 2; half; half /= 2)
        for (int lane = 0; lane < half; lane++)
            x[0][lane] += x[0][lane + half];
    return x[0][0];
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

INLINE int32_t total_of(Ints x)
{
    int32_t found = 0;
    for (int lane = 0; lane < LANES; lane++)
        found += x[lane];
    return found;
}

/* 255 * 2^x, rounded, for -30 <= x <= 0. */
INLINE Ints power_in_byte(Floats x)
{
    Floats twos = x + ROUND, rest = x - (twos - ROUND);
    Floats y = rest * 14.068802833557129f + 61.86589813232422f;
    y = y * rest + 176.7815399169922f;
    y = y * rest + 254.9816436767578f;
    return whole((Floats)((Ints)y + ((Ints)twos << 23)));
}

INLINE Floats gelu(Floats x)
{
    Floats near = smaller(larger(x, all(-3.9f)), all(3.9f)), squares = near * near;
    Floats share = squares * 2.6319350254766505e-08f;
    share = (share + -1.7727919612298138e-06f) * squares;
    share = (share + 5.1279985200380906e-05f) * squares;
    share = (share + -0.000844898633658886f) * squares;
    share = (share + 0.008915535174310207f) * squares;
    share = (share + -0.06487306207418442f) * squares;
    share = (share + 0.3980880379676819f) * near;
    return (share + 0.5f) * x;
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
        store_bytes(rows->bytes + row * width + at, whole((load(from + at) - least) * factor));
    }
}

/* out[row][column] = sum of byte * factor, times both steps, plus least * shift, plus bias. The last tile may reach
 * beyond the rows: what lies there is multiplied too, and dropped. */
INLINE void multiply(const Rows *rows, int count, const Linear *by, float *out, int stride)
{
    for (int column = 0; column < by->outputs; column += COLUMNS)
        for (int first = 0; first < count; first += ROWS) {
            Ints sums[ROWS][PARTS];
            dots(rows->bytes + first * rows->width, rows->width, by->factors + column * by->inputs, by->inputs / QUAD,
                NOTHING, sums);
            for (int row = 0; row < ROWS; row++)
                for (int part = 0; part < PARTS && first + row < count; part++) {
                    int at = column + part * LANES;
                    float step = rows->step[first + row], least = rows->least[first + row];
                    Floats products = floats(sums[row][part]) * (step * load(by->step + at));
                    store(out + (first + row) * stride + at, (products + least * load(by->shift + at)) + load(by->bias + at));
                }
        }
}

INLINE void normalise(float *row, Norm norm)
{
    Floats sums[SUM_PARTS] = {0}, squares[SUM_PARTS] = {0};
    for (int at = 0; at < SIZE; at += SUMS)
        for (int part = 0; part < SUM_PARTS; part++)
            sums[part] += load(row + at + part * LANES);
    float mean = sum(sums) / SIZE;
    for (int at = 0; at < SIZE; at += SUMS)
        for (int part = 0; part < SUM_PARTS; part++) {
            Floats centred = load(row + at + part * LANES) - mean;
            store(row + at + part * LANES, centred);
            squares[part] += centred * centred;
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
    float key_step[LONGEST], value_step[HEAD];
    int32_t key_start[LONGEST];
    Rows rows;
} Space;

INLINE int padded(int length)
{
    return (length + COLUMNS - 1) / COLUMNS * COLUMNS;
}

/* Numbers between -127 and 127; number * step is the value. */
INLINE float to_signed(const float *from, Ints numbers[HEAD_PARTS])
{
    Floats high = magnitude(load(from));
    for (int at = LANES; at < HEAD; at += LANES)
        high = larger(high, magnitude(load(from + at)));
    float largest = largest_of(high);
    float factor = largest > 0 ? 127.0f / largest : 0;
    for (int part = 0; part < HEAD_PARTS; part++)
        numbers[part] = whole(load(from + part * LANES) * factor);
    return largest > 0 ? largest / 127.0f : 1;
}

/* Keys become factors: a column each, with its own step. A query's bytes are its numbers plus 128, so that a column
 * starts with what these are too many. Columns beyond the last are far below all scores. */
INLINE void pack_keys(Space *space, const float *keys, int length)
{
    for (int column = 0; column < padded(length); column++, keys += WIDE) {
        Ints numbers[HEAD_PARTS] = {0}, totals = {0};
        uint8_t bytes[HEAD];
        space->key_step[column] = column < length ? to_signed(keys, numbers) : 1e20f;
        for (int part = 0; part < HEAD_PARTS; part++) {
            totals += numbers[part];
            store_bytes(bytes + part * LANES, numbers[part]);
        }
        space->key_start[column] = column < length ? -128 * total_of(totals) : -(1 << 30);
        int8_t *to = space->keys + column / COLUMNS * COLUMNS * HEAD + column % COLUMNS * QUAD;
        for (int at = 0; at < HEAD; at += QUAD)
            memcpy(to + at * COLUMNS, bytes + at, QUAD);
    }
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

/* Queries times keys, in steps of the queries. */
INLINE void score(Space *space, int count, int columns)
{
    for (int column = 0; column < columns; column += COLUMNS) {
        Ints sums[ROWS][PARTS];
        dots(space->bytes, HEAD, space->keys + column * HEAD, HEAD / QUAD, space->key_start + column, sums);
        for (int row = 0; row < ROWS; row++)
            for (int part = 0; part < PARTS && row < count; part++) {
                int at = column + part * LANES;
                store(space->scores + row * columns + at, floats(sums[row][part]) * load(space->key_step + at));
            }
    }
}

/* Make a row of scores 255 times 2 to their power, below the largest one; return the sum of these. */
INLINE int32_t weights_of(const float *scores, int columns, float step, uint8_t *weights)
{
    Floats high = load(scores);
    for (int at = LANES; at < columns; at += LANES)
        high = larger(high, load(scores + at));
    float most = largest_of(high);
    Ints totals = {0};
    for (int at = 0; at < columns; at += LANES) {
        Ints numbers = power_in_byte(larger((load(scores + at) - most) * step, all(-30.0f)));
        store_bytes(weights + at, numbers);
        totals += numbers;
    }
    return total_of(totals);
}

/* What each token of a window gathers with one head: softmax of query * key, times the values. */
INLINE void attend(Space *space, const float *products, float *context, int length)
{
    int columns = padded(length);
    pack_keys(space, products + SIZE, length);
    pack_values(space, products + 2 * SIZE, length);
    for (int first = 0; first < length; first += ROWS) {
        int count = length - first < ROWS ? length - first : ROWS;
        float step[ROWS];
        for (int row = 0; row < count; row++) {
            Ints numbers[HEAD_PARTS];
            step[row] = to_signed(products + (first + row) * WIDE, numbers);
            for (int part = 0; part < HEAD_PARTS; part++)
                store_bytes(space->bytes + row * HEAD + part * LANES, numbers[part] + 128);
        }
        score(space, count, columns);
        int32_t totals[ROWS] = {0};
        for (int row = 0; row < count; row++)
            totals[row] = weights_of(space->scores + row * columns, columns, step[row], space->bytes + row * columns);
        Ints sums[ROWS][PARTS];
        dots(space->bytes, columns, space->values, columns / QUAD, NOTHING, sums);
        for (int row = 0; row < ROWS; row++)
            for (int part = 0; part < PARTS && row < count; part++) {
                Floats gathered = floats(sums[row][part]) * load(space->value_step + part * LANES);
                store(context + (first + row) * SIZE + part * LANES, gathered / (float)totals[row]);
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
        multiply(rows, count, &layer->attention, products + first * WIDE, WIDE);
    }
    for (int window = 0, first = 0; window < batch->windows; first += batch->lengths[window++])
        for (int head = 0; head < HEADS; head++)
            attend(space, products + first * WIDE + head * HEAD, context + first * SIZE + head * HEAD, batch->lengths[window]);
    for (int first = 0; first < batch->tokens; first += BLOCK) {
        int count = batch->tokens - first < BLOCK ? batch->tokens - first : BLOCK;
        float *block = hidden + first * SIZE;
        for (int row = 0; row < count; row++)
            to_bytes(rows, row, context + (first + row) * SIZE, SIZE);
        multiply(rows, count, &layer->output, space->change, SIZE);
        for (int row = 0; row < count; row++) {
            add_and_normalise(block + row * SIZE, space->change + row * SIZE, layer->output_norm);
            to_bytes(rows, row, block + row * SIZE, SIZE);
        }
        multiply(rows, count, &layer->inner, space->inner, INNER);
        for (int row = 0; row < count; row++) {
            float *inner = space->inner + row * INNER;
            for (int at = 0; at < INNER; at += LANES)
                store(inner + at, gelu(load(inner + at)));
            to_bytes(rows, row, inner, INNER);
        }
        multiply(rows, count, &layer->outer, space->change, SIZE);
        for (int row = 0; row < count; row++)
            add_and_normalise(block + row * SIZE, space->change + row * SIZE, layer->outer_norm);
    }
}

/* The sum of each window's vectors after the last layer. `room` has SIZE + WIDE + SIZE numbers for each token. */
static void run_network(const Network *network, const Batch *batch, float *sums, float *room, Space *space)
{
    float *hidden = room, *products = hidden + batch->tokens * SIZE, *context = products + batch->tokens * WIDE;
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

int RUN(const Network *network, const Batch *batch, float *sums)
{
    float *room = malloc(sizeof(float) * ((size_t)batch->tokens + 1) * (SIZE + WIDE + SIZE));
    Space *space = aligned_alloc(64, (sizeof(Space) + 63) / 64 * 64);
    int enough = room && space;
    if (enough)
        run_network(network, batch, sums, room, space);
    free(room);
    free(space);
    return enough;
}
