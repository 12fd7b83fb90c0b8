// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table databases, inside transactions. */
record DatabaseRows(Dialect dialect) {
    private static final String SELECT = "select name, version, created, updated, definition from databases";

    List<Database> all(Handle handle) {
        return handle.createQuery(SELECT).map((row, context) -> kept(row).database()).stream()
                .sorted(Comparator.comparing(Database::name))
                .toList();
    }

    Page<KeptDatabase> page(Handle handle, PageRequest page) {
        var rows = handle.createQuery(SELECT + " where name > ? order by name limit ?")
                .bind(0, page.after().orElse(""))
                .bind(1, page.limit() + 1)
                .map((row, context) -> kept(row))
                .list();
        return Page.of(rows, page.limit(), row -> row.database().name());
    }

    List<String> names(Handle handle) {
        return handle.createQuery("select name from databases").mapTo(String.class).stream()
                .sorted()
                .toList();
    }

    Optional<KeptDatabase> find(Handle handle, String name) {
        return select(handle, name, "");
    }

    void require(Handle handle, String name) {
        if (find(handle, name).isEmpty()) {
            throw new NoSuchDatabaseException(name, names(handle));
        }
    }

    /** Keeps a database from being changed and dropped until the transaction ends. */
    KeptDatabase lock(Handle handle, String name) {
        return select(handle, name, dialect.forUpdate())
                .orElseThrow(() -> new NoSuchDatabaseException(name, names(handle)));
    }

    private static Optional<KeptDatabase> select(Handle handle, String name, String lock) {
        return handle.createQuery(SELECT + " where name = ?" + lock)
                .bind(0, name)
                .map((row, context) -> kept(row))
                .findOne();
    }

    /** Answers whether the name was free. */
    boolean insert(Handle handle, Database database) {
        return handle.execute(
                        "insert into databases (name, version, created, updated, definition)"
                                + " select ?, 1, clock.now, clock.now, ? from (select " + dialect.now()
                                + " as now) clock where true on conflict (name) do nothing",
                        database.name(),
                        CatalogCodec.write(database))
                == 1;
    }

    KeptDatabase update(Handle handle, Database database) {
        handle.execute(
                "update databases set version = version + 1, updated = " + dialect.now()
                        + ", definition = ? where name = ?",
                CatalogCodec.write(database),
                database.name());
        return find(handle, database.name()).orElseThrow();
    }

    /** What hangs on it goes with it, by foreign keys, but for its tables, which must be gone. */
    void delete(Handle handle, String name) {
        handle.execute("delete from databases where name = ?", name);
    }

    private static KeptDatabase kept(ResultSet row) throws SQLException {
        return new KeptDatabase(
                CatalogCodec.readDatabase(row.getString("name"), row.getString("definition")),
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")));
    }
}
