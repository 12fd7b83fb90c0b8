// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.EtlException;

/** A compare-and-set was lost: someone else has changed the object since it was read. Nothing was written. */
public final class ObjectChangedException extends EtlException {
    private static final long serialVersionUID = 1L;

    public ObjectChangedException(ObjectKey key, long expected, long found) {
        super("Cannot update " + key + ": it was changed by someone else (got version " + found + "; expected "
                + expected + "): read it again and repeat the change");
    }
}
