// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.NoSuchObjectException;
import dev.mastic.core.catalog.ObjectChangedException;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table catalog_objects, inside transactions. */
record ObjectRows(Dialect dialect) {
    private static final String OF_KEY = " where kind = :kind and owner = :owner and name = :name";

    private static final String OF_PREFIX =
            " where kind = :kind and owner = :owner and name >= :prefix and name < :end";

    Optional<CatalogObject> find(Handle handle, ObjectKey key, OwnerRow owner) {
        return select(handle, key, owner, "");
    }

    private static Optional<CatalogObject> select(Handle handle, ObjectKey key, OwnerRow owner, String lock) {
        return handle.createQuery("select * from catalog_objects" + OF_KEY + lock)
                .bind("kind", key.kind().name())
                .bind("owner", owner.text())
                .bind("name", key.name())
                .map((row, context) -> object(key, row))
                .findOne();
    }

    Page<CatalogObject> page(Handle handle, ObjectKey prefix, OwnerRow owner, PageRequest page) {
        var rows = handle.createQuery(
                        "select * from catalog_objects" + OF_PREFIX + " and name > :after order by name limit :limit")
                .bind("kind", prefix.kind().name())
                .bind("owner", owner.text())
                .bind("prefix", prefix.name())
                .bind("end", CodePoints.after(prefix.name()))
                .bind("after", page.after().orElse(""))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> object(new ObjectKey(prefix.kind(), prefix.owner(), row.getString("name")), row))
                .list();
        return Page.of(rows, page.limit(), row -> row.key().name());
    }

    /** The first version; empty if the name is taken. */
    Optional<CatalogObject> insert(Handle handle, ObjectKey key, OwnerRow owner, String json) {
        int inserted = handle.createUpdate("insert into catalog_objects"
                        + " (kind, owner, name, database_name, table_id, version, created, updated, definition)"
                        + " select :kind, :owner, :name, :database, cast(:table as bigint), 1, clock.now, clock.now, :json"
                        + " from (select " + dialect.now() + " as now) clock where true"
                        + " on conflict (kind, owner, name) do nothing")
                .bind("kind", key.kind().name())
                .bind("owner", owner.text())
                .bind("name", key.name())
                .bind("database", owner.database().orElse(null))
                .bind("table", owner.table().orElse(null))
                .bind("json", json)
                .execute();
        return inserted == 0 ? Optional.empty() : find(handle, key, owner);
    }

    CatalogObject update(Handle handle, ObjectKey key, OwnerRow owner, String json, long expectedVersion) {
        var old = select(handle, key, owner, dialect.forUpdate()).orElseThrow(() -> new NoSuchObjectException(key));
        if (old.version() != expectedVersion) {
            throw new ObjectChangedException(key, expectedVersion, old.version());
        }
        return replace(handle, key, owner, json);
    }

    CatalogObject put(Handle handle, ObjectKey key, OwnerRow owner, String json) {
        return insert(handle, key, owner, json).orElseGet(() -> replace(handle, key, owner, json));
    }

    private CatalogObject replace(Handle handle, ObjectKey key, OwnerRow owner, String json) {
        handle.createUpdate("update catalog_objects set version = version + 1, updated = " + dialect.now()
                        + ", definition = :json" + OF_KEY)
                .bind("kind", key.kind().name())
                .bind("owner", owner.text())
                .bind("name", key.name())
                .bind("json", json)
                .execute();
        return find(handle, key, owner).orElseThrow();
    }

    int delete(Handle handle, ObjectKey key, OwnerRow owner) {
        return handle.createUpdate("delete from catalog_objects" + OF_KEY)
                .bind("kind", key.kind().name())
                .bind("owner", owner.text())
                .bind("name", key.name())
                .execute();
    }

    /** Forgets what was said of an object that is no more. */
    void deleteTags(Handle handle, ObjectKey key) {
        switch (key.kind()) {
            case CONNECTION, JOB, REGISTRY, SCHEMA ->
                deleteTags(handle, key.kind().name().toLowerCase(Locale.ROOT), key.name());
            default -> {}
        }
    }

    /** The same by what stands in ARNs. Names of several parts are kept with a character between them that no name has. */
    void deleteTags(Handle handle, String type, String name) {
        var resource = type + "/" + name.replace('\u0001', '/');
        delete(handle, ObjectKey.of(ObjectKind.TAGS, resource), OwnerRow.NOTHING);
    }

    /** The names of those that there were. */
    List<String> deleteAll(Handle handle, ObjectKind kind, OwnerRow owner, String prefix) {
        return handle.createQuery("delete from catalog_objects" + OF_PREFIX + " returning name")
                .bind("kind", kind.name())
                .bind("owner", owner.text())
                .bind("prefix", prefix)
                .bind("end", CodePoints.after(prefix))
                .mapTo(String.class)
                .list();
    }

    private static CatalogObject object(ObjectKey key, ResultSet row) throws SQLException {
        return new CatalogObject(
                key,
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")),
                row.getString("definition"));
    }
}
