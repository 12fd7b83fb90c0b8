// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.database.RelationalStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Manifests of crawls in the relational store. The store is the caller's to close. */
public final class RelationalManifestStore implements ManifestStore {
    private static final int BATCH = 5_000;
    /** Databases limit the values of one statement. */
    private static final int MOST_VALUES = 500;

    private final RelationalStore store;

    public RelationalManifestStore(RelationalStore store) {
        this.store = store;
    }

    @Override
    public Optional<List<Folder>> folders(Target target, String fingerprint) {
        return store.read(handle -> {
            var id = find(handle, target, Optional.of(fingerprint));
            return id.isEmpty() ? Optional.empty() : Optional.of(folders(handle, id.getAsLong()));
        });
    }

    private static List<Folder> folders(Handle handle, long id) {
        return handle.createQuery("select path, hash, files, seen from manifest_folders where manifest_id = ?")
                .bind(0, id)
                .setFetchSize(BATCH)
                .map((row, context) -> new Folder(row.getString(1), row.getString(2), row.getLong(3), row.getBytes(4)))
                .list();
    }

    @Override
    public Map<String, byte[]> files(Target target, Collection<String> folders) {
        return store.read(handle -> {
            var found = new HashMap<String, byte[]>();
            var id = find(handle, target, Optional.empty());
            var left = List.copyOf(folders);
            for (int from = 0; id.isPresent() && from < left.size(); from += MOST_VALUES) {
                handle.createQuery(
                                "select path, listing from manifest_folders where manifest_id = :id and path in (<paths>)")
                        .bind("id", id.getAsLong())
                        .bindList("paths", left.subList(from, Math.min(left.size(), from + MOST_VALUES)))
                        .map((row, context) -> Map.entry(row.getString(1), row.getBytes(2)))
                        .forEach(folder -> found.put(folder.getKey(), folder.getValue()));
            }
            return found;
        });
    }

    @Override
    public void put(Target target, String fingerprint, List<Row> changed, Collection<String> gone) {
        store.repeat(handle -> {
            long id = prepare(handle, target, fingerprint);
            delete(handle, id, gone);
            put(handle, id, changed);
        });
    }

    /** The manifest under this fingerprint; empties one that is under another. */
    private static long prepare(Handle handle, Target target, String fingerprint) {
        handle.execute(
                "insert into manifests (crawler_name, location, fingerprint) values (?, ?, ?)"
                        + " on conflict (crawler_name, location) do nothing",
                target.crawler(),
                target.location(),
                fingerprint);
        long id = find(handle, target, Optional.empty()).orElseThrow();
        int others = handle.execute(
                "update manifests set fingerprint = ? where id = ? and fingerprint <> ?", fingerprint, id, fingerprint);
        if (others > 0) {
            handle.execute("delete from manifest_folders where manifest_id = ?", id);
        }
        return id;
    }

    private static void delete(Handle handle, long id, Collection<String> gone) {
        if (gone.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch("delete from manifest_folders where manifest_id = ? and path = ?")) {
            gone.forEach(path -> batch.add(id, path));
            batch.execute();
        }
    }

    private static void put(Handle handle, long id, List<Row> changed) {
        if (changed.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch(
                "insert into manifest_folders (manifest_id, path, hash, files, seen, listing) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (manifest_id, path) do update set hash = excluded.hash, files = excluded.files,"
                        + " seen = excluded.seen, listing = excluded.listing")) {
            changed.forEach(row -> {
                var folder = row.folder();
                batch.add(id, folder.path(), folder.hash(), folder.files(), folder.seen(), row.listing());
            });
            batch.execute();
        }
    }

    @Override
    public void forget(String crawler) {
        store.repeat(handle -> forget(handle, crawler));
    }

    /** The same inside a transaction. */
    static void forget(Handle handle, String crawler) {
        handle.execute(
                "delete from manifest_folders where manifest_id in (select id from manifests where crawler_name = ?)",
                crawler);
        handle.execute("delete from manifests where crawler_name = ?", crawler);
    }

    private static OptionalLong find(Handle handle, Target target, Optional<String> fingerprint) {
        var query = handle.createQuery("select id from manifests where crawler_name = ? and location = ?"
                        + (fingerprint.isPresent() ? " and fingerprint = ?" : ""))
                .bind(0, target.crawler())
                .bind(1, target.location());
        fingerprint.ifPresent(text -> query.bind(2, text));
        return query.mapTo(Long.class).findOne().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
