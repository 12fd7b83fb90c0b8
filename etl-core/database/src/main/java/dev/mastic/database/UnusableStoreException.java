// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import dev.mastic.core.failure.UsageException;

/** The place that was given for the state cannot be opened as it is; nothing was written. */
public final class UnusableStoreException extends UsageException {
    private static final long serialVersionUID = 1L;

    public UnusableStoreException(String where, String why) {
        super("Cannot open the state in " + where + ": " + why);
    }

    public UnusableStoreException(String where, String why, Throwable cause) {
        super("Cannot open the state in " + where + ": " + why, cause);
    }
}
