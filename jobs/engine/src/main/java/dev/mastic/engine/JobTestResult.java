// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problem;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.frame.RowComparison;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a test of a job went.
 *
 * @param problems what is wrong with the test or the job, so that it could not be run to its end
 * @param failure what broke while it ran
 * @param frames what was compared
 */
public record JobTestResult(
        String name,
        Origin origin,
        List<Problem> problems,
        Optional<RuntimeException> failure,
        List<Frame> frames,
        Faults faults,
        double seconds) {
    /** How a test ended. */
    public enum Status {
        PASSED,
        FAILED,
        /** It could not be run as it is written. */
        WRONG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One frame that was compared.
     *
     * @param unfit why expected rows cannot be rows of the frame; empty if all can
     */
    public record Frame(String name, long expected, long actual, RowComparison comparison, List<String> unfit) {
        boolean isSame() {
            return comparison.isSame() && unfit.isEmpty();
        }
    }

    /** The refused rows. */
    public record Faults(long expected, long actual, List<JsonRow> missing, List<JsonRow> unexpected) {
        /** Nothing was refused, as was expected. */
        static final Faults NONE = new Faults(0, 0, List.of(), List.of());

        /** Whether exactly the expected rows were refused. */
        public boolean isSame() {
            return expected == actual && missing.isEmpty() && unexpected.isEmpty();
        }
    }

    public JobTestResult {
        problems = List.copyOf(problems);
        frames = List.copyOf(frames);
    }

    /** How the test ended. */
    public Status status() {
        if (!problems.isEmpty()) {
            return Status.WRONG;
        }
        boolean same = failure.isEmpty() && faults.isSame() && frames.stream().allMatch(Frame::isSame);
        return same ? Status.PASSED : Status.FAILED;
    }
}
