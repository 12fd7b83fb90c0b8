// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.List;

/**
 * What is to be matched, in the order of the keys.
 *
 * @param keys no two alike
 * @param sources the number of the source of each record; matches are looked for between sources only where there are two, and among all
 *     records where there is one
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

    /** Whether matches are looked for between two sources, and not within one. */
    boolean areLinked() {
        return sources.length > 0;
    }
}
