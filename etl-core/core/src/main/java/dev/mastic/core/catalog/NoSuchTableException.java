// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.List;

/** A table was named that the catalog does not hold. */
public final class NoSuchTableException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchTableException(String message) {
        super(message);
    }

    /** The message with the tables that there are. */
    public static NoSuchTableException of(TableName name, Catalog catalog) {
        List<String> databases =
                catalog.databases().stream().map(Database::name).toList();
        if (!databases.contains(name.database())) {
            return new NoSuchTableException("No such table: '" + name + "': there is no database '" + name.database()
                    + "' " + Suggestion.among(name.database(), databases));
        }
        var tables = catalog.tables(name.database()).stream()
                .map(TableName::toString)
                .toList();
        return new NoSuchTableException("No such table: '" + name + "' " + Suggestion.among(name.toString(), tables));
    }
}
