// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;

/** Another run of the job holds the lease; the command exits with 5. */
public final class JobLockedException extends EtlException {
    private static final long serialVersionUID = 1L;
    private final String runId;

    public JobLockedException(Lease held, long secondsLeft) {
        super("Cannot run job '" + held.job() + "': run " + held.runId() + " holds its lease (" + held.holder()
                + "; it ends in " + secondsLeft + " s unless renewed): wait for that run, or for the lease to end");
        this.runId = held.runId();
    }

    /** The run that holds the lease. */
    public String runId() {
        return runId;
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.LOCKED;
    }
}
