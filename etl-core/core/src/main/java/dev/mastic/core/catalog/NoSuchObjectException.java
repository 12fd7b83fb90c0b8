// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;

/** An object was named that the catalog does not hold. */
public final class NoSuchObjectException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchObjectException(ObjectKey key) {
        super("No such object: " + key);
    }
}
