// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.JournalEvent;
import dev.mastic.core.bookmark.Run;
import dev.mastic.database.Dialect;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table journal_events, inside transactions. */
record Events(Dialect dialect) {
    void add(Handle handle, Run run, String what, String detail) {
        handle.execute(
                "insert into journal_events (job, token, at, what, detail) values (?, ?, " + dialect.now() + ", ?, ?)",
                run.job(),
                run.token().number(),
                what,
                detail);
    }

    List<JournalEvent> of(Handle handle, Run run) {
        return handle.createQuery("select at, what, detail from journal_events where job = ? and token = ? order by id")
                .bind(0, run.job())
                .bind(1, run.token().number())
                .map((row, context) -> new JournalEvent(
                        Instant.ofEpochMilli(row.getLong("at")), row.getString("what"), row.getString("detail")))
                .list();
    }
}
