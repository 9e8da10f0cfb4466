/* Sixteen numbers at a time, in any processor's registers. */
#ifndef LANES_H
#define LANES_H

#include "network.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

enum { PARTS = COLUMNS / LANES };

typedef float Floats __attribute__((vector_size(4 * LANES), aligned(4)));
typedef int32_t Ints __attribute__((vector_size(4 * LANES), aligned(4)));
typedef uint8_t Bytes __attribute__((vector_size(LANES), aligned(1)));
typedef int8_t SignedBytes __attribute__((vector_size(LANES), aligned(1)));

INLINE Floats load(const float *from) { Floats to; memcpy(&to, from, sizeof to); return to; }
INLINE void store(float *to, Floats from) { memcpy(to, &from, sizeof from); }
INLINE Floats all(float value) { return value - (Floats){0}; }
INLINE Floats where(Ints mask, Floats a, Floats b) { return (Floats)(((Ints)a & mask) | ((Ints)b & ~mask)); }
INLINE Floats floats(Ints numbers) { return __builtin_convertvector(numbers, Floats); }

#endif
