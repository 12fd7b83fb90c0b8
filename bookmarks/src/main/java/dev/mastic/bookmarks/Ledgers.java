// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables bookmarks and ledger_files, inside transactions. */
record Ledgers(Dialect dialect) {
    private static final int BATCH = 5_000;

    /** Adds the files of a committed run; a file that is there already takes the new version. */
    void add(Handle handle, Run run, String source, Items.Files items) {
        long bookmark = bookmark(
                handle, run, source, Position.Files.KIND, !items.files().isEmpty());
        // One path twice in a statement is refused by PostgreSQL; the last one counts.
        var byPath = new LinkedHashMap<String, FileItem>();
        items.files().forEach(file -> byPath.put(file.path(), file));
        var files = List.copyOf(byPath.values());
        for (int from = 0; from < files.size(); from += BATCH) {
            upsert(handle, bookmark, run, files.subList(from, Math.min(from + BATCH, files.size())));
        }
    }

    /** Makes a position, which is none of files, the bookmark of a source. */
    void put(Handle handle, Run run, String source, Position position) {
        long bookmark = bookmark(handle, run, source, position.kind(), true);
        handle.execute("update bookmarks set position = ? where id = ?", RunCodec.writePosition(position), bookmark);
    }

    /** The id of the bookmark; made when missing, and moved when the run brings something. */
    private long bookmark(Handle handle, Run run, String source, String kind, boolean moved) {
        int made = handle.execute(
                "insert into bookmarks (job, source, kind, run_id, updated) values (?, ?, ?, ?, " + dialect.now()
                        + ") on conflict (job, source) do nothing",
                run.job(),
                source,
                kind,
                run.runId());
        if (moved && made == 0) {
            handle.execute(
                    "update bookmarks set run_id = ?, updated = " + dialect.now() + " where job = ? and source = ?",
                    run.runId(),
                    run.job(),
                    source);
        }
        return id(handle, run.job(), source).orElseThrow();
    }

    private static void upsert(Handle handle, long bookmark, Run run, List<FileItem> files) {
        try (var batch = handle.prepareBatch("insert into ledger_files (bookmark_id, path_hash, version_hash, token)"
                + " values (?, ?, ?, ?) on conflict (bookmark_id, path_hash)"
                + " do update set version_hash = excluded.version_hash, token = excluded.token")) {
            for (var file : files) {
                batch.add(
                        bookmark,
                        file.pathHash(),
                        file.versionHash(),
                        run.token().number());
            }
            batch.execute();
        }
    }

    private static Optional<Long> id(Handle handle, String job, String source) {
        return handle.createQuery("select id from bookmarks where job = ? and source = ?")
                .bind(0, job)
                .bind(1, source)
                .mapTo(Long.class)
                .findOne();
    }

    private record Kept(long bookmark, Optional<String> position) {}

    /** What has been read from a source, with its whole ledger where it has one; empty if it has no bookmark. */
    Optional<Position> read(Handle handle, String job, String source) {
        return handle.createQuery("select id, position from bookmarks where job = ? and source = ?")
                .bind(0, job)
                .bind(1, source)
                .map((row, context) -> new Kept(row.getLong("id"), Optional.ofNullable(row.getString("position"))))
                .findOne()
                .map(kept -> kept.position.map(RunCodec::readPosition).orElseGet(() -> files(handle, kept.bookmark)));
    }

    private static Position files(Handle handle, long bookmark) {
        // in the order of the primary key, which a ledger is built from without sorting
        var ledger = handle.createQuery(
                        "select path_hash, version_hash from ledger_files where bookmark_id = ? order by path_hash")
                .bind(0, bookmark)
                .setFetchSize(BATCH)
                .scanResultSet((rows, context) -> ledger(rows.get()));
        return new Position.Files(ledger);
    }

    private static FileLedger ledger(ResultSet rows) throws SQLException {
        var ledger = new FileLedger.Builder();
        while (rows.next()) {
            ledger.add(rows.getBytes(1), rows.getLong(2));
        }
        return ledger.build();
    }

    List<Bookmark> bookmarks(Handle handle, Optional<String> job) {
        return handle
                .createQuery("select job, source, kind, position, run_id, updated,"
                        + " (select count(*) from ledger_files where bookmark_id = bookmarks.id) as files"
                        + " from bookmarks where cast(:job as text) is null or job = :job")
                .bind("job", job)
                .map((row, context) -> bookmark(row))
                .stream()
                .sorted(Comparator.comparing(Bookmark::job).thenComparing(Bookmark::source))
                .toList();
    }

    private static Bookmark bookmark(ResultSet row) throws SQLException {
        long files = row.getLong("files");
        return new Bookmark(
                row.getString("job"),
                row.getString("source"),
                row.getString("kind"),
                Optional.ofNullable(row.getString("position"))
                        .map(text -> RunCodec.readPosition(text).toString())
                        .orElse(files + (files == 1 ? " file" : " files")),
                files,
                row.getString("run_id"),
                Instant.ofEpochMilli(row.getLong("updated")));
    }
}
