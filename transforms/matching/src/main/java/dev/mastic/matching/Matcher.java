// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.List;
import java.util.Optional;

/**
 * Finds the records that are one thing. The same records give the same answer, in whatever order they come and with however many threads.
 *
 * @param given a model; without one it is learned from the records
 * @param answers what is learned besides
 */
record Matcher(Tradeoffs tradeoffs, Optional<MatchModel> given, Answers answers) {
    /** Matches records. */
    Matching match(Records records, Known known) {
        var folded = Folded.of(records, known, answers);
        return folded.unfolded(match(folded.records(), folded.known(known), folded.answers(answers)));
    }

    private Matching match(Records records, Known known, Answers learned) {
        var likeness = Likeness.of(records, tradeoffs.nearest(), given);
        if (likeness.pairs().count() == 0) {
            var clusters = Clusters.of(likeness.pairs(), records.sources(), new double[0], 1, known);
            return new Matching(clusters.roots(), likeness.pairs(), new double[0], 1, 0, List.of());
        }
        var model = given.orElseGet(() -> MatchModel.learn(likeness)).taught(likeness, learned);
        return match(likeness, model, known);
    }

    private Matching match(Likeness likeness, MatchModel model, Known known) {
        var chances = Coincidence.considered(likeness, model.chances(likeness));
        double least = Threshold.of(chances, tradeoffs.beta());
        var sources = likeness.records().sources();
        var clusters = Clusters.of(likeness.pairs(), sources, chances, least, known);
        return new Matching(
                clusters.roots(),
                likeness.pairs(),
                chances,
                least,
                clusters.bridges(),
                model.weights().said(likeness.comparisons()));
    }
}
