// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.EtlException;

/**
 * The columns of a transform depend on the data, so that nobody can tell them before it is read. The message says which setting would
 * name them beforehand.
 */
public final class UnknownShapeException extends EtlException {
    private static final long serialVersionUID = 1L;

    /** A message such as "Cannot tell the columns of pivot before its data is read (set values to name them)". */
    public UnknownShapeException(String message) {
        super(message);
    }
}
