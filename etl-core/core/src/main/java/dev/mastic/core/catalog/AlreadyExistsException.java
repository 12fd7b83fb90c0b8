// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;

/** A name was given to a new thing that another one has. */
public final class AlreadyExistsException extends UsageException {
    private static final long serialVersionUID = 1L;

    /** {@code Table already exists: sales.orders}. */
    public AlreadyExistsException(String noun, Object name) {
        super(noun + " already exists: " + name);
    }
}
