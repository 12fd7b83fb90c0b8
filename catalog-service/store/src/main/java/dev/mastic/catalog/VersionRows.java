// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.TableVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The table table_versions (earlier versions), with the newest one before them, inside transactions. */
record VersionRows() {
    private static final String SELECT =
            "select version, updated, definition from table_versions where table_id = ? and version <= ?"
                    + " order by version desc limit ?";

    List<TableVersion> all(Handle handle, TableRows.Row table) {
        return versions(handle, table, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    Page<TableVersion> page(Handle handle, TableRows.Row table, PageRequest page) {
        long most = page.after().map(VersionRows::number).orElse(Long.MAX_VALUE);
        return Page.of(
                versions(handle, table, most, page.limit() + 1),
                page.limit(),
                version -> Long.toString(version.version() - 1));
    }

    private static long number(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw PageSearch.notOurs(after, e);
        }
    }

    Optional<TableVersion> find(Handle handle, TableRows.Row table, long version) {
        return versions(handle, table, version, 1).stream()
                .filter(found -> found.version() == version)
                .findFirst();
    }

    private static List<TableVersion> versions(Handle handle, TableRows.Row table, long most, int limit) {
        var newest = table.version();
        var versions = new ArrayList<TableVersion>();
        if (newest.version() <= most) {
            versions.add(newest);
        }
        versions.addAll(handle.createQuery(SELECT)
                .bind(0, table.id())
                .bind(1, most)
                .bind(2, limit - versions.size())
                .map((row, context) -> earlier(newest, row))
                .list());
        return versions;
    }

    private static TableVersion earlier(TableVersion newest, ResultSet row) throws SQLException {
        return new TableVersion(
                CatalogCodec.readTable(newest.table().name(), row.getString("definition")),
                row.getLong("version"),
                newest.created(),
                Instant.ofEpochMilli(row.getLong("updated")));
    }

    /** Keeps the newest version as an earlier one. */
    void archive(Handle handle, TableRows.Row table) {
        handle.execute(
                "insert into table_versions (table_id, version, updated, definition)"
                        + " select id, version, updated, definition from tables where id = ?",
                table.id());
    }

    /** Those that there were. */
    Set<Long> delete(Handle handle, TableRows.Row table, Collection<Long> versions) {
        var deleted = new TreeSet<Long>();
        for (long version : versions) {
            if (handle.execute("delete from table_versions where table_id = ? and version = ?", table.id(), version)
                    == 1) {
                deleted.add(version);
            }
        }
        return deleted;
    }
}
