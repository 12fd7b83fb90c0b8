// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;

/**
 * How many refused rows a step allows; Glue's {@code stageThreshold} and {@code totalThreshold}. 0 allows any number, as in Glue.
 *
 * @param stage the most that the step itself may refuse
 * @param total the most that the step and all before it may refuse
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">DynamicFrame in
 *     Glue</a>
 */
public record Thresholds(long stage, long total) {
    /** Any number of refused rows is allowed. */
    public static final Thresholds UNLIMITED = new Thresholds(0, 0);

    public Thresholds {
        if (stage < 0 || total < 0) {
            throw new UsageException("Cannot allow a negative number of errors (got stage threshold " + stage
                    + ", total threshold " + total + "; expected 0 for any number, or more)");
        }
    }

    /** Whether any number of refused rows is allowed, so that nobody needs to count them. */
    public boolean isUnlimited() {
        return stage == 0 && total == 0;
    }

    /**
     * Holds the counts of a step against the thresholds.
     *
     * @param stageErrors how many rows the step refused
     * @param totalErrors how many rows the step and all before it refused
     * @throws ErrorThresholdException naming the step and the counts
     */
    public void check(String step, long stageErrors, long totalErrors) {
        check(step, stageErrors, stage, "refused by the step itself");
        check(step, totalErrors, total, "refused up to and with the step");
    }

    private static void check(String step, long errors, long threshold, String what) {
        if (threshold > 0 && errors > threshold) {
            throw new ErrorThresholdException("Cannot go on after step '" + step + "': too many rows were " + what
                    + " (got " + errors + "; expected at most " + threshold + ")");
        }
    }
}
