// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.EtlException;

/** The journal does not allow what was asked: a run's phases only move forward, and each is written once. Nothing was changed. */
public final class JournalConflictException extends EtlException {
    private static final long serialVersionUID = 1L;

    JournalConflictException(Run run, String why) {
        super("Cannot change run " + run.runId() + " (token " + run.token() + ") of job '" + run.job()
                + "' in the journal: " + why);
    }
}
