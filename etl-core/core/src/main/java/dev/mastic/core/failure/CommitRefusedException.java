// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

/**
 * A target does not take an output, and would not take it again: its rows break a rule of the target, or it was made for a target that has
 * changed since. The output is not visible. What passes, such as a lost connection, is any other {@link EtlException}.
 */
public final class CommitRefusedException extends EtlException {
    private static final long serialVersionUID = 1L;

    public CommitRefusedException(String message) {
        super(message);
    }

    public CommitRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
