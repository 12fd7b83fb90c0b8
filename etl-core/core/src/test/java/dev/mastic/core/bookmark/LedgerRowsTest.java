// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerRowsTest {
    private static final int ROWS = 10_000;

    @Test
    void findsEachRowAndNoneBetweenHoweverUnevenlyTheyLie() {
        assertFinds(0, 2);
        assertFinds(-2L * ROWS, 2);
        assertFinds(0, 1L << 49);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(new LedgerRows().find(1, 1)).isNegative();
    }

    private static void assertFinds(long first, long step) {
        var rows = new LedgerRows();
        IntStream.range(0, ROWS).forEach(row -> rows.add(first + row * step, row, row));
        for (int row = 0; row < ROWS; row++) {
            long high = first + row * step;
            assertThat(rows.find(high, row)).isEqualTo(row);
            assertThat(rows.find(high, row + 1L)).isNegative();
            assertThat(rows.find(high + 1, row)).isNegative();
            assertThat(rows.find(high - 1, row)).isNegative();
        }
    }
}
