// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.text;

/** A value is not of its type. */
final class MisfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MisfitException() {
        super("a value is not of its type", null, false, false);
    }
}
