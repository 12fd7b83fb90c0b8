// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;

/** The name of a table in its database: {@code sales.orders}. */
public record TableName(String database, String table) implements Comparable<TableName> {
    public TableName {
        if (database.isBlank() || table.isBlank()) {
            throw new UsageException("Invalid table name: '" + database + "." + table + "' (expected database.table)");
        }
    }

    /**
     * Reads {@code database.table}.
     *
     * @throws UsageException if the text has not exactly one dot between two names
     */
    public static TableName parse(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || dot == text.length() - 1 || text.indexOf('.', dot + 1) >= 0) {
            throw new UsageException("Invalid table name: '" + text + "' (expected database.table)");
        }
        return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    @Override
    public String toString() {
        return database + "." + table;
    }
}
