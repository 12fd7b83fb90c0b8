// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

/**
 * How well labelled pairs were told by models that had not seen their labelling sets. Pairs that no model looked at count as told apart, so what
 * the search for candidates loses is in the recall. Of the pairs that were asked about only, which are harder than most.
 */
public record Estimate(int truePositives, int falsePositives, int trueNegatives, int falseNegatives) {
    static final Estimate NOTHING = new Estimate(0, 0, 0, 0);
    /** Of a normal distribution, for 95 of 100. */
    private static final double Z = 1.96;

    /** Bounds between which a share lies in 95 of 100 cases, by Wilson 1927. */
    public record Interval(double low, double high) {}

    Estimate with(boolean same, boolean told) {
        return new Estimate(
                truePositives + (same && told ? 1 : 0),
                falsePositives + (!same && told ? 1 : 0),
                trueNegatives + (!same && !told ? 1 : 0),
                falseNegatives + (same && !told ? 1 : 0));
    }

    /** Of the pairs told to match, how many do; 1 if none was. */
    public double precision() {
        return share(truePositives, truePositives + falsePositives);
    }

    /** Of the pairs that match, how many were told; 1 if there is none. */
    public double recall() {
        return share(truePositives, truePositives + falseNegatives);
    }

    /** Where the precision lies. */
    public Interval precisionInterval() {
        return interval(truePositives, truePositives + falsePositives);
    }

    /** Where the recall lies. */
    public Interval recallInterval() {
        return interval(truePositives, truePositives + falseNegatives);
    }

    private static double share(int some, int all) {
        return all == 0 ? 1 : (double) some / all;
    }

    private static Interval interval(int some, int all) {
        if (all == 0) {
            return new Interval(0, 1);
        }
        double share = (double) some / all;
        double middle = share + Z * Z / (2 * all);
        double reach = Z * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        double scale = 1 + Z * Z / all;
        return new Interval(Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale));
    }
}
