// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.EtlException;

/** A run was asked to end before anything of it was visible. */
public final class StoppedException extends EtlException {
    private static final long serialVersionUID = 1L;

    StoppedException(String job, String runId) {
        super("Stopped run " + runId + " of job '" + job
                + "' as asked: nothing of it is visible and no bookmark has moved; the next run reads the same");
    }
}
