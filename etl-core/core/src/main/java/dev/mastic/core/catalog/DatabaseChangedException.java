// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.EtlException;

/** A compare-and-set was lost: someone else has changed the database since it was read. Nothing was written. */
public final class DatabaseChangedException extends EtlException {
    private static final long serialVersionUID = 1L;

    public DatabaseChangedException(String name, long expected, long found) {
        super("Cannot update database '" + name + "': it was changed by someone else (got version " + found
                + "; expected " + expected + "): read it again and repeat the change");
    }
}
