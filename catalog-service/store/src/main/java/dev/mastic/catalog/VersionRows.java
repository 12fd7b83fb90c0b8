// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The table table_versions (earlier versions) and the newest ones beside them, inside transactions. */
record VersionRows() {
    private static final String BOTH = "select version, created, updated, definition from tables"
            + " where database_name = :database and name = :name and version <= :most"
            + " union all select v.version, t.created, v.updated, v.definition from table_versions v"
            + " join tables t on t.id = v.table_id"
            + " where t.database_name = :database and t.name = :name and v.version <= :most"
            + " order by version desc limit :limit";

    List<TableVersion> all(Handle handle, TableName name) {
        return versions(handle, name, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    Page<TableVersion> page(Handle handle, TableName name, PageRequest page) {
        long most = page.after().map(VersionRows::number).orElse(Long.MAX_VALUE);
        return Page.of(
                versions(handle, name, most, page.limit() + 1),
                page.limit(),
                version -> Long.toString(version.version() - 1));
    }

    private static long number(String after) {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "Cannot give a page of versions: it is to begin after what is no version (got " + after
                            + "): begin with the first page",
                    e);
        }
    }

    Optional<TableVersion> find(Handle handle, TableName name, long version) {
        return versions(handle, name, version, 1).stream()
                .filter(found -> found.version() == version)
                .findFirst();
    }

    private static List<TableVersion> versions(Handle handle, TableName name, long most, int limit) {
        return bound(handle.createQuery(BOTH), name, most, limit)
                .map((row, context) -> TableRows.version(name, row))
                .list();
    }

    private static Query bound(Query query, TableName name, long most, int limit) {
        return query.bind("database", name.database())
                .bind("name", name.table())
                .bind("most", most)
                .bind("limit", limit);
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
