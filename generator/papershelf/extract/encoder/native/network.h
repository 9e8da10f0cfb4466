/* What the files of this folder share: the model's weights, a batch of windows, and what computes one with the other. */
#ifndef NETWORK_H
#define NETWORK_H

#include <stdint.h>

enum {
    SUMS = 16,           /* in which the numbers of a row are added up, one after the other */
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

/* Write the sum of each window's vectors after the last layer; 0 if there is not enough memory. */
typedef int Run(const Network *network, const Batch *batch, float *sums);

/* Other processors have none: there numpy is as fast as plain C. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define X86 1
Run run_avx2, run_vnni;
#else
#define X86 0
#endif

#endif
