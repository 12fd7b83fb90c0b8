// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables tables (newest versions) and table_versions (earlier ones), inside transactions. */
record TableRows(Dialect dialect) {
    private static final String SELECT =
            "select id, version, updated, definition from tables where database_name = ? and name = ?";

    /** A table's newest version and what its partitions and versions refer to. */
    record Row(long id, TableVersion version) {}

    List<TableName> names(Handle handle, String database) {
        return handle
                .createQuery("select name from tables where database_name = ?")
                .bind(0, database)
                .mapTo(String.class)
                .stream()
                .map(name -> new TableName(database, name))
                .sorted()
                .toList();
    }

    Optional<Row> find(Handle handle, TableName name) {
        return select(handle, name, "");
    }

    /** Like {@link #find}; others wait with their changes of the table until the transaction ends. */
    Optional<Row> lock(Handle handle, TableName name) {
        return select(handle, name, dialect.forUpdate());
    }

    private static Optional<Row> select(Handle handle, TableName name, String lock) {
        return handle.createQuery(SELECT + lock)
                .bind(0, name.database())
                .bind(1, name.table())
                .map((row, context) -> new Row(row.getLong("id"), version(name, row)))
                .findOne();
    }

    List<TableVersion> history(Handle handle, TableName name) {
        return handle.createQuery("select version, updated, definition from tables"
                        + " where database_name = :database and name = :name"
                        + " union all select v.version, v.updated, v.definition from table_versions v"
                        + " join tables t on t.id = v.table_id where t.database_name = :database and t.name = :name"
                        + " order by version desc")
                .bind("database", name.database())
                .bind("name", name.table())
                .map((row, context) -> version(name, row))
                .list();
    }

    /** The first version; empty if the name is taken. */
    Optional<TableVersion> insert(Handle handle, Table table) {
        int inserted = handle.execute(
                "insert into tables (database_name, name, version, updated, definition) values (?, ?, 1, "
                        + dialect.now() + ", ?) on conflict (database_name, name) do nothing",
                table.name().database(),
                table.name().table(),
                CatalogCodec.write(table));
        return inserted == 0 ? Optional.empty() : find(handle, table.name()).map(Row::version);
    }

    TableVersion update(Handle handle, Row row, Table table) {
        handle.execute(
                "insert into table_versions (table_id, version, updated, definition)"
                        + " select id, version, updated, definition from tables where id = ?",
                row.id());
        handle.execute(
                "update tables set version = version + 1, updated = " + dialect.now() + ", definition = ? where id = ?",
                CatalogCodec.write(table),
                row.id());
        return find(handle, table.name()).orElseThrow().version();
    }

    /** Answers whether the name was free. */
    boolean rename(Handle handle, Row row, TableName to) {
        if (find(handle, to).isPresent()) {
            return false;
        }
        handle.execute(
                "update tables set database_name = ?, name = ? where id = ?", to.database(), to.table(), row.id());
        return true;
    }

    /** Versions and partitions go with it, by their foreign keys. */
    boolean delete(Handle handle, TableName name) {
        return handle.execute("delete from tables where database_name = ? and name = ?", name.database(), name.table())
                == 1;
    }

    private static TableVersion version(TableName name, ResultSet row) throws SQLException {
        return new TableVersion(
                CatalogCodec.readTable(name, row.getString("definition")),
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("updated")));
    }
}
