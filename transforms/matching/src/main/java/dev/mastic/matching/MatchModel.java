// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells how likely pairs match. It learns without labels: Fellegi and Sunter's weights by expectation maximisation first, then logistic models,
 * one after another, that learn from the chances before and also see how each pair stands among its rivals.
 *
 * @param comparisons their names
 * @param rounds the logistic models, in their order
 */
record MatchModel(List<String> comparisons, FellegiSunter weights, List<Logistic> rounds) {
    private static final int ROUNDS = 3;
    private static final int TRAINING = 40_000;
    /** Too few pairs to learn more from than the first weights. */
    private static final int FEW = 500;

    /** How many pairs of which nothing was said one counts for of which something was said. */
    private static final double IMPORTANCE = 30;

    private static final int STANDING = 5;
    /** A score further from its rival than so many deviations is as good as one so far. */
    private static final double FAR = 10;

    /** Learns from pairs. */
    static MatchModel learn(Likeness likeness) {
        var names = likeness.comparisons().stream().map(Comparison::name).toList();
        var first = FellegiSunter.learn(likeness.comparisons(), likeness.values(), likeness.mutuallyBest());
        var model = new MatchModel(names, first, List.of());
        for (int round = 0; round < ROUNDS && likeness.pairs().count() >= FEW; round++) {
            model = model.next(likeness, Answers.NONE);
        }
        return model;
    }

    /** Learns more, from what people have said of pairs; as it is if they have said nothing of those that are looked at. */
    MatchModel taught(Likeness likeness, Answers answers) {
        boolean helps =
                IntStream.range(0, answers.count()).anyMatch(answer -> answers.place(answer, likeness.pairs()) >= 0);
        return helps ? next(likeness, answers) : this;
    }

    /** The logarithm of the odds of each pair. */
    double[] scores(Likeness likeness) {
        var scores = new double[likeness.pairs().count()];
        Arrays.parallelSetAll(scores, pair -> weights.score(likeness.values()[pair]));
        for (var round : rounds) {
            var rows = new Rows(likeness, scores);
            var next = new double[scores.length];
            Arrays.parallelSetAll(next, pair -> round.score(rows.row(pair)));
            scores = next;
        }
        return scores;
    }

    /** The chance of each pair, where there are two sources, and a record of the larger one has one match at most. */
    double[] chances(Likeness likeness) {
        return chances(likeness.records(), likeness.pairs(), scores(likeness));
    }

    private static double[] chances(Records records, Pairs pairs, double[] scores) {
        var chances = new double[scores.length];
        Arrays.parallelSetAll(chances, pair -> Logistic.chance(scores[pair]));
        if (!records.areTwoSources()) {
            return chances;
        }
        int larger = records.largerSource();
        var sums = new double[records.count()];
        for (int pair = 0; pair < scores.length; pair++) {
            sums[records.ofSource(larger, pairs.one(pair), pairs.other(pair))] += odds(scores[pair]);
        }
        Arrays.parallelSetAll(
                chances,
                pair -> odds(scores[pair]) / (1 + sums[records.ofSource(larger, pairs.one(pair), pairs.other(pair))]));
        return chances;
    }

    private static double odds(double score) {
        return Math.exp(Math.max(-30, Math.min(30, score)));
    }

    private MatchModel next(Likeness likeness, Answers answers) {
        var scores = scores(likeness);
        var chances = chances(likeness.records(), likeness.pairs(), scores);
        var importance = new double[chances.length];
        Arrays.fill(importance, 1);
        var training = Arrays.stream(training(likeness.pairs())).boxed().collect(Collectors.toCollection(TreeSet::new));
        for (int answer = 0; answer < answers.count(); answer++) {
            int pair = answers.place(answer, likeness.pairs());
            if (pair >= 0) {
                training.add(pair);
                chances[pair] = answers.same()[answer] ? 1 : 0;
                importance[pair] = IMPORTANCE;
            }
        }
        var rows = new Rows(likeness, scores);
        var learned = Logistic.learn(
                training.stream().map(rows::row).toArray(double[][]::new),
                training.stream().mapToDouble(pair -> chances[pair]).toArray(),
                training.stream().mapToDouble(pair -> importance[pair]).toArray());
        var all = new ArrayList<>(rounds);
        all.add(learned);
        return new MatchModel(comparisons, weights, List.copyOf(all));
    }

    /** Some of the pairs, the same whatever their order. */
    private static int[] training(Pairs pairs) {
        double share = Math.min(1, (double) TRAINING / Math.max(1, pairs.count()));
        return IntStream.range(0, pairs.count())
                .filter(pair -> pairs.lot(pair) < share)
                .toArray();
    }

    /** What a logistic model sees of each pair. */
    private static final class Rows {
        private final Likeness likeness;
        private final double[] scores;
        private final Rivals standing;
        private final double far;
        private final int[] firstOfGroup;

        Rows(Likeness likeness, double[] scores) {
            this.likeness = likeness;
            this.scores = scores;
            this.standing = Rivals.of(likeness.pairs(), scores);
            this.far = FAR * deviation(scores);
            var all = likeness.comparisons();
            this.firstOfGroup = IntStream.range(0, all.size())
                    .filter(i ->
                            i == 0 || !all.get(i).group().equals(all.get(i - 1).group()))
                    .toArray();
        }

        /** The comparisons, whether each group of them lacks a value, and the standing. */
        double[] row(int pair) {
            var of = likeness.values()[pair];
            var row = new double[of.length + firstOfGroup.length + STANDING];
            for (int i = 0; i < of.length; i++) {
                row[i] = of[i];
            }
            for (int i = 0; i < firstOfGroup.length; i++) {
                row[of.length + i] = Float.isNaN(of[firstOfGroup[i]]) ? 1 : 0;
            }
            int at = of.length + firstOfGroup.length;
            row[at] = scores[pair];
            row[at + 1] = lead(pair, standing.rivalOfOne(pair));
            row[at + 2] = lead(pair, standing.rivalOfOther(pair));
            row[at + 3] = Math.log1p(standing.rankOfOne(pair));
            row[at + 4] = Math.log1p(standing.rankOfOther(pair));
            return row;
        }

        private double lead(int pair, float rival) {
            return Math.max(-far, Math.min(far, scores[pair] - (Float.isNaN(rival) ? 0 : rival)));
        }

        private static double deviation(double[] scores) {
            double mean = Arrays.stream(scores).average().orElse(0);
            return Math.sqrt(Arrays.stream(scores)
                    .map(score -> (score - mean) * (score - mean))
                    .average()
                    .orElse(0));
        }
    }
}
