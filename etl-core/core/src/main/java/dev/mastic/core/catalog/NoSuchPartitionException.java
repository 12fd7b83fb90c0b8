// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;
import java.util.List;

/** A partition was named that the table does not have. */
public final class NoSuchPartitionException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchPartitionException(TableName table, List<String> values) {
        super("No such partition: " + values + " of " + table);
    }
}
