// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each level of likeness speaks for a match, learned from the pairs themselves: the logarithm of how much more frequent the level is
 * among matches than among others, by expectation maximisation from the pairs whose records are each other's best.
 *
 * @param cuts for each comparison the values that part its levels
 * @param weights for each comparison those of its levels; the first is for a missing value and always 0
 * @param prior the logarithm of the odds that a pair matches
 * @see <a href="https://doi.org/10.1080/01621459.1969.10501049">Fellegi and Sunter 1969, A theory for record linkage</a>
 */
record FellegiSunter(float[][] cuts, double[][] weights, double prior) {
    private static final int ROUNDS = 30;
    private static final double[] QUANTILES = {0.1, 0.25, 0.5, 0.75, 0.9};
    /** So few values say nothing of their quantiles. */
    private static final int FEW = 30;

    private static final float[] USUAL_CUTS = {0.25f, 0.5f, 0.75f, 0.92f};
    private static final double LIKELY = 0.9;
    /** How many pairs the belief before all pairs is worth. */
    private static final double BELIEF = 4;

    private static final double LIKELY_SHARE = 0.25;
    private static final double STEEPNESS = 4;
    private static final double UNLIKELY = 0.05;

    /**
     * Learns from pairs without labels.
     *
     * @param values of the comparisons, a row for each pair
     * @param best whether the two records of a pair are each other's best
     */
    static FellegiSunter learn(List<Comparison> comparisons, float[][] values, boolean[] best) {
        var cuts = IntStream.range(0, comparisons.size())
                .mapToObj(comparison -> cuts(comparison, values, best))
                .toArray(float[][]::new);
        // comparison by comparison, as they are counted: threads share nothing, and sums come in one order
        var levels = IntStream.range(0, comparisons.size())
                .parallel()
                .mapToObj(comparison -> levels(comparison, cuts[comparison], values))
                .toArray(byte[][]::new);
        var shares = comparisons.stream()
                .mapToDouble(one -> 1.0
                        / comparisons.stream()
                                .filter(other -> other.group().equals(one.group()))
                                .count())
                .toArray();
        var learned = new FellegiSunter(cuts, new double[0][], 0);
        var chances = new double[values.length];
        for (int pair = 0; pair < chances.length; pair++) {
            chances[pair] = best[pair] ? LIKELY : UNLIKELY;
        }
        for (int round = 0; round < ROUNDS; round++) {
            learned = learned.maximised(levels, chances, shares);
            var current = learned;
            Arrays.parallelSetAll(chances, pair -> Logistic.chance(current.sum(levels, pair)));
        }
        return learned;
    }

    /** The logarithm of the odds that a pair matches. */
    double score(float[] values) {
        double sum = prior;
        for (int comparison = 0; comparison < values.length; comparison++) {
            sum += weights[comparison][level(cuts[comparison], values[comparison])];
        }
        return sum;
    }

    /** What each group of comparisons says where it is likest and unlikest, in bits, in their order. */
    List<MatchSummary.Weight> said(List<Comparison> comparisons) {
        var said = new LinkedHashMap<String, MatchSummary.Weight>();
        for (int i = 0; i < weights.length; i++) {
            var levels = weights[i];
            boolean isSilent = levels.length < 3;
            var own = new MatchSummary.Weight(
                    comparisons.get(i).group(),
                    isSilent ? 0 : levels[levels.length - 1] / Math.log(2),
                    isSilent ? 0 : levels[1] / Math.log(2));
            said.merge(
                    own.column(),
                    own,
                    (one, other) -> new MatchSummary.Weight(
                            one.column(),
                            one.agreement() + other.agreement(),
                            one.disagreement() + other.disagreement()));
        }
        return List.copyOf(said.values());
    }

    private FellegiSunter maximised(byte[][] levels, double[] chances, double[] shares) {
        var learned = IntStream.range(0, cuts.length)
                .parallel()
                .mapToObj(comparison -> weights(comparison, levels[comparison], chances, shares[comparison]))
                .toArray(double[][]::new);
        double mean = (Arrays.stream(chances).sum() + BELIEF * LIKELY_SHARE) / (chances.length + BELIEF);
        return new FellegiSunter(cuts, learned, Math.log(mean / (1 - mean)));
    }

    private double[] weights(int comparison, byte[] levels, double[] chances, double share) {
        int count = cuts[comparison].length + 2;
        var matches = new double[count];
        var others = new double[count];
        believe(comparison, matches, others);
        for (int pair = 0; pair < levels.length; pair++) {
            int level = levels[pair];
            matches[level] += chances[pair];
            others[level] += 1 - chances[pair];
        }
        double total =
                Math.log(Arrays.stream(matches).sum() / Arrays.stream(others).sum());
        var found = new double[count];
        for (int level = 1; level < count; level++) {
            found[level] = share * (Math.log(matches[level] / others[level]) - total);
        }
        return found;
    }

    /** What is thought before any pair is seen, worth few pairs: that matches are alike and others are not. */
    private void believe(int comparison, double[] matches, double[] others) {
        Arrays.fill(matches, 0.5);
        Arrays.fill(others, 0.5);
        double like = 0;
        double unlike = 0;
        for (int level = 1; level < matches.length; level++) {
            like += Math.exp(STEEPNESS * middle(comparison, level));
            unlike += Math.exp(-STEEPNESS * middle(comparison, level));
        }
        for (int level = 1; level < matches.length; level++) {
            matches[level] += BELIEF * Math.exp(STEEPNESS * middle(comparison, level)) / like;
            others[level] += BELIEF * Math.exp(-STEEPNESS * middle(comparison, level)) / unlike;
        }
    }

    /** The likeness in the middle of a level. */
    private double middle(int comparison, int level) {
        var own = cuts[comparison];
        double from = level == 1 ? 0 : own[level - 2];
        double to = level > own.length ? 1 : own[level - 1];
        return (from + to) / 2;
    }

    private double sum(byte[][] levels, int pair) {
        double sum = prior;
        for (int comparison = 0; comparison < levels.length; comparison++) {
            sum += weights[comparison][levels[comparison][pair]];
        }
        return sum;
    }

    /** The levels of all pairs in one comparison. */
    private static byte[] levels(int comparison, float[] cuts, float[][] values) {
        var levels = new byte[values.length];
        for (int pair = 0; pair < levels.length; pair++) {
            levels[pair] = level(cuts, values[pair][comparison]);
        }
        return levels;
    }

    private static byte level(float[] cuts, float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        byte level = 1;
        while (level <= cuts.length && value >= cuts[level - 1]) {
            level++;
        }
        return level;
    }

    private static float[] cuts(int comparison, float[][] values, boolean[] best) {
        var sorted = IntStream.range(0, values.length)
                .filter(pair -> best[pair] && !Float.isNaN(values[pair][comparison]))
                .mapToDouble(pair -> values[pair][comparison])
                .sorted()
                .toArray();
        if (sorted.length < FEW) {
            return USUAL_CUTS;
        }
        var cuts = Arrays.stream(QUANTILES)
                .map(quantile -> at(sorted, quantile))
                .distinct()
                .toArray();
        var found = new float[cuts.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = (float) cuts[i];
        }
        return found;
    }

    private static double at(double[] sorted, double quantile) {
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
