// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.failure.UsageException;

/** A file or folder was named that is not there. */
public final class NoSuchPathException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchPathException(String location, Throwable cause) {
        super("No such file or folder: " + location, cause);
    }

    public NoSuchPathException(String message) {
        super(message);
    }
}
