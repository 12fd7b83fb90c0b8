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

    /** A number from 0 to 1 that a pair has drawn: its records' own, whatever other pairs there are. */
    double lot(int pair) {
        long mixed = (codes[pair] ^ (codes[pair] >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return ((mixed ^ (mixed >>> 33)) >>> 11) * 0x1.0p-53;
    }
}
