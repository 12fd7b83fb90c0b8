// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import java.util.Map;
import java.util.Optional;

/**
 * What came of one rule.
 *
 * @param reason why it does not hold; empty if it does
 * @param metrics what was measured, by name
 */
record Measured(Optional<String> reason, Map<String, Double> metrics) {
    private static final int DIGITS = 12;
    private static final double WHOLE = 1L << 53;

    static Measured passed(Map<String, Double> metrics) {
        return new Measured(Optional.empty(), metrics);
    }

    static Measured failed(String reason, Map<String, Double> metrics) {
        return new Measured(Optional.of(reason), metrics);
    }

    static Measured of(boolean passed, String otherwise, Map<String, Double> metrics) {
        return passed ? passed(metrics) : failed(otherwise, metrics);
    }

    boolean isPassed() {
        return reason.isEmpty();
    }

    /**
     * A measure without the last digits, which depend on the order in which numbers were added, and so on the partitions of a frame. Whole
     * numbers stay.
     */
    static double rounded(double measure) {
        boolean exact = Double.isNaN(measure)
                || Double.isInfinite(measure)
                || measure == Math.rint(measure) && Math.abs(measure) < WHOLE;
        return exact
                ? measure
                : new java.math.BigDecimal(measure)
                        .round(new java.math.MathContext(DIGITS))
                        .doubleValue();
    }

    /** A measure as people write it. */
    static String text(double measure) {
        boolean whole = measure == Math.rint(measure) && Math.abs(measure) < WHOLE;
        return whole ? String.valueOf((long) measure) : String.valueOf(measure);
    }
}
