// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

/** The exit codes of the command line; scripts rely on the numbers. */
public enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    QUALITY_FAILED(3),
    NOTHING_NEW(4),
    LOCKED(5),
    PARTIAL(6),
    OUTCOME_UNKNOWN(7),
    INTERNAL(70),
    /** A command was stopped after its time limit; the number is that of {@code timeout} in coreutils. */
    TIMED_OUT(124);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process exit status. */
    public int number() {
        return number;
    }
}
