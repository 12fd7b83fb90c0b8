// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

/**
 * Something wrong in what was written.
 *
 * @param where {@code job.conf:9}, or the class that built the setting
 * @param message what was found and what was expected
 * @param hint what to do; empty when the message says it
 */
public record Problem(String where, String message, String hint) {
    public Problem {
        // a list of candidates brings its own brackets
        boolean bracketed = hint.startsWith("(") && hint.endsWith(")");
        hint = bracketed ? hint.substring(1, hint.length() - 1) : hint;
    }

    @Override
    public String toString() {
        return where + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
