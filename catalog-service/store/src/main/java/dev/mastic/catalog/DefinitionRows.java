// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows of a table of named, versioned definitions: crawlers or classifiers; inside transactions.
 *
 * @param table its name
 */
record DefinitionRows(Dialect dialect, String table) {
    /** A definition as it is kept. */
    record Row(String name, long version, Instant created, Instant updated, String definition) {
        private static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("name"),
                    row.getLong("version"),
                    Instant.ofEpochMilli(row.getLong("created")),
                    Instant.ofEpochMilli(row.getLong("updated")),
                    row.getString("definition"));
        }
    }

    /** Sorted here, for databases sort texts by rules of their own. */
    List<Row> all(Handle handle) {
        return handle.createQuery("select * from " + table).map((row, context) -> Row.of(row)).stream()
                .sorted(Comparator.comparing(Row::name))
                .toList();
    }

    Optional<Row> find(Handle handle, String name) {
        return select(handle, name, "");
    }

    /** Like {@link #find}; others wait with their changes of it until the transaction ends. */
    Optional<Row> lock(Handle handle, String name) {
        return select(handle, name, dialect.forUpdate());
    }

    private Optional<Row> select(Handle handle, String name, String lock) {
        return handle.createQuery("select * from " + table + " where name = ?" + lock)
                .bind(0, name)
                .map((row, context) -> Row.of(row))
                .findOne();
    }

    /** The first version; empty if the name is taken. */
    Optional<Row> insert(Handle handle, String name, String definition) {
        int inserted = handle.execute(
                "insert into " + table + " (name, version, created, updated, definition) values (?, 1, " + dialect.now()
                        + ", " + dialect.now() + ", ?) on conflict (name) do nothing",
                name,
                definition);
        return inserted == 0 ? Optional.empty() : find(handle, name);
    }

    Row update(Handle handle, String name, String definition) {
        handle.execute(
                "update " + table + " set version = version + 1, updated = " + dialect.now()
                        + ", definition = ? where name = ?",
                definition,
                name);
        return find(handle, name).orElseThrow();
    }

    /** Answers whether there was one. */
    boolean delete(Handle handle, String name) {
        return handle.execute("delete from " + table + " where name = ?", name) == 1;
    }
}
