/* For any processor. */
#include "lanes.h"

INLINE Floats smaller(Floats a, Floats b) { return where(a < b, a, b); }
INLINE Floats larger(Floats a, Floats b) { return where(a > b, a, b); }

__attribute__((noinline)) static void dots(const uint8_t *rows, int width, const int8_t *factors, int quads, const int32_t *start, Ints sums[ROWS][PARTS])
{
    for (int row = 0; row < ROWS; row++) {
        int32_t total[COLUMNS];
        memcpy(total, start, sizeof total);
        for (int quad = 0; quad < quads; quad++)
            for (int column = 0; column < COLUMNS; column++)
                for (int part = 0; part < QUAD; part++)
                    total[column] += rows[row * width + quad * QUAD + part] * factors[(quad * COLUMNS + column) * QUAD + part];
        memcpy(sums[row], total, sizeof total);
    }
}

#define RUN run_plain
#include "compute.h"
