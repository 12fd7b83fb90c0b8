// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The pairs of records that are looked at, and how alike they are.
 *
 * @param values a row of comparisons for each pair
 */
record Likeness(Records records, List<Comparison> comparisons, Pairs pairs, float[][] values) {
    /** How many others a record meets while its terms are looked up. */
    private static final int BUDGET = 20_000;

    /**
     * Looks for candidates and compares them, in all threads of this machine.
     *
     * @param nearest how many candidates a record has by each of two kinds of terms
     * @param model whose comparisons are made; without one the data show which are worth while
     */
    static Likeness of(Records records, int nearest, Optional<MatchModel> model) {
        var comparisons = Comparisons.of(records, model.map(given -> Set.copyOf(given.comparisons())));
        var codes = LongStream.concat(
                        candidates(comparisons.words(), records, nearest),
                        candidates(comparisons.grams(), records, nearest))
                .sorted()
                .distinct()
                .toArray();
        var pairs = new Pairs(codes, records.count());
        return new Likeness(records, comparisons.all(), pairs, comparisons.compare(pairs));
    }

    private static LongStream candidates(Terms terms, Records records, int nearest) {
        return Arrays.stream(new Candidates(terms, records.sources(), BUDGET).pairs(nearest));
    }

    /** Which pairs are best for both records, by half the record as a whole, half all that can be compared. */
    boolean[] mutuallyBest() {
        var means = new double[pairs.count()];
        Arrays.parallelSetAll(means, pair -> mean(values[pair]));
        var standing = Rivals.of(pairs, means);
        var best = new boolean[pairs.count()];
        IntStream.range(0, best.length).forEach(pair -> best[pair] = standing.isMutuallyBest(pair));
        return best;
    }

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
}
