// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Staged;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes rows into a table of files by the sink of jobs: staged, then visible at once for readers of Mastic together with the partitions that
 * they make. A write that is killed leaves nothing that counts; the next one into the table takes back what is left of it.
 *
 * @param isNew whether the table comes into the catalog with the rows
 */
record FilesInsert(FilesTable table, Replaced replaced, boolean isNew) {
    private static final String JOB = "sql";
    private static final String SINK = "insert";
    /** Writes beside one another are of one age, for none is the follower of another. */
    private static final Token TOKEN = new Token(1);

    /** Replaces rows by none. Runs a Spark job. */
    void nothing() {
        var session = SparkSession.active();
        rows(session.createDataFrame(List.of(), table.schema()));
    }

    /**
     * Writes rows with the columns of the table in their order. Runs a Spark job.
     *
     * @throws EtlException naming the first row that the table cannot hold; nothing is written then
     */
    void rows(Dataset<Row> rows) {
        var definition = table.table();
        WritableTable.check(definition, table.open().parts());
        var notes = new UnfinishedInserts(
                definition.storage().location(), table.open().hadoop());
        notes.gone().forEach(run -> {
            sink(Map.of()).discard(output(run));
            notes.end(run);
        });
        var run = UUID.randomUUID().toString();
        notes.begin(run);
        write(frame(rows), run, notes);
        notes.end(run);
        dropEmptied();
    }

    private DynamicFrame frame(Dataset<Row> rows) {
        var type = table.table().rowType();
        var named = rows.toDF(type.names().toArray(String[]::new));
        var context = FrameContext.outsideJobs(table.open().parts().registry());
        return DynamicFrame.of("insert into " + table.table().name(), type, named, List.of(), context);
    }

    private void write(DynamicFrame frame, String run, UnfinishedInserts notes) {
        var sink = sink(replacing());
        var output = output(run);
        try {
            var frames = Frames.of("", frame);
            sink.check(frames.shapes());
            var staged = sink.stage(frames, output);
            refuseFaults(frame, staged);
            staged.commit();
        } catch (RuntimeException e) {
            discard(sink, output, e);
            notes.end(run);
            throw e;
        }
    }

    /** What broke is told even where its leavings cannot be removed. */
    private static void discard(Sink sink, Output output, RuntimeException cause) {
        try {
            sink.discard(output);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void refuseFaults(DynamicFrame frame, Staged staged) {
        var sources = new LinkedHashSet<>(staged.faultSources());
        sources.addAll(frame.faultSources());
        for (var source : sources) {
            if (source.signalled() && source.kind() == FaultSource.Kind.REFUSED) {
                var fault = source.faults().first();
                throw new EtlException("Cannot write to table " + table.table().name() + ": column '"
                        + fault.<String>getAs("column") + "': "
                        + fault.<String>getAs("reason") + " (got "
                        + fault.<String>getAs("raw") + ")");
            }
        }
    }

    private static Output output(String run) {
        return new Output(new Run(JOB, run, TOKEN), SINK, List.of(), Optional.empty());
    }

    private Sink sink(Map<String, Object> more) {
        var definition = table.table();
        var match = Match.of(definition);
        var words = new TreeMap<String, Object>(more);
        words.put("table", definition.name().toString());
        words.put("format", match.format());
        words.put("path", definition.storage().location());
        words.put(
                "partition-by",
                definition.partitionKeys().stream().map(Column::name).toList());
        words.put("update-catalog", true);
        words.put("update-behavior", isNew ? "update-in-database" : "log");
        WritableTable.codec(definition).ifPresent(codec -> words.put("compression", codec));
        var parts = table.open().parts();
        var factory = parts.registry().get(Sink.class, "table");
        return factory.create(factory.settings().of("insert into " + definition.name(), words), parts);
    }

    private Map<String, Object> replacing() {
        if (replaced instanceof Replaced.Everything) {
            affected(this::folder);
            return Map.of("mode", "replace");
        } else if (replaced instanceof Replaced.Written) {
            return Map.of("mode", "replace-partitions");
        } else if (replaced instanceof Replaced.Partitions of
                && !of.partitions().isEmpty()) {
            return Map.of(
                    "mode",
                    "replace",
                    "replaced-folders",
                    of.partitions().stream().map(this::folder).toList());
        }
        return Map.of("mode", "append");
    }

    /** The folder of a partition below that of the table. */
    private String folder(Partition partition) {
        var root = Folders.place(table.table().storage().location());
        var place = Folders.place(partition.storage().location());
        if (!place.startsWith(root)) {
            throw new UsageException(
                    "Cannot replace rows of table " + table.table().name() + ": partition "
                            + partition.values() + " lies elsewhere (got "
                            + partition.storage().location() + "; expected a folder below "
                            + root + "): drop that partition, or replace only others");
        }
        return place.substring(root.length(), place.length() - 1);
    }

    private void affected(Consumer<Partition> consumer) {
        if (!(table instanceof PartitionedTable partitioned)) {
            return;
        } else if (replaced instanceof Replaced.Everything) {
            partitioned.each(consumer);
        } else if (replaced instanceof Replaced.Partitions of) {
            of.partitions().forEach(consumer);
        }
    }

    /** Partitions that have lost their rows, and got no others. */
    private void dropEmptied() {
        var empty = new ArrayList<List<String>>();
        affected(partition -> {
            if (isEmpty(partition.storage().location())) {
                empty.add(partition.values());
            }
        });
        if (!empty.isEmpty()) {
            table.open().catalog().dropPartitions(table.table().name(), empty);
        }
    }

    private boolean isEmpty(String location) {
        try {
            return FileListing.list(location, table.open().hadoop()).isEmpty();
        } catch (NoSuchPathException e) {
            return true;
        }
    }
}
