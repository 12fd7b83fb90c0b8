// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.List;

/**
 * What was matched, in numbers.
 *
 * @param records with different keys
 * @param sources of which only different ones were matched; 1 if all among all
 * @param pairs that were compared
 * @param groups of two records and more
 * @param grouped records in these
 * @param largest records in the largest group; 1 if there is none, 0 without records
 * @param bridges pairs of groups that were given and would have become one, which they never do
 * @param leastChance from which on a pair counted
 * @param columns what each said, the whole record with an empty name
 */
public record MatchSummary(
        int records,
        int sources,
        int pairs,
        int groups,
        int grouped,
        int largest,
        int bridges,
        double leastChance,
        List<Weight> columns) {
    public MatchSummary {
        columns = List.copyOf(columns);
    }

    /**
     * What a column has said of pairs, by expectation maximisation, in bits: 3 means that matches are eight times as frequent there.
     *
     * @param agreement where it is as like as can be
     * @param disagreement where it is as unlike as can be
     */
    public record Weight(String column, double agreement, double disagreement) {}

    static MatchSummary of(Records records, Matching matching) {
        var sizes = new int[records.count()];
        for (int cluster : matching.clusters()) {
            sizes[cluster]++;
        }
        int groups = 0;
        int grouped = 0;
        int largest = 0;
        for (int size : sizes) {
            groups += size > 1 ? 1 : 0;
            grouped += size > 1 ? size : 0;
            largest = Math.max(largest, size);
        }
        return new MatchSummary(
                records.count(),
                records.sourceCount(),
                matching.pairs().count(),
                groups,
                grouped,
                largest,
                matching.bridges(),
                matching.least(),
                matching.weights());
    }
}
