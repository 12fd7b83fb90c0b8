// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.UsageException;

/** A target holds commits of this job that the state knows nothing of: going on would double rows. Nothing was written. */
public final class LostStateException extends UsageException {
    private static final long serialVersionUID = 1L;

    LostStateException(Run run, String sink) {
        super("Cannot run job '" + run.job() + "': sink '" + sink + "' holds the output of run " + run.runId()
                + " of this job, but the state does not know that run; another run would double the rows."
                + " Give the state of that run with --db; if it is lost, make the bookmarks again from what the"
                + " sinks remember: mastic bookmark adopt JOB_FILE; or write to another place, or rename the job");
    }
}
