// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.RelationalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The run history in the relational store; start times are kept to the millisecond. Of two records of one run id, the one that was added
 * later is the newer. The store is the caller's to close.
 */
public final class RelationalRunHistory implements RunHistory {
    private static final String SELECT =
            "select id, job, run_id, status, exit_code, started, seconds, report from runs ";
    private static final Pattern PLACE = Pattern.compile("(-?\\d{1,18}) (\\d{1,18})");
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

    /**
     * {@inheritDoc}
     *
     * @throws UsageException if {@code after} comes from another list
     */
    @Override
    public Page<RunRecord> page(Optional<String> job, PageRequest page) {
        var after = page.after().map(RelationalRunHistory::place);
        var rows = store.read(handle -> handle.createQuery(SELECT
                        + "where (cast(:job as text) is null or job = :job)"
                        + " and (started < :started or started = :started and id < :id)"
                        + " order by started desc, id desc limit :limit")
                .bind("job", job)
                .bind("started", after.map(Place::started).orElse(Long.MAX_VALUE))
                .bind("id", after.map(Place::id).orElse(Long.MAX_VALUE))
                .bind("limit", page.limit() + 1)
                .map((row, context) -> new Row(new Place(row.getLong("started"), row.getLong("id")), run(row)))
                .list());
        return Page.of(rows, page.limit(), row -> row.place().toString()).map(Row::run);
    }

    /** Where a run stands in the list. */
    private record Place(long started, long id) {
        @Override
        public String toString() {
            return started + " " + id;
        }
    }

    private record Row(Place place, RunRecord run) {}

    private static Place place(String after) {
        var found = PLACE.matcher(after);
        if (!found.matches()) {
            throw new UsageException("Cannot go on with the list of runs: the place is none of it (got '" + after
                    + "'; expected what the page before gave)");
        }
        return new Place(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)));
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
