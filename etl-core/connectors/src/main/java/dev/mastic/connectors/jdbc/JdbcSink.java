// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.RememberedOutput;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes rows to a table of PostgreSQL. Tasks copy them into a staging table; one transaction brings those of the tasks that Spark has
 * committed into the target, and notes beside it who wrote what: so each output is there once, with a key or without. The transaction is
 * refused after a newer run of the job.
 *
 * <p>Rows that the table would refuse for a null or a text of wrong length come out of {@link Staged#faultSources}.
 */
public final class JdbcSink implements Sink {
    private final JdbcTarget target;

    private JdbcSink(JdbcTarget target) {
        this.target = target;
    }

    @Override
    public Set<SinkCapability> capabilities() {
        var capabilities = EnumSet.of(SinkCapability.REFUSES_COMMITS);
        if (target.mode().kind() == WriteMode.Kind.APPEND) {
            capabilities.add(SinkCapability.APPEND);
        }
        if (target.mode().canRedo()) {
            capabilities.add(SinkCapability.REDO);
        }
        return capabilities;
    }

    @Override
    public Optional<Run> latest(String job) {
        var committed = committed(job);
        return committed.isEmpty()
                ? Optional.empty()
                : Optional.of(committed.get(committed.size() - 1).run());
    }

    @Override
    public List<RememberedOutput> outputs(String job) {
        return committed(job).stream().map(CommittedRows::remembered).toList();
    }

    @Override
    public void check(Shapes in) {
        refuseSeveral(in.names());
        target.shape(in.get(""));
    }

    /** {@inheritDoc} A table that does not exist is made with the commit. */
    @Override
    public Staged stage(Frames in, Output output) {
        refuseSeveral(in.names());
        refuseReplacing(output);
        var frame = in.get("");
        var shape = target.shape(frame.schema());
        var guarded = shape.guard(frame.at(output.sink()));
        var staging = prepare(shape, output);
        var rows = CommittedRows.staged(output, staging, write(guarded, shape, staging));
        Failpoints.hit("jdbc-sink.before-staged");
        target.database().change("stage rows for table " + target.table(), session -> {
            refuseTwins(session, shape, rows);
            new CommitTable(session, target.table()).note(output, rows);
            return rows;
        });
        var faults = new ArrayList<FaultSource>(guarded.faultSources());
        faults.removeAll(frame.faultSources());
        return new StagedRows(target, output, rows, faults);
    }

    @Override
    public Found find(Output output) {
        try (var session = target.database().open()) {
            var commits = new CommitTable(session, target.table());
            // a transaction of this output that still runs is waited for
            commits.lock(output);
            var committed = commits.committed(output);
            return committed.isPresent()
                    ? new Found.Committed(committed.get().receipt())
                    : commits.staged(output)
                            .map(staged -> judge(staged, output))
                            .orElseGet(Found.Absent::new);
        } catch (SQLException e) {
            return new Found.Unknown(
                    "Cannot tell whether run " + output.run().runId() + " is in table " + target.table() + " of "
                            + target.database() + ": " + PostgresDatabase.reason(e),
                    "start the job again when the database answers");
        }
    }

    @Override
    public void discard(Output output) {
        target.discard(output);
    }

    private Found judge(CommittedRows staged, Output output) {
        return staged.is(output) && staged.digest().equals(output.digest().hex())
                ? new Found.Complete(new StagedRows(target, output, staged, List.of()))
                : new Found.Unknown(
                        "The output of sink '" + output.sink() + "' for table " + target.table()
                                + " was staged from other input (digest " + staged.digest() + ")",
                        "drop table " + staged.staging().orElseThrow()
                                + " if it is of no use, and start the job again");
    }

    private List<CommittedRows> committed(String job) {
        return target.database()
                .ask(
                        "look for the outputs of job '" + job + "' in table " + target.table(),
                        session -> new CommitTable(session, target.table()).committed(job));
    }

    /** An earlier attempt under the same identity goes; a committed one is never written again. */
    private TableId prepare(TargetShape shape, Output output) {
        return target.database().change("stage rows for table " + target.table(), session -> {
            var commits = new CommitTable(session, target.table());
            commits.lock(output);
            commits.create();
            if (commits.committed(output).isPresent()) {
                throw new EtlException("Cannot write run " + output.run().runId() + " of sink '" + output.sink()
                        + "': its output is in table " + target.table() + " already");
            }
            commits.discard(output);
            var staging = commits.newStaging(output);
            session.run("CREATE TABLE " + staging.sql() + " (" + shape.declarations()
                    + (shape.columns().isEmpty() ? "" : ", ") + Sql.name(CopyWriter.ATTEMPT) + " bigint)");
            return staging;
        });
    }

    private List<CopyWriter.Attempt> write(DynamicFrame frame, TargetShape shape, TableId staging) {
        Dataset<Row> rows = frame.toDF();
        var columns = shape.columns().stream()
                .map(column -> DynamicFrame.column(rows, column.name()))
                .toArray(Column[]::new);
        try {
            var selected = rows.select(columns);
            return StagingWrite.write(
                    selected,
                    new CopyWriter.Factory(target.database(), staging.sql(), selected.schema(), shape.types()));
        } catch (Exception e) { // Scala throws checked exceptions that it does not declare
            throw failure(frame.name(), e);
        }
    }

    private EtlException failure(String frame, Exception e) {
        Throwable root = e;
        while (root.getCause() != null && !(root instanceof EtlException)) {
            root = root.getCause();
        }
        return root instanceof EtlException known
                ? known
                : new EtlException(
                        "Cannot write frame '" + frame + "' to table " + target.table() + ": " + root.getMessage(), e);
    }

    private void refuseTwins(PostgresSession session, TargetShape shape, CommittedRows rows) throws SQLException {
        var question = target.mode().twins(shape, rows.from(rows.staging().orElseThrow()));
        if (question.isPresent()) {
            session.first(question.get()).ifPresent(key -> {
                throw new EtlException("Cannot write to table " + target.table()
                        + ": several different rows have the key " + key.get(0)
                        + ", and nothing says which is the newest: set sequence to a column that does");
            });
        }
    }

    private void refuseSeveral(Collection<String> names) {
        if (!List.copyOf(names).equals(List.of(""))) {
            throw TargetShape.cannot(target.table(), "a table takes one frame (got " + String.join(", ", names) + ")");
        }
    }

    private void refuseReplacing(Output output) {
        output.replaces().filter(run -> !target.mode().canRedo()).ifPresent(run -> {
            throw new UsageException("Cannot replace run " + run.runId() + " in table " + target.table()
                    + ": its rows carry no run (expected a run-column, or another mode than append)");
        });
    }

    /** {@code jdbc = "jdbc:postgresql://…"}, in a sink. */
    public static final class Plugin implements Factory<Sink> {
        private static final Setting<TableId> DBTABLE = TableId.setting()
                .required()
                .doc(
                        "The table as schema.table, case and all; it is made from the columns of the frame if it does not exist.");
        private static final Setting<WriteMode.Kind> MODE = Setting.oneOf("mode", WriteMode.Kind.class)
                .defaultsTo(WriteMode.Kind.APPEND)
                .doc("Rows are added (append), take the place of those with their keys (upsert), or of all (replace).");
        private static final Setting<List<String>> KEYS = Setting.strings("keys")
                .doc("The columns that tell rows apart, of a unique index of the table; of a new one the primary key.");
        private static final Setting<String> SEQUENCE = Setting.string("sequence")
                .doc("For upsert, the column whose greater value is the newer row; an older one changes nothing.");
        private static final Setting<String> RUN_COLUMN = Setting.string("run-column")
                .doc(
                        "For append, a column of type text that gets job/run-id, so that a run can be repeated with --redo.");

        @Override
        public Class<Sink> kind() {
            return Sink.class;
        }

        @Override
        public String name() {
            return PostgresDatabase.URL.name();
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(
                    PostgresDatabase.URL,
                    DBTABLE,
                    MODE,
                    KEYS,
                    SEQUENCE,
                    RUN_COLUMN,
                    PostgresDatabase.USER,
                    PostgresDatabase.PASSWORD);
        }

        @Override
        public JdbcSink create(Settings settings, Parts parts) {
            return of(PostgresDatabase.of(settings), settings, parts);
        }

        /** What it takes beside the place of the database. */
        static List<Setting<?>> besidePlace() {
            return List.of(DBTABLE, MODE, KEYS, SEQUENCE, RUN_COLUMN);
        }

        /** The sink of a database that is known already. */
        static JdbcSink of(PostgresDatabase database, Settings settings, Parts parts) {
            var kind = settings.get(MODE);
            if (kind == WriteMode.Kind.UPSERT && settings.find(KEYS).isEmpty()) {
                throw wrong(settings, MODE, "mode upsert needs keys");
            }
            refuseUnless(kind == WriteMode.Kind.UPSERT, settings, SEQUENCE, "upsert");
            refuseUnless(kind == WriteMode.Kind.APPEND, settings, RUN_COLUMN, "append");
            var mode = new WriteMode(
                    kind, settings.find(KEYS).orElse(List.of()), settings.find(SEQUENCE), settings.find(RUN_COLUMN));
            return new JdbcSink(new JdbcTarget(database, settings.get(DBTABLE), mode, parts.registry()));
        }

        private static void refuseUnless(boolean fits, Settings settings, Setting<?> setting, String mode) {
            if (!fits && settings.find(setting).isPresent()) {
                throw wrong(settings, setting, setting.name() + " is of mode " + mode);
            }
        }

        private static UsageException wrong(Settings settings, Setting<?> setting, String why) {
            return new UsageException("Cannot write to table " + settings.get(DBTABLE) + ": " + why + " (got mode "
                    + settings.get(MODE).name().toLowerCase(Locale.ROOT) + ") at " + settings.origin(setting));
        }
    }
}
