// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import java.util.Locale;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * How Iceberg's identifiers become names of the catalog.
 *
 * @param folding whether letters are made small, as Glue's and Hive's clients expect; what stands in the catalog as it is written is still
 *     found so
 */
record IcebergNames(Catalog catalog, boolean folding) {
    static boolean isOneLevel(Namespace namespace) {
        return namespace.length() == 1 && !namespace.level(0).isBlank();
    }

    static boolean isValid(TableIdentifier table) {
        return isOneLevel(table.namespace()) && !table.name().isBlank();
    }

    /** The name of a namespace of one level. */
    String database(Namespace namespace) {
        var written = namespace.level(0);
        var small = written.toLowerCase(Locale.ROOT);
        return !folding
                        || small.equals(written)
                        || catalog.findDatabase(written).isPresent()
                ? written
                : small;
    }

    /** The name of a table or view in a namespace of one level. */
    TableName table(TableIdentifier table) {
        var database = database(table.namespace());
        var written = new TableName(database, table.name());
        var small = new TableName(database, table.name().toLowerCase(Locale.ROOT));
        return !folding || small.equals(written) || catalog.find(written).isPresent() ? written : small;
    }
}
