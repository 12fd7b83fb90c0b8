// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

/**
 * Finds the records that are one thing. The same records give the same answer, in whatever order they come and with however many threads.
 */
final class Matcher {
    private static final int NEAREST = 10;
    private static final double LEAST_MEAN = 0.2;

    private Matcher() {}

    /** Learns from the records and matches them, without labels. */
    static Matching match(Records records) {
        var likeness = Likeness.of(records, NEAREST);
        if (likeness.pairs().count() == 0) {
            return Matching.none(records);
        }
        return match(likeness, MatchModel.learn(likeness));
    }

    private static Matching match(Likeness likeness, MatchModel model) {
        var chances = model.chances(likeness);
        double least = Threshold.of(chances, 1);
        var records = likeness.records();
        var clusters = Clusters.of(likeness.pairs(), records.sources(), chances, least, LEAST_MEAN);
        return new Matching(clusters, likeness.pairs(), chances);
    }
}
