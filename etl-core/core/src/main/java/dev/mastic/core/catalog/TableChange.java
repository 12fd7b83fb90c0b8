// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

/** One of several changes of tables that are made together. */
public sealed interface TableChange {
    /** The table that it changes. */
    TableName name();

    /** A new table. */
    record Create(Table table) implements TableChange {
        @Override
        public TableName name() {
            return table.name();
        }
    }

    /** Another definition of a table. */
    record Update(Table table, TableUpdate how) implements TableChange {
        @Override
        public TableName name() {
            return table.name();
        }
    }

    /** Another name of a table. */
    record Rename(TableName name, TableName to) implements TableChange {}

    /** The end of a table. */
    record Drop(TableName name) implements TableChange {}
}
