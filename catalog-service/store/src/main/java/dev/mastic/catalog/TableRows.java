// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** The table tables (newest versions), inside transactions. */
record TableRows(Dialect dialect) {
    private static final String SELECT =
            "select id, database_name, name, version, created, updated, sorted, definition from tables";

    /** How many names or definitions are read at once while some are looked for. */
    private static final int CHUNK = 500;

    /** After how many definitions a search ends its page. */
    private static final int SEARCHED = 5_000;

    /**
     * A table's newest version and what its partitions and versions refer to.
     *
     * @param sorted whether its partitions have sort keys for its partition keys
     */
    record Row(long id, TableVersion version, boolean sorted) {
        TableName name() {
            return version.table().name();
        }
    }

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

    Page<TableVersion> page(Handle handle, String database, Predicate<String> wanted, PageRequest page) {
        var search = new PageSearch<String>(page.limit(), CHUNK, Integer.MAX_VALUE, Function.identity());
        var names = search.page(
                page.after().orElse(""),
                after -> handle.createQuery(
                                "select name from tables where database_name = ? and name > ? order by name limit "
                                        + CHUNK)
                        .bind(0, database)
                        .bind(1, after)
                        .mapTo(String.class)
                        .list(),
                wanted);
        return names.items().isEmpty()
                ? names.map(name -> null)
                : new Page<>(ofNames(handle, database, names.items()), names.next());
    }

    private static List<TableVersion> ofNames(Handle handle, String database, List<String> names) {
        return handle.createQuery(SELECT + " where database_name = :database and name in (<names>) order by name")
                .bind("database", database)
                .bindList("names", names)
                .map((row, context) -> row(row).version())
                .list();
    }

    Page<TableVersion> search(Handle handle, Predicate<TableVersion> wanted, PageRequest page) {
        var search = new PageSearch<TableVersion>(page.limit(), CHUNK, SEARCHED, table -> key(table.table()));
        return search.page(page.after().orElse("[\"\",\"\"]"), after -> after(handle, after), wanted);
    }

    private static List<TableVersion> after(Handle handle, String key) {
        var name = PageSearch.key(key, 2);
        return handle.createQuery(
                        SELECT + " where (database_name, name) > (?, ?) order by database_name, name limit " + CHUNK)
                .bind(0, name.get(0))
                .bind(1, name.get(1))
                .map((row, context) -> row(row).version())
                .list();
    }

    private static String key(Table table) {
        return CatalogCodec.writeValues(
                List.of(table.name().database(), table.name().table()));
    }

    Optional<Row> find(Handle handle, TableName name) {
        return select(handle, name, "");
    }

    /** Like {@link #find}; others wait with their changes of the table until the transaction ends. */
    Optional<Row> lock(Handle handle, TableName name) {
        return select(handle, name, dialect.forUpdate());
    }

    private static Optional<Row> select(Handle handle, TableName name, String lock) {
        return handle.createQuery(SELECT + " where database_name = ? and name = ?" + lock)
                .bind(0, name.database())
                .bind(1, name.table())
                .map((row, context) -> row(row))
                .findOne();
    }

    /** The first version; empty if the name is taken. */
    Optional<TableVersion> insert(Handle handle, Table table) {
        // SQLite needs the condition to tell the conflict's "on" from a join's.
        int inserted = handle.execute(
                "insert into tables (database_name, name, version, created, updated, sorted, definition)"
                        + " select ?, ?, 1, clock.now, clock.now, 1, ? from (select " + dialect.now()
                        + " as now) clock where true on conflict (database_name, name) do nothing",
                table.name().database(),
                table.name().table(),
                CatalogCodec.write(table));
        return inserted == 0 ? Optional.empty() : find(handle, table.name()).map(Row::version);
    }

    TableVersion update(Handle handle, Row row, Table table) {
        return handle.createQuery("update tables set version = version + 1, updated = " + dialect.now()
                        + ", definition = ? where id = ? returning version, created, updated, definition")
                .bind(0, CatalogCodec.write(table))
                .bind(1, row.id())
                .map((updated, context) -> version(table.name(), updated))
                .one();
    }

    void setSorted(Handle handle, Row row) {
        handle.execute("update tables set sorted = 1 where id = ?", row.id());
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

    /** Versions, partitions and objects go with it, by their foreign keys. */
    boolean delete(Handle handle, TableName name) {
        return handle.execute("delete from tables where database_name = ? and name = ?", name.database(), name.table())
                == 1;
    }

    void deleteAll(Handle handle, String database) {
        handle.execute("delete from tables where database_name = ?", database);
    }

    private static Row row(ResultSet row) throws SQLException {
        var name = new TableName(row.getString("database_name"), row.getString("name"));
        return new Row(row.getLong("id"), version(name, row), row.getInt("sorted") == 1);
    }

    private static TableVersion version(TableName name, ResultSet row) throws SQLException {
        return new TableVersion(
                CatalogCodec.readTable(name, row.getString("definition")),
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")));
    }
}
