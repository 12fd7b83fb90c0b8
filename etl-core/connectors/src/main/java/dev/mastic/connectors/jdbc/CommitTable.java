// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.CommitRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@value #NAME} beside the target, in which each output of a job has a row: from when it is staged, and for ever when it is
 * committed, with what its run has read.
 */
record CommitTable(PostgresSession session, TableId target) {
    private static final String NAME = "mastic_commits";
    private static final String STAGE = "mastic_stage_";
    private static final int HASHED = 8;
    private static final String WHERE_OUTPUT =
            " WHERE target = ? AND job = ? AND sink = ? AND run_id = ? AND token = ?";

    /** Whether a table is not the user's, but made by sinks. */
    static boolean isOwn(TableId id) {
        return id.table().equals(NAME) || id.table().startsWith(STAGE);
    }

    private TableId table() {
        return target.beside(NAME);
    }

    /**
     * Waits until no other transaction works on the outputs of this sink; the lock ends with the transaction. The server takes it from a
     * process that is paused, and its transaction back, before the others give up.
     */
    void lock(Output output) throws SQLException {
        session.run("SET LOCAL idle_in_transaction_session_timeout = '20s'");
        session.run("SET LOCAL lock_timeout = '60s'");
        lock(target + "/" + output.run().job() + "/" + output.sink());
    }

    /** Waits until no other transaction makes the target. */
    void lockTarget() throws SQLException {
        lock(target.toString());
    }

    /** Makes the table of commits where there is none. */
    void create() throws SQLException {
        lock(table().toString());
        session.run("CREATE TABLE IF NOT EXISTS " + table().sql()
                + " (target text, job text, sink text, run_id text, token bigint, replaces text, digest text NOT NULL,"
                + " rows bigint NOT NULL, slices text NOT NULL, staging text, attempts bigint[] NOT NULL,"
                + " committed_at timestamptz, PRIMARY KEY (target, job, sink, run_id, token))");
    }

    /** All outputs of a job in this target, by token. */
    List<CommittedRows> ofJob(String job) throws SQLException {
        if (!new TableFacts(session, table()).exists()) {
            return List.of();
        }
        return session
                .rows(
                        "SELECT " + CommittedRows.COLUMNS + " FROM " + table().sql()
                                + " WHERE target = ? AND job = ? ORDER BY token, sink",
                        target.table(),
                        job)
                .stream()
                .map(row -> CommittedRows.of(row, target.schema()))
                .toList();
    }

    /** The committed outputs of a job. */
    List<CommittedRows> committed(String job) throws SQLException {
        return ofJob(job).stream().filter(CommittedRows::committed).toList();
    }

    /** This output, if it is committed. */
    Optional<CommittedRows> committed(Output output) throws SQLException {
        return ofSink(output).stream()
                .filter(CommittedRows::committed)
                .filter(rows -> rows.is(output))
                .findFirst();
    }

    /** This output, if it is staged in full. */
    Optional<CommittedRows> staged(Output output) throws SQLException {
        for (var rows : ofSink(output)) {
            if (rows.isOfAttempt(output)
                    && rows.staging().isPresent()
                    && new TableFacts(session, rows.staging().get()).exists()) {
                return Optional.of(rows);
            }
        }
        return Optional.empty();
    }

    /** Notes that an output is staged in full. */
    void note(Output output, CommittedRows rows) throws SQLException {
        session.run(
                "INSERT INTO " + table().sql()
                        + " (target, job, sink, run_id, token, replaces, digest, rows, slices, staging, attempts)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                target.table(),
                output.run().job(),
                output.sink(),
                output.run().runId(),
                output.run().token().number(),
                output.replaces().map(Run::runId).orElse(null),
                rows.digest(),
                rows.rows(),
                rows.slices(),
                rows.staging().orElseThrow().table(),
                session.connection().createArrayOf("bigint", rows.attempts().toArray()));
    }

    /** Notes that an output is committed, with the transaction. */
    void commit(Output output) throws SQLException {
        session.run(
                "UPDATE " + table().sql() + " SET staging = NULL, committed_at = now()" + WHERE_OUTPUT, key(output));
    }

    /** Forgets an output that is not committed, with whatever was staged for it. */
    void discard(Output output) throws SQLException {
        for (var staging : stagings(output)) {
            session.run("DROP TABLE IF EXISTS " + target.beside(staging).sql());
        }
        if (new TableFacts(session, table()).exists()) {
            session.run("DELETE FROM " + table().sql() + WHERE_OUTPUT + " AND committed_at IS NULL", key(output));
        }
    }

    /** A staging table of an output that no other attempt to stage it has. */
    TableId newStaging(Output output) {
        return target.beside(prefix(output) + UUID.randomUUID().toString().substring(0, HASHED));
    }

    /**
     * Refuses a commit that must not happen now.
     *
     * @throws LeaseLostException if a newer run of the job has written through the same sink
     * @throws CommitRefusedException if the run has written something else
     */
    void refuseUnlessNext(Output output) throws SQLException {
        for (var rows : ofSink(output)) {
            var run = output.run();
            if (rows.committed() && rows.isOfRun(output)) {
                throw new CommitRefusedException("Cannot commit sink '" + output.sink() + "' of run " + run.runId()
                        + ": table "
                        + target + " holds another output of this run (got input "
                        + output.digest().hex() + "; expected " + rows.digest() + "): start it under a new run id");
            } else if (rows.committed() && rows.run().token().compareTo(run.token()) > 0) {
                throw new LeaseLostException(new Lease(run.job(), run.runId(), run.token(), "this process"));
            }
        }
    }

    /** The names of a run and of those that took its place, as rows carry them; the table has rows of none but the last. */
    List<String> successors(Output output, Run replaced) throws SQLException {
        return session
                .column(
                        "WITH RECURSIVE chain(run_id) AS (SELECT ?::text UNION SELECT c.run_id FROM " + table().sql()
                                + " c JOIN chain ON c.replaces = chain.run_id WHERE c.target = ? AND c.job = ?"
                                + " AND c.sink = ? AND c.committed_at IS NOT NULL) SELECT run_id FROM chain",
                        replaced.runId(),
                        target.table(),
                        output.run().job(),
                        output.sink())
                .stream()
                .map(runId -> WriteMode.nameOf(replaced.job(), runId))
                .toList();
    }

    /** The outputs of this sink, by token. */
    List<CommittedRows> ofSink(Output output) throws SQLException {
        return ofJob(output.run().job()).stream()
                .filter(rows -> rows.sink().equals(output.sink()))
                .toList();
    }

    private Object[] key(Output output) {
        var run = output.run();
        return new Object[] {
            target.table(), run.job(), output.sink(), run.runId(), run.token().number()
        };
    }

    private List<String> stagings(Output output) throws SQLException {
        return session.column(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relkind = 'r' AND starts_with(c.relname, ?)",
                target.schema(),
                prefix(output));
    }

    private void lock(String what) throws SQLException {
        session.rows("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", "mastic " + what);
    }

    private String prefix(Output output) {
        var name = target.table() + "\n" + output.run().job() + "\n" + output.sink() + "\n"
                + output.run().runId() + "\n" + output.run().token();
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return STAGE + HexFormat.of().formatHex(hash, 0, HASHED) + "_";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
