// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import dev.mastic.core.failure.EtlException;

/**
 * The database failed in a transaction. Where it failed while committing, such as by a lost connection, whether the transaction counts is
 * unknown; in all other cases it was rolled back.
 */
public final class StoreFailedException extends EtlException {
    private static final long serialVersionUID = 1L;

    public StoreFailedException(String where, String why, Throwable cause) {
        super("Cannot use the state in " + where + ": " + why, cause);
    }
}
