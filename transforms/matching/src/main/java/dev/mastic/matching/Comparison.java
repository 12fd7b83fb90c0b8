// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

/**
 * How alike two records are in one respect.
 *
 * @param name of the respect
 * @param group comparisons of one group see the same values, and count as one together
 */
record Comparison(String name, String group, Measure measure) {
    /** From 0, nothing alike, to 1, the same; not a number where one of the two has no value. Called by several threads. */
    @FunctionalInterface
    interface Measure {
        float of(int one, int other);
    }
}
