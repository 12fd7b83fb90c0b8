// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.database.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The journal table, inside transactions. */
record Journal(Dialect dialect) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "select job, token, run_id, phase, replaces, receipts, sinks, slices from journal where job = ?";

    private static final String LINES =
            "select job, token, run_id, phase, planned, changed, replaces, receipts from journal";

    /** How far a run is. */
    record State(Run run, Phase phase, Map<String, Receipt> receipts) {
        /** Forward only; what is committed can only advance, and only what is committed can. */
        void requireMoveTo(Phase next) {
            boolean repeated = next == phase && phase != Phase.ADVANCED;
            boolean forward = !phase.isFinal()
                    && next.compareTo(phase) > 0
                    && (next == Phase.ADVANCED) == (phase == Phase.COMMITTED);
            if (!repeated && !forward) {
                throw new JournalConflictException(run, "it cannot go from " + phase + " to " + next);
            }
        }
    }

    Optional<JournalEntry> find(Handle handle, String job, String runId) {
        return handle.createQuery(SELECT + " and run_id = ? order by token desc limit 1")
                .bind(0, job)
                .bind(1, runId)
                .map((row, context) -> entry(row))
                .findOne();
    }

    List<JournalEntry> unfinished(Handle handle, String job) {
        // Word for word the condition of the index.
        return handle.createQuery(SELECT + " and phase not in ('ADVANCED', 'DISCARDED') order by token")
                .bind(0, job)
                .map((row, context) -> entry(row))
                .list();
    }

    Optional<JournalEntry> entry(Handle handle, Run run) {
        return handle.createQuery(SELECT + " and token = ? and run_id = ?")
                .bind(0, run.job())
                .bind(1, run.token().number())
                .bind(2, run.runId())
                .map((row, context) -> entry(row))
                .findOne();
    }

    /** Whether there is such a run; reads nothing of what it read. */
    boolean holds(Handle handle, Run run) {
        return handle.createQuery("select count(*) from journal where job = ? and token = ? and run_id = ?")
                        .bind(0, run.job())
                        .bind(1, run.token().number())
                        .bind(2, run.runId())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    List<JournalLine> history(Handle handle, String job) {
        return handle.createQuery(LINES + " where job = ? order by token")
                .bind(0, job)
                .map((row, context) -> line(row))
                .list();
    }

    /** All jobs' runs in no final phase. */
    List<JournalLine> unfinished(Handle handle) {
        return handle.createQuery(LINES + " where phase not in ('ADVANCED', 'DISCARDED') order by planned, job")
                .map((row, context) -> line(row))
                .list();
    }

    /** What was planned under a run id, of any job. */
    List<JournalLine> attempts(Handle handle, String runId) {
        return handle.createQuery(LINES + " where run_id = ? order by planned, job, token")
                .bind(0, runId)
                .map((row, context) -> line(row))
                .list();
    }

    void insert(Handle handle, JournalEntry entry) {
        var run = entry.run();
        if (entry.phase() != Phase.PLANNED) {
            throw new JournalConflictException(run, "a new run is PLANNED (got " + entry.phase() + ")");
        }
        int inserted = handle.createUpdate("insert into journal"
                        + " (job, token, run_id, phase, planned, changed, replaces, receipts, sinks, slices)"
                        + " values (:job, :token, :runId, :phase, " + dialect.now() + ", " + dialect.now()
                        + ", :replaces, :receipts, :sinks, :slices) on conflict (job, token) do nothing")
                .bind("job", run.job())
                .bind("token", run.token().number())
                .bind("runId", run.runId())
                .bind("phase", entry.phase().name())
                .bind("replaces", entry.replaces().map(r -> RunCodec.node(r).toString()))
                .bind("receipts", RunCodec.writeReceipts(entry.receipts()))
                .bind("sinks", RunCodec.writeSinks(entry.sinks()))
                .bind("slices", RunCodec.writeSlices(entry.slices()))
                .execute();
        if (inserted == 0) {
            throw new JournalConflictException(run, "it has been planned already");
        }
    }

    /** The state of a run, kept from other writers until the transaction ends. */
    State state(Handle handle, Run run) {
        return handle.createQuery("select phase, receipts from journal where job = ? and token = ? and run_id = ?"
                        + dialect.forUpdate())
                .bind(0, run.job())
                .bind(1, run.token().number())
                .bind(2, run.runId())
                .map((row, context) -> new State(
                        run, Phase.valueOf(row.getString("phase")), RunCodec.readReceipts(row.getString("receipts"))))
                .findOne()
                .orElseThrow(() -> new JournalConflictException(run, "there is no such run"));
    }

    List<Slice> slices(Handle handle, Run run) {
        var text = handle.createQuery("select slices from journal where job = ? and token = ?")
                .bind(0, run.job())
                .bind(1, run.token().number())
                .mapTo(String.class)
                .one();
        return RunCodec.readSlices(text);
    }

    void move(Handle handle, Run run, Phase phase, Map<String, Receipt> receipts) {
        handle.execute(
                "update journal set phase = ?, receipts = ?, changed = " + dialect.now()
                        + " where job = ? and token = ?",
                phase.name(),
                RunCodec.writeReceipts(receipts),
                run.job(),
                run.token().number());
    }

    private static JournalLine line(ResultSet row) throws SQLException {
        return new JournalLine(
                runOf(row),
                Phase.valueOf(row.getString("phase")),
                Instant.ofEpochMilli(row.getLong("planned")),
                Instant.ofEpochMilli(row.getLong("changed")),
                RunCodec.readReceipts(row.getString("receipts")),
                Optional.ofNullable(row.getString("replaces")).map(Journal::run));
    }

    private static Run runOf(ResultSet row) throws SQLException {
        return new Run(row.getString("job"), row.getString("run_id"), new Token(row.getLong("token")));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                runOf(row),
                RunCodec.readSlices(row.getString("slices")),
                RunCodec.readSinks(row.getString("sinks")),
                Phase.valueOf(row.getString("phase")),
                RunCodec.readReceipts(row.getString("receipts")),
                Optional.ofNullable(row.getString("replaces")).map(Journal::run));
    }

    private static Run run(String text) {
        try {
            return RunCodec.run(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read the run journal: " + e.getOriginalMessage(), e);
        }
    }
}
