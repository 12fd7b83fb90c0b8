// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.failure.UsageException;

/**
 * Glue's two trade-offs, each from 0 to 1.
 *
 * @param precisionRecall towards 1 a pair needs more evidence, towards 0 less: the F measure with {@code beta = 2^(2 - 4 x)} is made greatest
 * @param accuracyCost towards 1 each record has more candidates, which costs time: from 3 over 10 to 30 by each kind of terms
 */
public record Tradeoffs(double precisionRecall, double accuracyCost) {
    /** Neither is leant to. */
    public static final Tradeoffs BALANCED = new Tradeoffs(0.5, 0.5);

    private static final int MIDDLE = 10;
    private static final double STEP = 3;

    public Tradeoffs {
        check("precision-recall-tradeoff", precisionRecall);
        check("accuracy-cost-tradeoff", accuracyCost);
    }

    /** How much more recall counts than precision. */
    double beta() {
        return Math.pow(2, 2 - 4 * precisionRecall);
    }

    /** How many candidates a record has by each kind of terms. */
    int nearest() {
        return (int) Math.round(MIDDLE * Math.pow(STEP, 2 * accuracyCost - 1));
    }

    private static void check(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new UsageException("Cannot find matches: " + name + " must be from 0 to 1 (got " + value + ")");
        }
    }
}
