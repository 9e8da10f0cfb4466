/* As many numbers at a time as a processor's registers hold: LANES, which its file defines before it includes this. */
#ifndef LANES_H
#define LANES_H

#include "network.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

enum {
    PARTS = COLUMNS / LANES,
    HEAD_PARTS = HEAD / LANES,
    SUM_PARTS = SUMS / LANES,
};

typedef float Floats __attribute__((vector_size(4 * LANES)));
typedef Floats FloatsAnywhere __attribute__((aligned(4)));
typedef int32_t Ints __attribute__((vector_size(4 * LANES)));

INLINE Floats load(const float *from) { return *(const FloatsAnywhere *)from; }
INLINE void store(float *to, Floats from) { *(FloatsAnywhere *)to = from; }
INLINE Floats all(float value) { return value - (Floats){0}; }
INLINE Floats where(Ints mask, Floats a, Floats b) { return (Floats)(((Ints)a & mask) | ((Ints)b & ~mask)); }
INLINE Floats floats(Ints numbers) { return __builtin_convertvector(numbers, Floats); }

#endif
