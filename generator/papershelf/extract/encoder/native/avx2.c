/* For processors with AVX2, which have no instruction that multiplies bytes exactly: the one for bytes cuts large sums
 * off, so this multiplies 16 bits. */
#include "network.h"

#if X86
#include <immintrin.h>
#pragma GCC target("avx2")
#define LANES 8
#include "lanes.h"

INLINE Floats smaller(Floats a, Floats b) { return (Floats)_mm256_min_ps((__m256)a, (__m256)b); }
INLINE Floats larger(Floats a, Floats b) { return (Floats)_mm256_max_ps((__m256)a, (__m256)b); }

INLINE void store_bytes(uint8_t *to, Ints numbers)
{
    __m256i lowest = _mm256_set1_epi32(0x0c080400);
    __m256i quads = _mm256_shuffle_epi8((__m256i)numbers, lowest);
    __m256i together = _mm256_permutevar8x32_epi32(quads, _mm256_setr_epi32(0, 4, 0, 4, 0, 4, 0, 4));
    _mm_storel_epi64((__m128i *)to, _mm256_castsi256_si128(together));
}

/* Inlined, the compiler would keep the sums in memory. */
__attribute__((noinline)) static void dots(const uint8_t *rows, int width, const int8_t *factors, int quads, const int32_t *start, Ints sums[ROWS][PARTS])
{
    int32_t *to = (int32_t *)sums;
    for (int column = 0; column < COLUMNS; column += 8)
        for (int first = 0; first < ROWS; first += 4) {
            __m256i pairs[4][2];
#pragma GCC unroll 4
            for (int row = 0; row < 4; row++)
                pairs[row][0] = pairs[row][1] = _mm256_setzero_si256();
            for (int quad = 0; quad < quads; quad++) {
                const int8_t *eight = factors + (quad * COLUMNS + column) * QUAD;
                __m256i left = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)eight));
                __m256i right = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(eight + 16)));
#pragma GCC unroll 4
                for (int row = 0; row < 4; row++) {
                    int32_t four;
                    memcpy(&four, rows + (first + row) * width + quad * QUAD, sizeof four);
                    __m256i bytes = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
                    pairs[row][0] = _mm256_add_epi32(pairs[row][0], _mm256_madd_epi16(bytes, left));
                    pairs[row][1] = _mm256_add_epi32(pairs[row][1], _mm256_madd_epi16(bytes, right));
                }
            }
            __m256i begun = _mm256_loadu_si256((const __m256i *)(start + column));
#pragma GCC unroll 4
            for (int row = 0; row < 4; row++) {
                __m256i halves = _mm256_hadd_epi32(pairs[row][0], pairs[row][1]);
                __m256i ordered = _mm256_permute4x64_epi64(halves, 0xd8);
                _mm256_storeu_si256(
                    (__m256i *)(to + (first + row) * COLUMNS + column), _mm256_add_epi32(ordered, begun));
            }
        }
}

#define RUN run_avx2
#include "compute.h"
#endif
