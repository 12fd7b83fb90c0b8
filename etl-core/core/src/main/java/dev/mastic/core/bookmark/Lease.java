// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/**
 * The right to run a job, until it is released or its time is over.
 *
 * @param holder who has it, for messages: user, host, process
 */
public record Lease(String job, String runId, Token token, String holder) {
    /** The run that this lease is for. */
    public Run run() {
        return new Run(job, runId, token);
    }
}
