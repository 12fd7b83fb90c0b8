// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;

/** A filter of partitions is not understood. Glue calls this an invalid input. */
public final class PartitionFilterException extends UsageException {
    private static final long serialVersionUID = 1L;

    public PartitionFilterException(String message) {
        super(message);
    }
}
