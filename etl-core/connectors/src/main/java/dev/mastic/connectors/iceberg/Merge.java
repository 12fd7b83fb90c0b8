// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Makes changes of events by copy on write: the events are written beside the table once, the files that hold rows of their keys are found
 * by the ranges of the keys and then by the keys themselves, and only these are written anew.
 */
final class Merge {
    private final ChangeRules rules;
    private final Events events;
    private final Table table;
    private final ColumnMatch match;
    private final String name;
    private final SparkSession session;

    Merge(ChangeRules rules, Table table, ColumnMatch match, Output output, SparkSession session) {
        this.rules = rules;
        this.events = new Events(rules);
        this.table = table;
        this.match = match;
        this.name = OutputName.of(output);
        this.session = session;
    }

    /**
     * Runs Spark jobs: one for the events, one that looks for their keys, one that writes the files, and one more where rows are deleted.
     *
     * @param incoming the columns of the table but those of a history, and {@link Events#DELETED}
     * @param columns the columns that the table has or gets
     */
    Change write(Dataset<Row> incoming, Schema columns) {
        var remembered = RememberedDeletes.of(table);
        remembered.ifPresent(this::refuseOtherKeys);
        var staged = SideFiles.write(events.distinct(incoming), table, name + Leftovers.EVENTS);
        Failpoints.hit("iceberg-sink.after-events");
        var keys = new KeyRange(staged, rules.keys()).expression();
        var premise = new Premise(columns, snapshot(), keys, RememberedDeletes.property(table));
        if (staged.files().isEmpty()) {
            return new Change(
                    Change.Action.MERGE, List.of(), List.of(), premise, Optional.of(staged), Optional.empty());
        }
        try {
            return write(staged, remembered, premise);
        } finally {
            staged.forget();
            remembered.ifPresent(SideFiles::forget);
            SparkFiles.forget(table, candidatesName());
            SparkFiles.forget(table, touchedName());
        }
    }

    private Change write(SideFiles staged, Optional<SideFiles> remembered, Premise premise) {
        var incoming = staged.read(session);
        var tasks = touched(incoming, candidates(premise.keys()));
        var existing = match.apply(SparkFiles.scan(session, table, touchedName(), tasks));
        var deletes = remembered.map(side -> side.read(session)).orElseGet(() -> noDeletes(incoming));
        var known = asEvents(ofKeys(existing, incoming)).unionByName(asDeletes(ofKeys(deletes, incoming)), true);
        var merged = events.merged(known, incoming);
        var rows = events.state(merged).unionByName(butKeys(existing, incoming));
        var added = SparkFiles.write(inOrder(rows), Evolution.view(table, premise.columns()), name);
        return new Change(
                Change.Action.MERGE,
                added,
                tasks.stream().map(task -> task.file().copyWithoutStats()).toList(),
                premise,
                Optional.of(staged),
                hasDeletes(incoming) ? Optional.of(newDeletes(butKeys(deletes, incoming), merged)) : Optional.empty());
    }

    /** The files that may hold rows of the keys. */
    private List<FileScanTask> candidates(Expression keys) {
        if (table.currentSnapshot() == null) {
            return List.of();
        }
        // with residuals, the reader would leave out rows that must be written again
        try (var tasks = table.newScan().filter(keys).ignoreResiduals().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of files of " + table.name(), e);
        }
    }

    /** Those that do. Runs a Spark job, which reads the columns of the keys. */
    private List<FileScanTask> touched(Dataset<Row> incoming, List<FileScanTask> candidates) {
        if (candidates.isEmpty()) {
            return candidates;
        }
        var file = Events.column(MetadataColumns.FILE_PATH.name());
        var columns = Stream.concat(keyColumns(), Stream.of(file)).toArray(Column[]::new);
        var rows = SparkFiles.scan(session, table, candidatesName(), candidates).select(columns);
        var paths = Set.copyOf(ofKeys(rows, incoming)
                .select(file)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
        return candidates.stream()
                .filter(task -> paths.contains(task.file().location()))
                .toList();
    }

    private Dataset<Row> asEvents(Dataset<Row> rows) {
        var history = rules.history().map(ChangeRules.History::columns).orElse(List.of());
        return rows.drop(history.toArray(String[]::new)).withColumn(Events.DELETED, functions.lit(false));
    }

    private static Dataset<Row> asDeletes(Dataset<Row> deletes) {
        return deletes.withColumn(Events.DELETED, functions.lit(true));
    }

    private boolean hasDeletes(Dataset<Row> incoming) {
        return rules.operation().isPresent()
                && !incoming.where(Events.column(Events.DELETED)).isEmpty();
    }

    /** One file, for it is read whole by every later run that deletes. */
    private SideFiles newDeletes(Dataset<Row> others, Dataset<Row> merged) {
        var counting = merged.where(Events.column(Events.DELETED)).select(deleteColumns());
        var all = others.select(deleteColumns()).union(counting).coalesce(1);
        return SideFiles.write(all, table, RememberedDeletes.folder(name));
    }

    private Dataset<Row> noDeletes(Dataset<Row> incoming) {
        return incoming.where(functions.lit(false)).select(deleteColumns());
    }

    private Dataset<Row> ofKeys(Dataset<Row> rows, Dataset<Row> incoming) {
        return rows.join(keysOf(incoming), rules.keys().toArray(String[]::new), "left_semi");
    }

    private Dataset<Row> butKeys(Dataset<Row> rows, Dataset<Row> incoming) {
        return rows.join(keysOf(incoming), rules.keys().toArray(String[]::new), "left_anti");
    }

    private Dataset<Row> keysOf(Dataset<Row> incoming) {
        return incoming.select(keyColumns().toArray(Column[]::new));
    }

    private Dataset<Row> inOrder(Dataset<Row> rows) {
        return rows.select(
                Arrays.stream(match.table().fieldNames()).map(Events::column).toArray(Column[]::new));
    }

    private Stream<Column> keyColumns() {
        return rules.keys().stream().map(Events::column);
    }

    private Column[] deleteColumns() {
        return rules.keysAndSequence().stream().map(Events::column).toArray(Column[]::new);
    }

    private Optional<Long> snapshot() {
        return Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId);
    }

    private void refuseOtherKeys(SideFiles remembered) {
        var columns = remembered.table().schema().columns().stream()
                .map(Types.NestedField::name)
                .toList();
        if (!columns.equals(rules.keysAndSequence())) {
            throw new UsageException("Cannot apply changes to table " + match.name()
                    + ": it remembers deletes by other columns (got " + String.join(", ", rules.keysAndSequence())
                    + "; expected keys and sequence " + String.join(", ", columns)
                    + "), and older events would bring deleted rows back");
        }
    }

    private String candidatesName() {
        return name + ".candidates";
    }

    private String touchedName() {
        return name + ".touched";
    }
}
