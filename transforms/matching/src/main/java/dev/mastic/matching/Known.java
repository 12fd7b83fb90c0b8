// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What is known of records before they are matched, and is not changed.
 *
 * @param groups the number of the group that each record is in already, or {@link #FREE}
 * @param ids of these groups
 * @param same pairs that are one thing, as {@code smaller << 32 | larger}
 * @param apart pairs that are different things
 */
record Known(int[] groups, long[] ids, long[] same, long[] apart) {
    static final int FREE = -1;

    /** The same, and more that is held. */
    Known and(long[] moreSame, long[] moreApart) {
        return new Known(
                groups,
                ids,
                LongStream.concat(Arrays.stream(same), Arrays.stream(moreSame)).toArray(),
                LongStream.concat(Arrays.stream(apart), Arrays.stream(moreApart))
                        .toArray());
    }

    /** Nothing is known of so many records. */
    static Known nothing(int records) {
        var groups = new int[records];
        Arrays.fill(groups, FREE);
        return new Known(groups, new long[0], new long[0], new long[0]);
    }
}
