// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import java.util.Optional;

/** How a run of a job has ended, in Glue's words. */
public enum JobState {
    /** Also where nothing was new. */
    SUCCEEDED,
    /** With all its attempts; also when it was stopped. */
    FAILED;

    /**
     * The state that a record of the history tells of; empty where it tells of no end, as of a run that was done before.
     *
     * @param willRetry whether another attempt follows
     */
    static Optional<JobState> of(String status, boolean willRetry) {
        return switch (status) {
            case "succeeded", "nothing-new" -> Optional.of(SUCCEEDED);
            case "failed" -> willRetry ? Optional.empty() : Optional.of(FAILED);
            default -> Optional.empty();
        };
    }
}
