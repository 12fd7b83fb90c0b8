// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What an object of the catalog is called: its kind, what it hangs on, and a name that is its own among those of the same kind there. What
 * hangs on a database, table or partition vanishes and is renamed with it.
 */
public record ObjectKey(ObjectKind kind, Owner owner, String name) {

    /** What objects hang on: {@link #NOTHING}, a database, a table or a partition. */
    public record Owner(Optional<String> database, Optional<String> table, Optional<List<String>> partition) {
        /** Objects that hang on nothing. */
        public static final Owner NOTHING = new Owner(Optional.empty(), Optional.empty(), Optional.empty());

        public static Owner database(String name) {
            return new Owner(Optional.of(name), Optional.empty(), Optional.empty());
        }

        public static Owner table(TableName name) {
            return new Owner(Optional.of(name.database()), Optional.of(name.table()), Optional.empty());
        }

        public static Owner partition(TableName name, List<String> values) {
            return new Owner(Optional.of(name.database()), Optional.of(name.table()), Optional.of(List.copyOf(values)));
        }

        /** The table that it is or is of; empty for others. */
        public Optional<TableName> tableName() {
            return table.map(name -> new TableName(database.orElseThrow(), name));
        }

        @Override
        public String toString() {
            return tableName()
                    .map(name -> name + partition.map(List::toString).orElse(""))
                    .or(() -> database)
                    .orElse("the catalog");
        }
    }

    /** An object that hangs on nothing. */
    public static ObjectKey of(ObjectKind kind, String name) {
        return new ObjectKey(kind, Owner.NOTHING, name);
    }

    @Override
    public String toString() {
        return kind + " '" + name + "' of " + owner;
    }
}
