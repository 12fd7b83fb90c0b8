// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

/**
 * Pairs of records that may match, in the order of their records.
 *
 * @param codes {@code smaller << 32 | larger}, in rising order
 * @param records how many there are
 */
record Pairs(long[] codes, int records) {
    int count() {
        return codes.length;
    }

    /** The first record of a pair. */
    int one(int pair) {
        return (int) (codes[pair] >>> 32);
    }

    /** Its second one. */
    int other(int pair) {
        return (int) codes[pair];
    }
}
