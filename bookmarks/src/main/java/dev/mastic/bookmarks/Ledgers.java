// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.Quantity;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables bookmarks and ledger_files, inside transactions. */
record Ledgers(Dialect dialect) {
    private static final int BATCH = 5_000;

    /** The kind of a bookmark that was reset: it keeps its past, and is none for those who ask. */
    static final String NONE = "none";

    /**
     * Who moves a bookmark.
     *
     * @param run who has read what it is moved by
     * @param since the token of the lease under which that counts
     */
    record Mover(Run run, Token since) {
        static Mover of(Run run) {
            return new Mover(run, run.token());
        }
    }

    /** Moves the bookmark of a slice as the slice says. */
    void move(Handle handle, Mover mover, Slice slice) {
        if (slice.advance() instanceof Advance.Files) {
            add(handle, mover, slice.source(), (Items.Files) slice.items());
        } else if (slice.advance() instanceof Advance.To to) {
            put(handle, mover, slice.source(), to.position());
        }
    }

    /** Adds the files of a committed run; a file that is there already takes the new version. */
    void add(Handle handle, Mover mover, String source, Items.Files items) {
        boolean moved = !items.files().isEmpty();
        long bookmark = bookmark(handle, mover, source, Position.Files.KIND, moved);
        // One path twice in a statement is refused by PostgreSQL; the last one counts.
        var byPath = new LinkedHashMap<String, FileItem>();
        items.files().forEach(file -> byPath.put(file.path(), file));
        var files = List.copyOf(byPath.values());
        boolean first = isEmpty(handle, bookmark);
        for (int from = 0; from < files.size(); from += BATCH) {
            var batch = files.subList(from, Math.min(from + BATCH, files.size()));
            if (!first) {
                keep(handle, bookmark, mover.since(), batch);
            }
            upsert(handle, bookmark, mover, batch);
        }
    }

    /** Makes a position, which is none of files, the bookmark of a source. */
    void put(Handle handle, Mover mover, String source, Position position) {
        long bookmark = bookmark(handle, mover, source, position.kind(), true);
        handle.execute("update bookmarks set position = ? where id = ?", RunCodec.writePosition(position), bookmark);
    }

    /** The id of the bookmark; made when missing, and moved when the run brings something. */
    long bookmark(Handle handle, Mover mover, String source, String kind, boolean moved) {
        var run = mover.run();
        int made = handle.execute(
                "insert into bookmarks (job, source, kind, run_id, updated, since) values (?, ?, ?, ?, " + dialect.now()
                        + ", ?) on conflict (job, source) do nothing",
                run.job(),
                source,
                kind,
                run.runId(),
                mover.since().number());
        long id = id(handle, run.job(), source).orElseThrow();
        if (moved && made == 0) {
            new Pasts(handle, id).keep(mover.since());
            handle.execute(
                    "update bookmarks set kind = ?, position = null, run_id = ?, since = ?, updated = " + dialect.now()
                            + " where id = ?",
                    kind,
                    run.runId(),
                    mover.since().number(),
                    id);
        }
        return id;
    }

    private static boolean isEmpty(Handle handle, long bookmark) {
        return handle.createQuery("select 1 from ledger_files where bookmark_id = ? limit 1")
                .bind(0, bookmark)
                .mapTo(Integer.class)
                .findFirst()
                .isEmpty();
    }

    /** Keeps the versions that others will take the place of. */
    private static void keep(Handle handle, long bookmark, Token until, List<FileItem> files) {
        try (var batch = handle.prepareBatch(
                "insert into ledger_past (bookmark_id, path_hash, version_hash, token, since, until)"
                        + " select bookmark_id, path_hash, version_hash, token, coalesce(since, token), ?"
                        + " from ledger_files where bookmark_id = ? and path_hash = ? and coalesce(since, token) < ?")) {
            for (var file : files) {
                batch.add(until.number(), bookmark, file.pathHash(), until.number());
            }
            batch.execute();
        }
    }

    private static void upsert(Handle handle, long bookmark, Mover mover, List<FileItem> files) {
        try (var batch = versions(handle)) {
            for (var file : files) {
                batch.add(
                        bookmark,
                        file.pathHash(),
                        file.versionHash(),
                        mover.run().token().number(),
                        mover.since().number());
            }
            batch.execute();
        }
    }

    /** Takes bookmark, path hash, version hash, the token of who has read the version, and that since which it counts. */
    static PreparedBatch versions(Handle handle) {
        return handle.prepareBatch(
                "insert into ledger_files (bookmark_id, path_hash, version_hash, token, since)"
                        + " values (?, ?, ?, ?, ?) on conflict (bookmark_id, path_hash)"
                        + " do update set version_hash = excluded.version_hash, token = excluded.token, since = excluded.since");
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
        return handle.createQuery(
                        "select id, position from bookmarks where job = ? and source = ? and kind <> '" + NONE + "'")
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
                        + " from bookmarks where kind <> '" + NONE + "' and (cast(:job as text) is null or job = :job)")
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
                        .orElse(Quantity.of(files, "file")),
                files,
                row.getString("run_id"),
                Instant.ofEpochMilli(row.getLong("updated")));
    }
}
