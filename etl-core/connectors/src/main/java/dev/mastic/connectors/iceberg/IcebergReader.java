// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.connectors.SnapshotReader;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an Iceberg table whole, or from snapshot to snapshot. A slice is pinned by the file of the table's metadata, so that any process
 * reads the same without the catalog, whatever is committed later.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/spark-queries/#incremental-read">Iceberg: incremental read</a>
 */
public record IcebergReader(TableName name, Changes changes, Expired expired, Configuration configuration)
        implements SnapshotReader {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergReader.class);

    @Override
    public Slice slice(String source, String metadata, Bounds bounds) {
        if (bounds.maxItems().isPresent() || bounds.maxBytes().isPresent()) {
            throw cannotRead("a part of a snapshot cannot be read (bounded-files and bounded-size are for files)");
        }
        var table = open(metadata);
        var last = last(table, source, bounds);
        if (last.isEmpty()) {
            return nothing(source, metadata);
        }
        var since = bounds.since(source, Position.Snapshot.class).map(position -> startOf(table, position.id()));
        boolean isNew = bounds.read() == Read.NEW;
        long count = since.map(after -> newSnapshots(table, after, last.get())).orElse(1L);
        if (count == 0) {
            return nothing(source, metadata);
        }
        var upTo = last.get().snapshotId();
        return Slice.of(
                source,
                new Items.Snapshots(since, Optional.of(upTo), metadata, count),
                isNew ? new Advance.To(new Position.Snapshot(upTo)) : new Advance.Nothing());
    }

    @Override
    public Type.Struct shape(Slice slice) {
        return SparkTypes.fromSpark(rows(items(slice)).schema());
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        return DynamicFrame.fromDF(rows(items(slice)).read(spark.session()), slice.source(), context);
    }

    private SnapshotRows rows(Items.Snapshots items) {
        var table = open(items.metadata());
        boolean isWhole = items.after().isEmpty();
        return changes == Changes.APPENDS || (changes == Changes.IGNORE_DELETES && isWhole)
                ? new AddedRows(table, items)
                : new Changelog(table, items, changes == Changes.CHANGELOG);
    }

    private static Items.Snapshots items(Slice slice) {
        return (Items.Snapshots) slice.items();
    }

    private static Slice nothing(String source, String metadata) {
        var items = new Items.Snapshots(Optional.empty(), Optional.empty(), metadata, 0);
        return Slice.of(source, items, new Advance.Nothing());
    }

    /** The snapshot to read up to; empty for a table that never had rows. */
    private Optional<Snapshot> last(Table table, String source, Bounds bounds) {
        var current = Optional.ofNullable(table.currentSnapshot());
        if (bounds.until().isEmpty()) {
            return current;
        }
        var until = new Bounds(bounds.read(), bounds.until(), Optional.empty(), bounds.maxItems(), bounds.maxBytes())
                .since(source, Position.Snapshot.class)
                .orElseThrow()
                .id();
        return Optional.of(known(table, until));
    }

    /** How many snapshots have rows that have not been read; those of compactions have none. */
    private long newSnapshots(Table table, long after, Snapshot last) {
        if (!SnapshotUtil.isAncestorOf(table, last.snapshotId(), after)) {
            throw cannotRead("snapshot " + after + ", up to which it was read, is no ancestor of snapshot "
                    + last.snapshotId() + ": the table was rolled back (read it again as a whole: mastic bookmark reset"
                    + " JOB --source NAME)");
        }
        var between = new ArrayList<Snapshot>();
        SnapshotUtil.ancestorsBetween(table, last.snapshotId(), after).forEach(between::add);
        between.removeIf(snapshot -> DataOperations.REPLACE.equals(snapshot.operation()));
        if (changes == Changes.APPENDS) {
            refuseOthers(between);
        } else {
            refuseDeleteFiles(table, between);
        }
        return between.size();
    }

    private void refuseOthers(List<Snapshot> snapshots) {
        snapshots.stream()
                .filter(snapshot -> !DataOperations.APPEND.equals(snapshot.operation()))
                .findFirst()
                .ifPresent(other -> {
                    throw cannotRead("snapshot " + other.snapshotId() + " did not only add rows (got operation "
                            + other.operation()
                            + "; expected append): read what changed with changes = changelog, or only the new and"
                            + " changed rows with changes = ignore-deletes");
                });
    }

    private void refuseDeleteFiles(Table table, List<Snapshot> snapshots) {
        snapshots.stream()
                .filter(snapshot -> !snapshot.deleteManifests(table.io()).isEmpty())
                .findFirst()
                .ifPresent(snapshot -> {
                    throw cannotRead("snapshot " + snapshot.snapshotId() + " holds delete files, from which Iceberg"
                            + " cannot tell changes (set write.delete.mode, write.update.mode and write.merge.mode of"
                            + " the table to copy-on-write, and rewrite its data files)");
                });
    }

    private Snapshot known(Table table, long snapshot) {
        return Optional.ofNullable(table.snapshot(snapshot))
                .orElseThrow(() -> cannotRead("it has no snapshot " + snapshot + " to read up to: it has expired"));
    }

    private long startOf(Table table, long after) {
        var oldest = Optional.ofNullable(SnapshotUtil.oldestAncestor(table)).map(Snapshot::snapshotId);
        if (table.snapshot(after) != null) {
            return after;
        } else if (expired == Expired.FAIL || oldest.isEmpty()) {
            throw cannotRead("snapshot " + after + ", up to which it was read, has expired, so that it cannot be told"
                    + " what is new: read the whole table again (mastic bookmark reset JOB --source NAME), or go on"
                    + " after the oldest snapshot that is left"
                    + oldest.map(id -> ", " + id + ",").orElse("") + " without what came before (expired = oldest)");
        }
        LOG.warn(
                "Table {} was read up to snapshot {}, which has expired: going on after snapshot {}; rows that came in"
                        + " between are not read",
                name,
                after,
                oldest.get());
        return oldest.get();
    }

    private Table open(String metadata) {
        try {
            var table = new BaseTable(
                    new StaticTableOperations(metadata, new HadoopFileIO(configuration)), name.toString());
            table.schema();
            return table;
        } catch (NotFoundException e) {
            throw new UsageException(
                    "Cannot read table " + name + ": its metadata is not there (got " + metadata
                            + "): bring the files back, or take the table out of the catalog",
                    e);
        }
    }

    private UsageException cannotRead(String why) {
        return new UsageException("Cannot read table " + name + ": " + why);
    }

    /** Makes the reader of tables of the format {@code iceberg}. */
    public static final class Plugin implements Factory<SnapshotReader> {
        private static final Setting<TableName> TABLE = Setting.parsed("table", "database.table", TableName::parse)
                .required()
                .doc("The table in the catalog, as database.table.");

        @Override
        public Class<SnapshotReader> kind() {
            return SnapshotReader.class;
        }

        @Override
        public String name() {
            return "iceberg";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(TABLE, SnapshotReader.CHANGES, SnapshotReader.EXPIRED);
        }

        @Override
        public IcebergReader create(Settings settings, Parts parts) {
            return new IcebergReader(
                    settings.get(TABLE),
                    settings.get(SnapshotReader.CHANGES),
                    settings.get(SnapshotReader.EXPIRED),
                    HadoopPart.configuration(parts));
        }
    }
}
