// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import dev.mastic.core.failure.EtlException;

/** The database failed in a transaction. */
public final class StoreFailedException extends EtlException {
    private static final long serialVersionUID = 1L;
    private final boolean mayHaveCommitted;

    public StoreFailedException(String where, String why, boolean mayHaveCommitted, Throwable cause) {
        super("Cannot use the state in " + where + ": " + why, cause);
        this.mayHaveCommitted = mayHaveCommitted;
    }

    /** Whether it failed while committing, such as by a lost connection; else the transaction was rolled back for certain. */
    public boolean mayHaveCommitted() {
        return mayHaveCommitted;
    }
}
