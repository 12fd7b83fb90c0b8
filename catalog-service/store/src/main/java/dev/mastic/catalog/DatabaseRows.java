// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.database.Dialect;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table databases, inside transactions. Sorting is done here, for each database sorts text in its own way. */
record DatabaseRows(Dialect dialect) {
    List<Database> all(Handle handle) {
        return handle
                .createQuery("select name, definition from databases")
                .map((row, context) -> CatalogCodec.readDatabase(row.getString(1), row.getString(2)))
                .stream()
                .sorted(Comparator.comparing(Database::name))
                .toList();
    }

    List<String> names(Handle handle) {
        return handle.createQuery("select name from databases").mapTo(String.class).stream()
                .sorted()
                .toList();
    }

    boolean exists(Handle handle, String name) {
        return name(handle, name, "").isPresent();
    }

    /** Keeps a database from being dropped until the transaction ends. */
    void lock(Handle handle, String name) {
        if (name(handle, name, dialect.forUpdate()).isEmpty()) {
            throw new NoSuchDatabaseException(name, names(handle));
        }
    }

    private static Optional<String> name(Handle handle, String name, String lock) {
        return handle.createQuery("select name from databases where name = ?" + lock)
                .bind(0, name)
                .mapTo(String.class)
                .findOne();
    }

    /** Answers whether the name was free. */
    boolean insert(Handle handle, Database database) {
        return handle.execute(
                        "insert into databases (name, definition) values (?, ?) on conflict (name) do nothing",
                        database.name(),
                        CatalogCodec.write(database))
                == 1;
    }

    void delete(Handle handle, String name) {
        handle.execute("delete from databases where name = ?", name);
    }
}
