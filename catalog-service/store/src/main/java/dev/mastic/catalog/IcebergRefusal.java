// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.failure.EtlException;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** A refusal of the catalog in the words that Iceberg's callers know. */
final class IcebergRefusal {
    private IcebergRefusal() {}

    static RuntimeException of(EtlException refusal) {
        var message = refusal.getMessage();
        return switch (Refusal.of(refusal)) {
            case ALREADY_EXISTS -> new AlreadyExistsException(refusal, "%s", message);
            case NO_SUCH_DATABASE -> new NoSuchNamespaceException(refusal, "%s", message);
            case NO_SUCH_TABLE -> new NoSuchTableException(refusal, "%s", message);
            case CHANGED -> new CommitFailedException(refusal, "%s", message);
            case OTHER -> refusal;
        };
    }
}
