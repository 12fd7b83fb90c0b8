// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.plugin;

import dev.mastic.core.failure.UsageException;

/** An extension or a part was asked for that is not on the class path. */
public final class NoSuchPartException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchPartException(String message) {
        super(message);
    }
}
