// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;

/**
 * Finds the records that are one thing without labels: candidates by rare terms, comparisons, Fellegi and Sunter's weights by expectation
 * maximisation, then a logistic model that learns from these chances and also sees how each pair stands among its rivals. The same records
 * give the same answer, in whatever order and with however many threads.
 */
final class Matcher {
    private static final int BUDGET = 20_000;
    private static final int NEAREST = 10;
    private static final int ROUNDS = 3;
    private static final int FOLDS = 3;
    private static final int TRAINING = 20_000;
    private static final int STANDING = 5;
    private static final double LEAST_MEAN = 0.2;

    private final Records records;
    private final Comparisons comparisons;
    private final Pairs pairs;
    private final float[][] values;

    /** One comparison of each group in which values are missing; all of a group miss the same. */
    private final int[] missing;

    private Matcher(Records records) {
        this.records = records;
        this.comparisons = Comparisons.of(records);
        this.pairs = candidates();
        this.values = comparisons.compare(pairs);
        this.missing = missing();
    }

    private int[] missing() {
        var groups = new HashSet<String>();
        return IntStream.range(0, comparisons.all().size())
                .filter(i -> groups.add(comparisons.all().get(i).group()))
                .filter(i -> Arrays.stream(values).anyMatch(of -> Float.isNaN(of[i])))
                .toArray();
    }

    static Matching match(Records records) {
        return new Matcher(records).match();
    }

    private Pairs candidates() {
        var byWords = new Candidates(comparisons.words(), records.sources(), BUDGET).pairs(NEAREST);
        var byGrams = new Candidates(comparisons.grams(), records.sources(), BUDGET).pairs(NEAREST);
        var codes = IntStream.range(0, 2)
                .mapToObj(i -> i == 0 ? byWords : byGrams)
                .flatMapToLong(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
        return new Pairs(codes, records.count());
    }

    private Matching match() {
        if (pairs.count() == 0) {
            return new Matching(IntStream.range(0, records.count()).toArray(), pairs, new double[0]);
        }
        var scores = firstScores();
        var chances = chances(scores);
        for (int round = 0; round < ROUNDS; round++) {
            scores = learnedFrom(chances, scores);
            chances = chances(scores);
        }
        double least = Threshold.of(chances, 1);
        return new Matching(Clusters.of(pairs, records.sources(), chances, least, LEAST_MEAN), pairs, chances);
    }

    private double[] firstScores() {
        var means = new double[pairs.count()];
        Arrays.parallelSetAll(means, pair -> mean(values[pair]));
        var standing = Rivals.of(pairs, means);
        var best = new boolean[pairs.count()];
        for (int pair = 0; pair < best.length; pair++) {
            best[pair] = standing.isMutuallyBest(pair);
        }
        var model = FellegiSunter.learn(comparisons.all(), values, best);
        var scores = new double[pairs.count()];
        Arrays.parallelSetAll(scores, pair -> model.score(values[pair]));
        return scores;
    }

    /** Half of it from the record as a whole, half from all that can be compared. */
    private static double mean(float[] values) {
        double sum = 0;
        int count = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? 0 : 0.5 * sum / count + 0.25 * (zeroIfMissing(values[0]) + zeroIfMissing(values[1]));
    }

    private static double zeroIfMissing(float value) {
        return Float.isNaN(value) ? 0 : value;
    }

    /** A record of the larger source matches one of the smaller at most: its pairs share one chance with that of having no match. */
    private double[] chances(double[] scores) {
        var chances = new double[scores.length];
        Arrays.parallelSetAll(chances, pair -> Logistic.chance(scores[pair]));
        if (!records.areLinked()) {
            return chances;
        }
        int larger = largerSource();
        var sums = new double[records.count()];
        for (int pair = 0; pair < scores.length; pair++) {
            sums[choosing(pair, larger)] += odds(scores[pair]);
        }
        Arrays.parallelSetAll(chances, pair -> odds(scores[pair]) / (1 + sums[choosing(pair, larger)]));
        return chances;
    }

    private static double odds(double score) {
        return Math.exp(Math.max(-30, Math.min(30, score)));
    }

    private int choosing(int pair, int source) {
        return records.sources()[pairs.one(pair)] == source ? pairs.one(pair) : pairs.other(pair);
    }

    private int largerSource() {
        long ones = Arrays.stream(records.sources()).filter(source -> source == 1).count();
        return 2 * ones >= records.count() ? 1 : 0;
    }

    /** Each fold is scored by what the others teach, so that no pair confirms its own chance. */
    private double[] learnedFrom(double[] chances, double[] scores) {
        var rows = rows(scores);
        var learned = new double[pairs.count()];
        var folds = new int[pairs.count()];
        Arrays.parallelSetAll(folds, pair -> (int) Math.floorMod(mixed(pairs.codes()[pair]), (long) FOLDS));
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            var training = training(folds, left);
            var model = Logistic.learn(
                    Arrays.stream(training).mapToObj(pair -> rows[pair]).toArray(double[][]::new),
                    Arrays.stream(training).mapToDouble(pair -> chances[pair]).toArray(),
                    Arrays.stream(training).mapToDouble(pair -> 1).toArray());
            IntStream.range(0, learned.length)
                    .parallel()
                    .filter(pair -> folds[pair] == left)
                    .forEach(pair -> learned[pair] = model.score(rows[pair]));
        }
        return learned;
    }

    private int[] training(int[] folds, int left) {
        double share = Math.min(1, (double) TRAINING / Math.max(1, folds.length));
        return IntStream.range(0, folds.length)
                .filter(pair -> folds[pair] != left && share(pair) < share)
                .toArray();
    }

    private double share(int pair) {
        return (mixed(pairs.codes()[pair]) >>> 11) * 0x1.0p-53;
    }

    private static long mixed(long code) {
        long mixed = (code ^ (code >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private double[][] rows(double[] scores) {
        var standing = Rivals.of(pairs, scores);
        double deviation = deviation(scores);
        return IntStream.range(0, pairs.count())
                .parallel()
                .mapToObj(pair -> row(pair, scores[pair], standing, deviation))
                .toArray(double[][]::new);
    }

    private double[] row(int pair, double score, Rivals standing, double deviation) {
        var of = values[pair];
        var row = new double[of.length + missing.length + STANDING];
        for (int i = 0; i < of.length; i++) {
            row[i] = of[i];
        }
        for (int i = 0; i < missing.length; i++) {
            row[of.length + i] = Float.isNaN(of[missing[i]]) ? 1 : 0;
        }
        int at = of.length + missing.length;
        row[at] = score;
        row[at + 1] = lead(score, standing.rivalOfOne(pair), deviation);
        row[at + 2] = lead(score, standing.rivalOfOther(pair), deviation);
        row[at + 3] = Math.log1p(standing.rankOfOne(pair));
        row[at + 4] = Math.log1p(standing.rankOfOther(pair));
        return row;
    }

    private static double lead(double score, float rival, double deviation) {
        return Math.max(-10 * deviation, Math.min(10 * deviation, score - (Float.isNaN(rival) ? 0 : rival)));
    }

    private static double deviation(double[] scores) {
        double mean = Arrays.stream(scores).average().orElse(0);
        return Math.sqrt(Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).average().orElse(0));
    }
}
