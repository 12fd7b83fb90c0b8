// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.ExitCode;
import java.util.Set;

/**
 * One of the attempts of a run.
 *
 * @param number from 1
 * @param most how many there are at most
 */
public record RunAttempt(int number, int most) {
    /** The only attempt. */
    public static final RunAttempt ONLY = new RunAttempt(1, 1);

    /** What another attempt may end better: what has failed, and what came to an end that nobody knows. */
    private static final Set<ExitCode> RETRIED = Set.of(ExitCode.FAILED, ExitCode.OUTCOME_UNKNOWN);

    /** Whether another attempt follows one that ends so. */
    public boolean isFollowed(Throwable failure, ExitCode code) {
        return number < most && RETRIED.contains(code) && !(failure instanceof StoppedException);
    }

    /** The attempt after this one. */
    public RunAttempt next() {
        return new RunAttempt(number + 1, most);
    }
}
