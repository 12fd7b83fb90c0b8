// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.failure.EtlException;

/** A Hive metastore cannot be reached, or refuses what it is asked for. */
public final class MetastoreFailedException extends EtlException {
    private static final long serialVersionUID = 1L;

    MetastoreFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
