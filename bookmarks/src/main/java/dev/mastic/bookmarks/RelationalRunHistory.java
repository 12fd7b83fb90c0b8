// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.database.RelationalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The run history in the relational store; start times are kept to the millisecond. Of two records of one run id, the one that was added
 * later is the newer. The store is the caller's to close.
 */
public final class RelationalRunHistory implements RunHistory {
    private static final String SELECT = "select job, run_id, status, exit_code, started, seconds, report from runs ";
    private final RelationalStore store;

    public RelationalRunHistory(RelationalStore store) {
        this.store = store;
    }

    @Override
    public void add(RunRecord run) {
        store.change(handle -> handle.execute(
                "insert into runs (job, run_id, status, exit_code, started, seconds, report) values (?, ?, ?, ?, ?, ?, ?)",
                run.job(),
                run.runId(),
                run.status(),
                run.exitCode(),
                run.started().toEpochMilli(),
                run.seconds(),
                run.report()));
    }

    @Override
    public List<RunRecord> list(Optional<String> job, int limit) {
        return store.read(handle -> handle.createQuery(SELECT
                        + "where cast(:job as text) is null or job = :job order by started desc, id desc limit :limit")
                .bind("job", job)
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
    }

    @Override
    public Optional<RunRecord> find(String runId) {
        return store.read(handle -> handle.createQuery(SELECT + "where run_id = ? order by id desc limit 1")
                .bind(0, runId)
                .map((row, context) -> run(row))
                .findOne());
    }

    private static RunRecord run(ResultSet row) throws SQLException {
        return new RunRecord(
                row.getString("job"),
                row.getString("run_id"),
                row.getString("status"),
                row.getInt("exit_code"),
                Instant.ofEpochMilli(row.getLong("started")),
                row.getDouble("seconds"),
                row.getString("report"));
    }
}
