// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.SeenFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table other_runs, inside transactions: who has moved bookmarks without a place in the journal. */
final class OtherRuns {
    private OtherRuns() {}

    static void add(Handle handle, Run run, Optional<Instant> ended) {
        handle.execute(
                "insert into other_runs (job, token, run_id, ended) values (?, ?, ?, ?)",
                run.job(),
                run.token().number(),
                run.runId(),
                ended.map(Instant::toEpochMilli).orElse(null));
    }

    static boolean hold(Handle handle, Run run) {
        return handle.createQuery("select 1 from other_runs where job = ? and token = ? and run_id = ? limit 1")
                .bind(0, run.job())
                .bind(1, run.token().number())
                .bind(2, run.runId())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** What the ledger knows of a file; a token that came from another state is a run of that state. */
    static SeenFile seen(Handle handle, String job, String source, FileItem file) {
        return handle.createQuery("select f.version_hash, coalesce(o.run_id, j.run_id) as run_id,"
                        + " coalesce(o.ended, j.changed) as ended from bookmarks b"
                        + " join ledger_files f on f.bookmark_id = b.id"
                        + " left join other_runs o on o.id = (select max(n.id) from other_runs n"
                        + " where n.job = b.job and n.token = f.token)"
                        + " left join journal j on j.job = b.job and j.token = f.token"
                        + " where b.job = ? and b.source = ? and f.path_hash = ?")
                .bind(0, job)
                .bind(1, source)
                .bind(2, file.pathHash())
                .map((row, context) -> seen(row, file))
                .findOne()
                .orElse(SeenFile.NEW);
    }

    private static SeenFile seen(ResultSet row, FileItem file) throws SQLException {
        boolean same = row.getLong("version_hash") == file.versionHash();
        long ended = row.getLong("ended");
        var when = row.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(ended));
        return new SeenFile(
                same ? FileLedger.State.SEEN : FileLedger.State.CHANGED,
                Optional.ofNullable(row.getString("run_id")),
                when);
    }
}
