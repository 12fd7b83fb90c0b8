// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * How a run was asked for.
 *
 * @param runId identity of the run, from the scheduler or from {@link RunIds}
 * @param state the place of the state, for the report
 * @param lease how long the lease lasts without a sign of life
 */
public record RunOptions(String runId, String state, Duration lease) {
    public RunOptions {
        Objects.requireNonNull(runId, "runId");
    }

    /** A run with the usual lease. */
    public static RunOptions of(String runId, String state) {
        return new RunOptions(runId, state, Duration.ofMinutes(2));
    }
}
