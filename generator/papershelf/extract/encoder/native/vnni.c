/* For processors with AVX-512 VNNI: one instruction multiplies and adds 64 bytes. */
#include "network.h"

#if X86
#include <immintrin.h>
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")
#define LANES 16
#include "lanes.h"

INLINE Floats smaller(Floats a, Floats b) { return (Floats)_mm512_min_ps((__m512)a, (__m512)b); }
INLINE Floats larger(Floats a, Floats b) { return (Floats)_mm512_max_ps((__m512)a, (__m512)b); }

INLINE void store_bytes(uint8_t *to, Ints numbers)
{
    _mm_storeu_si128((__m128i *)to, _mm512_cvtepi32_epi8((__m512i)numbers));
}

INLINE void dots(const uint8_t *rows, int width, const int8_t *factors, int quads, const int32_t *start, Ints sums[ROWS][PARTS])
{
    __m512i totals[ROWS][PARTS];
#pragma GCC unroll 12
    for (int row = 0; row < ROWS; row++) {
        totals[row][0] = _mm512_loadu_si512(start);
        totals[row][1] = _mm512_loadu_si512(start + LANES);
    }
    for (int quad = 0; quad < quads; quad++) {
        __m512i left = _mm512_loadu_si512(factors + quad * COLUMNS * QUAD);
        __m512i right = _mm512_loadu_si512(factors + quad * COLUMNS * QUAD + 64);
#pragma GCC unroll 12
        for (int row = 0; row < ROWS; row++) {
            int32_t four;
            memcpy(&four, rows + row * width + quad * QUAD, sizeof four);
            __m512i bytes = _mm512_set1_epi32(four);
            totals[row][0] = _mm512_dpbusd_epi32(totals[row][0], bytes, left);
            totals[row][1] = _mm512_dpbusd_epi32(totals[row][1], bytes, right);
        }
    }
#pragma GCC unroll 12
    for (int row = 0; row < ROWS; row++) {
        _mm512_storeu_si512(&sums[row][0], totals[row][0]);
        _mm512_storeu_si512(&sums[row][1], totals[row][1]);
    }
}

#define RUN run_vnni
#include "compute.h"
#endif
