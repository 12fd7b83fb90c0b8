// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import dev.mastic.core.failure.EtlException;

/** A notification did not arrive, or nobody has said that it did. It never ends a run. */
final class NotSentException extends EtlException {
    private static final long serialVersionUID = 1L;

    NotSentException(String to, String why, Throwable cause) {
        super("Cannot notify " + to + ": " + why, cause);
    }
}
