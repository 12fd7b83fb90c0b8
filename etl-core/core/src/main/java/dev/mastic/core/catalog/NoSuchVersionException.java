// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;

/** A version of a table was named that the catalog does not hold. */
public final class NoSuchVersionException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchVersionException(TableName table, long version) {
        super("No such version: " + version + " of " + table
                + " (mastic catalog history lists those that are kept): name one of them");
    }
}
