// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;

/**
 * One of several parts of all partitions of a table, for readers in parallel: the parts have no partition in common, and are all together.
 *
 * @param number from 0 to {@code total - 1}
 */
public record Segment(int number, int total) {
    /** All partitions as one part. */
    public static final Segment ALL = new Segment(0, 1);

    /**
     * Checks the number.
     *
     * @throws UsageException if there is no such part
     */
    public Segment {
        if (total < 1 || number < 0 || number >= total) {
            throw new UsageException("Cannot give segment " + number + " of " + total
                    + ": there is none (expected 0 to " + (total - 1) + ", of 1 or more)");
        }
    }

    /** Whether this part holds what has a number, however numbers are given. */
    public boolean holds(long id) {
        return Math.floorMod(id, (long) total) == number;
    }
}
