// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

/**
 * The root of all failures that Mastic raises on purpose.
 *
 * <p>The message is for the person who must mend it: {@code Cannot <verb> <what>: <why> (got …; expected …) at <where>}.
 */
public class EtlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with a message that stands alone. */
    public EtlException(String message) {
        super(message);
    }

    /** A failure with the cause that a {@code --debug} run shows. */
    public EtlException(String message, Throwable cause) {
        super(message, cause);
    }

    /** How a command that ends with this failure exits. */
    public ExitCode exitCode() {
        return ExitCode.FAILED;
    }
}
