// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * How a run was asked for.
 *
 * @param runId identity of the run, from the scheduler or from {@link RunIds}
 * @param state the place of the state, for the report
 * @param lease how long the lease lasts without a sign of life
 * @param stopping whether someone has asked this process to end; asked before each step
 * @param attempt which of the attempts of the run it is, for the history
 */
public record RunOptions(
        String runId,
        String state,
        Duration lease,
        OnLocked onLocked,
        RunInput input,
        BooleanSupplier stopping,
        RunAttempt attempt) {
    public RunOptions {
        Objects.requireNonNull(runId, "runId");
    }

    /** A run on what is new, with the usual lease, which fails when another one is alive. */
    public static RunOptions of(String runId, String state) {
        return new RunOptions(
                runId, state, Duration.ofMinutes(2), OnLocked.FAIL, new RunInput.Next(), () -> false, RunAttempt.ONLY);
    }

    /** The same with another lease. */
    public RunOptions lease(Duration time) {
        return new RunOptions(runId, state, time, onLocked, input, stopping, attempt);
    }

    /** The same with another answer to a run that is alive. */
    public RunOptions onLocked(OnLocked answer) {
        return new RunOptions(runId, state, lease, answer, input, stopping, attempt);
    }

    /** The same on other rows. */
    public RunOptions input(RunInput what) {
        return new RunOptions(runId, state, lease, onLocked, what, stopping, attempt);
    }

    /** The same, ended in good order when this says so. */
    public RunOptions stopping(BooleanSupplier asked) {
        return new RunOptions(runId, state, lease, onLocked, input, asked, attempt);
    }

    /** The same as one of several attempts. */
    public RunOptions attempt(RunAttempt which) {
        return new RunOptions(runId, state, lease, onLocked, input, stopping, which);
    }
}
