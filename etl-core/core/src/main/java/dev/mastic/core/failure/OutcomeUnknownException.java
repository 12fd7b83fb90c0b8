// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

/**
 * Whether a commit happened cannot be told. Nothing that may be live has been deleted and no bookmark has moved;
 * the command exits with 7.
 */
public final class OutcomeUnknownException extends EtlException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String what, String todo) {
        super(what + "; " + todo);
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.OUTCOME_UNKNOWN;
    }
}
