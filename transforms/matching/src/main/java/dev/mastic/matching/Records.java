// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.List;

/**
 * What is to be matched, in the order of the keys.
 *
 * @param keys no two alike
 * @param sources the number of the source of each record; matches are looked for between different ones only; empty for matches among all
 * @param columns one after another
 */
record Records(List<String> keys, int[] sources, List<Column> columns) {
    /**
     * A column.
     *
     * @param values of all records; null where one has none
     */
    record Column(String name, List<String> values) {}

    int count() {
        return keys.size();
    }

    boolean areTwoSources() {
        return sourceCount() == 2;
    }

    /** How many sources there are; 1 where matches are looked for among all. */
    int sourceCount() {
        return areLinked() ? Arrays.stream(sources).max().orElse(0) + 1 : 1;
    }

    /** The source with more records, of two. */
    int largerSource() {
        int ones = 0;
        for (int source : sources) {
            ones += source;
        }
        return 2 * ones >= count() ? 1 : 0;
    }

    /** The one of two records that is of a source. */
    int ofSource(int source, int one, int other) {
        return sources[one] == source ? one : other;
    }

    /** Whether two records are of different sources, where there are several. */
    boolean mayMatch(int one, int other) {
        return !areLinked() || sources[one] != sources[other];
    }

    /** Whether matches are looked for between sources, and not within one. */
    boolean areLinked() {
        return sources.length > 0;
    }
}
