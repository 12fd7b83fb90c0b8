// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

/** A schedule has broken the promise. */
final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViolationException(String message) {
        super(message);
    }
}
