// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.stream.IntStream;

/**
 * What was found.
 *
 * @param clusters the first record of each record's group
 * @param pairs that were looked at
 * @param chances that they match
 */
record Matching(int[] clusters, Pairs pairs, double[] chances) {
    /** Nothing is like anything else. */
    static Matching none(Records records) {
        return new Matching(
                IntStream.range(0, records.count()).toArray(), new Pairs(new long[0], records.count()), new double[0]);
    }
}
