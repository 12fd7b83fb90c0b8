// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
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

    /** The same; a name that is taken is told with what has taken it. */
    static RuntimeException of(EtlException refusal, Catalog catalog, TableName wanted) {
        if (Refusal.of(refusal) != Refusal.ALREADY_EXISTS) {
            return of(refusal);
        }
        return new AlreadyExistsException(
                refusal, "%s with same name already exists: %s", noun(catalog, wanted), wanted);
    }

    /** What has a name: a view or a table. */
    static String noun(Catalog catalog, TableName taken) {
        return catalog.find(taken)
                .map(TableVersion::table)
                .filter(Table::isIcebergView)
                .map(view -> "View")
                .orElse("Table");
    }
}
