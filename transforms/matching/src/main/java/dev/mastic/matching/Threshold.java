// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;

/** From which chance on a pair is taken for a match, so that the expected F measure is greatest. */
final class Threshold {
    private Threshold() {}

    /**
     * The least chance to take.
     *
     * @param beta how much more recall counts than precision
     */
    static double of(double[] chances, double beta) {
        var sorted = chances.clone();
        Arrays.parallelSort(sorted);
        double expected = Arrays.stream(sorted).sum();
        double taken = 0;
        double best = 0;
        double least = 1;
        for (int i = sorted.length - 1; i >= 0; i--) {
            taken += sorted[i];
            double measure = (1 + beta * beta) * taken / (beta * beta * expected + sorted.length - i);
            if (measure > best) {
                best = measure;
                least = sorted[i];
            }
        }
        return least;
    }
}
