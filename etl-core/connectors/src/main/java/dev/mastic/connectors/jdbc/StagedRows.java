// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Staged;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows in a staging table, which one transaction of the database brings into the target. */
record StagedRows(JdbcTarget target, Output output, CommittedRows rows, List<FaultSource> faults) implements Staged {
    private static final Logger LOG = LoggerFactory.getLogger(StagedRows.class);

    @Override
    public Receipt receipt() {
        return rows.receipt();
    }

    @Override
    public Collection<FaultSource> faultSources() {
        return faults;
    }

    @Override
    public Frames rows(LazySpark spark) {
        var staging = rows.staging().orElseThrow();
        var database = target.database();
        var columns =
                database.ask("read what is staged for table " + target.table(), Relation.of(staging)::columns).stream()
                        .filter(column -> !column.name().equals(CopyWriter.ATTEMPT))
                        .toList();
        var select = columns.stream()
                .map(column -> column.expression() + " AS " + Sql.name(column.name()))
                .collect(Collectors.joining(", ", "(SELECT ", " FROM " + rows.from(staging) + ") AS staged"));
        var back =
                new SparkRows(database, columns, SparkRows.FETCH_SIZE).read(spark.session(), select, List.of("true"));
        return Frames.of("", DynamicFrame.fromDF(back, output.sink(), FrameContext.outsideJobs(target.registry())));
    }

    @Override
    public Receipt commit() {
        try (var session = target.database().open()) {
            var receipt = move(session);
            Failpoints.hit("jdbc-sink.before-commit");
            end(session);
            Failpoints.hit("jdbc-sink.after-commit");
            LOG.info("Committed {} rows to {}", receipt.rows(), target.table());
            return receipt;
        } catch (SQLException e) {
            // before its COMMIT is sent, a transaction that ends has done nothing
            throw target.database().commitFailure(target.table(), e);
        } catch (AnswerLostException e) {
            return lookAgain(e);
        }
    }

    @Override
    public void discard() {
        target.discard(output);
    }

    /** The answer to COMMIT did not come. */
    private static final class AnswerLostException extends EtlException {
        private static final long serialVersionUID = 1L;

        AnswerLostException(SQLException cause) {
            super(PostgresDatabase.reason(cause), cause);
        }
    }

    private static void end(PostgresSession session) throws SQLException {
        try {
            session.commit();
        } catch (SQLException e) {
            if (PostgresDatabase.isConnectionLost(e)) {
                throw new AnswerLostException(e);
            }
            throw e;
        }
    }

    /** The server ends the transaction before it gives its lock to us: what is not there then, never will be. */
    private Receipt lookAgain(AnswerLostException lost) {
        try (var session = target.database().open()) {
            var commits = new CommitTable(session, target.table());
            commits.lock(output);
            var committed = commits.committed(output);
            if (committed.isPresent()) {
                return committed.get().receipt();
            }
        } catch (SQLException e) {
            LOG.error("The outcome of the commit to {} is unknown", target.table(), e);
            throw new OutcomeUnknownException(
                    "Cannot tell whether run " + output.run().runId() + " is in table " + target.table() + ": "
                            + lost.getMessage(),
                    "start the job again when the database answers: it looks before it writes");
        }
        throw new EtlException(
                "Cannot commit to table " + target.table() + " in " + target.database()
                        + ": the connection broke, and nothing was written: " + lost.getMessage(),
                lost);
    }

    private Receipt move(PostgresSession session) throws SQLException {
        var commits = new CommitTable(session, target.table());
        commits.lock(output);
        var earlier = commits.committed(output);
        if (earlier.isPresent()) {
            commits.discard(output);
            return earlier.get().receipt();
        }
        commits.refuseUnlessNext(output);
        // other writers may hold rows of the target for as long as they like
        session.run("SET LOCAL lock_timeout = 0");
        var staged = commits.staged(output)
                .orElseThrow(() -> new EtlException("Cannot commit sink '" + output.sink()
                        + "' of run " + output.run().runId() + ": what it had staged for table " + target.table()
                        + " was discarded by a later run"));
        var staging = staged.staging().orElseThrow();
        var shape = TargetShape.ofStaged(session, staging, target.table());
        if (!shape.exists()) {
            commits.lockTarget();
            session.run(target.mode().creation(shape));
        }
        makeRoom(session, commits);
        long moved = session.run(target.mode().insertion(shape, staged.from(staging), output.run()));
        if (target.mode().kind() != WriteMode.Kind.UPSERT && moved != staged.rows()) {
            throw new CommitRefusedException("Cannot commit to table " + target.table()
                    + ": the database has lost staged rows (got " + moved + "; expected " + staged.rows() + ")");
        }
        commits.commit(output);
        session.run("DROP TABLE " + staging.sql());
        return staged.receipt();
    }

    /** Takes away the rows whose place is taken. */
    private void makeRoom(PostgresSession session, CommitTable commits) throws SQLException {
        var mode = target.mode();
        if (mode.kind() == WriteMode.Kind.REPLACE) {
            refuseOldRedo(commits);
            session.run("DELETE FROM " + target.table().sql());
        } else if (mode.kind() == WriteMode.Kind.APPEND && output.replaces().isPresent()) {
            var column = mode.runColumn().orElseThrow();
            var runs = session.connection()
                    .createArrayOf(
                            "text",
                            commits.successors(output, output.replaces().get()).toArray());
            session.run("DELETE FROM " + target.table().sql() + " WHERE " + Sql.name(column) + " = ANY (?)", runs);
        }
    }

    /** What an older run wrote is gone already; its rows must not take the place of newer ones. */
    private void refuseOldRedo(CommitTable commits) throws SQLException {
        if (output.replaces().isEmpty()) {
            return;
        }
        var written =
                commits.ofSink(output).stream().filter(CommittedRows::committed).toList();
        var last = written.isEmpty()
                ? "none"
                : written.get(written.size() - 1).run().runId();
        if (!last.equals(output.replaces().get().runId())) {
            throw new UsageException(
                    "Cannot replace run " + output.replaces().get().runId() + " in table " + target.table()
                            + ": a later run has replaced its rows (got " + last + "): run that again");
        }
    }
}
