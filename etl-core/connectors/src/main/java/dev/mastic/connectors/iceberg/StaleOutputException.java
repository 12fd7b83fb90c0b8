// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.failure.EtlException;

/** A table has changed since an output was made for it, so that the output must be made again. */
final class StaleOutputException extends EtlException {
    private static final long serialVersionUID = 1L;

    StaleOutputException(String message) {
        super(message);
    }

    StaleOutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
