// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;

/** A newer run has taken the lease over; this one must not write any more. */
public final class LeaseLostException extends EtlException {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(Lease lost) {
        super("Cannot go on with run " + lost.runId() + " of job '" + lost.job() + "': its lease (token " + lost.token()
                + ") was taken over by a newer run, which finishes or repeats its work");
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.LOCKED;
    }
}
