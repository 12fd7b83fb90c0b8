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
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.io.RememberedOutput;
import dev.mastic.core.io.Renamed;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows to an Iceberg table. Iceberg's Spark writer writes the data files without a commit, and one commit makes them part of the
 * table, together with who wrote them: the summary of the snapshot and a table property name job, run, token, sink and input. The commit is
 * refused on top of a newer run of the job, and happens once however often it is asked for.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/reliability/">Iceberg: reliability</a>
 */
public final class IcebergSink implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergSink.class);
    private final TargetTable target;
    private final Writing writing;
    private final Registry registry;

    private IcebergSink(TargetTable target, Writing writing, Registry registry) {
        this.target = target;
        this.writing = writing;
        this.registry = registry;
    }

    @Override
    public Set<SinkCapability> capabilities() {
        var all = EnumSet.of(
                SinkCapability.PARTITION_BY,
                SinkCapability.SNAPSHOTS,
                SinkCapability.REDO,
                SinkCapability.REFUSES_COMMITS);
        if (writing.mode() == Mode.APPEND) {
            all.add(SinkCapability.APPEND);
        }
        return all;
    }

    @Override
    public Optional<Run> latest(String job) {
        return knownTable().flatMap(table -> CommitLog.of(table).latest(job));
    }

    /** {@inheritDoc} They are known however old they are, also where the catalog has lost the table. */
    @Override
    public List<RememberedOutput> outputs(String job) {
        return knownTable().map(table -> new SliceArchive(table).outputs(job)).orElse(List.of());
    }

    /** {@inheritDoc} Without it, the next run would make a new table in its folder, and the rows of the old one would be gone. */
    @Override
    public void restore() {
        target.restore();
    }

    @Override
    public void check(Shapes in) {
        refuseSeveral(in.byName().keySet());
        var stored = writing.stored(DistinctNames.of(in.get("")));
        var table = target.find();
        if (table.isPresent()) {
            writing.evolution().check(table.get(), stored);
        } else {
            target.check(stored);
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
        refuseSeveral(in.names());
        var frame = DistinctNames.of(target.name().toString(), in.get(""));
        var table = target.findOrCreate(writing.stored(frame.schema()));
        new Leftovers(table, output).remove();
        var guarded = writing.guard(frame, output.sink());
        var change = writing.change(guarded, table, output);
        Failpoints.hit("iceberg-sink.before-staged");
        new StagedNote(table, output).write(change);
        var staged = new StagedOutput(table, output, change, registry, ownChecks(guarded, frame));
        Failpoints.hit("iceberg-sink.before-slices");
        new SliceArchive(table).write(output, staged.receipt());
        LOG.info(
                "Staged {} rows in {} files for {}",
                change.rows(),
                change.added().size(),
                table.name());
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
            if (committed.get().run().equals(output.run())) {
                // who has committed it may have been killed before it did
                new Leftovers(table, output).settle();
            }
            return new Found.Committed(committed.get().receipt());
        }
        return new StagedNote(table, output)
                .read()
                .filter(note -> new SliceArchive(table).has(output))
                .filter(note -> note.tableId().equals(table.uuid().toString()))
                .map(StagedNote.Content::change)
                .filter(change -> change.locations()
                        .allMatch(location -> table.io().newInputFile(location).exists()))
                .<Found>map(change -> new Found.Complete(new StagedOutput(table, output, change, registry, List.of())))
                .orElseGet(Found.Absent::new);
    }

    /** The table of the catalog, or one that it has lost. */
    private Optional<Table> knownTable() {
        return target.find().or(target::abandoned);
    }

    private static Set<FaultSource> ownChecks(DynamicFrame guarded, DynamicFrame frame) {
        var own = guarded.faultSources();
        own.removeAll(frame.faultSources());
        return own;
    }

    private void refuseSeveral(Collection<String> names) {
        if (!List.copyOf(names).equals(List.of(""))) {
            throw new UsageException("Cannot write to table " + target.name() + ": a table takes one frame (got "
                    + String.join(", ", names) + ")");
        }
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
        private static final Setting<List<String>> PARTITION_BY = Setting.stringsOrNone("partition-by")
                .defaultsTo(List.of())
                .doc(
                        "The columns by whose values a new table is partitioned; a table that exists keeps its partitions.");

        /** The table formats that are written. */
        private enum TableFormat {
            ICEBERG
        }

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
            var all = new ArrayList<Setting<?>>(List.of(TABLE, FORMAT, PARTITION_BY));
            all.addAll(WritingSettings.ALL);
            return new SettingsSpec(all);
        }

        @Override
        public Sink create(Settings settings, Parts parts) {
            var target = new TargetTable(
                    parts.the(Catalog.class),
                    settings.get(TABLE),
                    settings.get(PARTITION_BY),
                    new AbandonedTables(HadoopPart.configuration(parts)));
            return new IcebergSink(target, WritingSettings.read(target.name(), settings), parts.registry());
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
