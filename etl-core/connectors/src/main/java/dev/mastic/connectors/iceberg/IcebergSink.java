// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.connectors.DistinctNames;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.Renamed;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends rows to an Iceberg table. Iceberg's Spark writer writes the data files without a commit, and one commit adds
 * them together with who wrote them: the summary of the snapshot and a table property name job, run, token, sink and
 * input. The commit is refused on top of a newer run of the job, and happens once however often it is asked for.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/reliability/">Iceberg: reliability</a>
 */
public final class IcebergSink implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergSink.class);
    private final TargetTable target;
    private final Registry registry;

    private IcebergSink(TargetTable target, Registry registry) {
        this.target = target;
        this.registry = registry;
    }

    /** The table formats that are written. */
    enum TableFormat {
        ICEBERG
    }

    /** What becomes of the rows that are there. */
    enum Mode {
        APPEND
    }

    @Override
    public Set<SinkCapability> capabilities() {
        return Set.of(SinkCapability.APPEND, SinkCapability.PARTITION_BY, SinkCapability.SNAPSHOTS);
    }

    @Override
    public Optional<Run> latest(String job) {
        return target.find().or(target::abandoned).flatMap(table -> CommitLog.of(table)
                .latest(job));
    }

    @Override
    public void check(Shapes in) {
        refuseSeveral(in.byName().keySet());
        var type = DistinctNames.of(in.get(""));
        var table = target.find();
        if (table.isPresent()) {
            new ColumnMatch(target.name(), SparkSchemaUtil.convert(table.get().schema()))
                    .check(SparkTypes.toSpark(type));
        } else {
            target.check(type);
        }
    }

    @Override
    public List<Renamed> renames(Type.Struct in) {
        return DistinctNames.renames(in);
    }

    /**
     * {@inheritDoc} Creates the table, and its database, if there is none. Columns that the frame lacks become null.
     *
     * @throws UsageException if there are several frames, or columns that the table cannot hold
     */
    @Override
    public Staged stage(Frames in, Output output) {
        refuse(in, output);
        var frame = DistinctNames.of(target.name().toString(), in.get(""));
        var table = target.findOrCreate(frame.schema());
        new Leftovers(table, output).remove();
        var rows = new ColumnMatch(target.name(), SparkSchemaUtil.convert(table.schema())).apply(frame.toDF());
        var files = SparkFiles.write(rows, table, OutputName.of(output));
        Failpoints.hit("iceberg-sink.before-staged");
        new StagedNote(table, output).write(files);
        var staged = new StagedOutput(table, output, files, registry);
        LOG.info("Staged {} rows in {} files for {}", staged.receipt().rows(), files.size(), table.name());
        return staged;
    }

    /**
     * {@inheritDoc} An output is recognised by its run, or by its input where another attempt of the run has written
     * it. The last output of a sink is known for ever, older ones as long as their snapshots.
     */
    @Override
    public Found find(Output output) {
        return target.find().map(table -> find(table, output)).orElseGet(Found.Absent::new);
    }

    @Override
    public void discard(Output output) {
        target.find().ifPresent(table -> new Leftovers(table, output).remove());
    }

    private Found find(Table table, Output output) {
        var committed = CommitLog.of(table).find(output);
        if (committed.isPresent()) {
            return new Found.Committed(committed.get().receipt());
        }
        return new StagedNote(table, output)
                .read()
                .filter(note -> note.tableId().equals(table.uuid().toString()))
                .filter(note -> note.files().stream().allMatch(file -> isThere(table, file)))
                .<Found>map(note -> new Found.Complete(new StagedOutput(table, output, note.files(), registry)))
                .orElseGet(Found.Absent::new);
    }

    private static boolean isThere(Table table, DataFile file) {
        return table.io().newInputFile(file.location()).exists();
    }

    private void refuseSeveral(Collection<String> names) {
        if (!List.copyOf(names).equals(List.of(""))) {
            throw new UsageException("Cannot write to table " + target.name() + ": a table takes one frame (got "
                    + String.join(", ", names) + ")");
        }
    }

    private void refuse(Frames in, Output output) {
        refuseSeveral(in.names());
        output.replaces().ifPresent(replaced -> {
            throw new UsageException("Cannot replace the output of run " + replaced.runId() + " in table "
                    + target.name() + ": a table is only appended to");
        });
    }

    /** {@code table = "lake.history"}, in a sink. */
    public static final class Plugin implements Factory<Sink> {
        private static final Setting<TableName> TABLE = Setting.of(
                        "table", (value, base) -> tableName(value.unwrapped()))
                .required()
                .doc("The table as database.table; it is created from the columns of the frame if it does not exist.");
        private static final Setting<TableFormat> FORMAT = Setting.oneOf("format", TableFormat.class)
                .defaultsTo(TableFormat.ICEBERG)
                .doc("The table format.");
        private static final Setting<Mode> MODE = Setting.oneOf("mode", Mode.class)
                .defaultsTo(Mode.APPEND)
                .doc("What becomes of the rows that are there: they stay (append).");
        private static final Setting<List<String>> PARTITION_BY = Setting.stringsOrNone("partition-by")
                .defaultsTo(List.of())
                .doc(
                        "The columns by whose values a new table is partitioned; a table that exists keeps its partitions.");

        @Override
        public Class<Sink> kind() {
            return Sink.class;
        }

        @Override
        public String name() {
            return "table";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(TABLE, FORMAT, MODE, PARTITION_BY);
        }

        @Override
        public Sink create(Settings settings, Parts parts) {
            var target = new TargetTable(
                    parts.the(Catalog.class),
                    settings.get(TABLE),
                    settings.get(PARTITION_BY),
                    new AbandonedTables(HadoopPart.configuration(parts)));
            return new IcebergSink(target, parts.registry());
        }

        private static TableName tableName(Object written) {
            try {
                return TableName.parse(String.valueOf(written));
            } catch (UsageException e) {
                throw new IllegalArgumentException("database.table", e);
            }
        }
    }
}
