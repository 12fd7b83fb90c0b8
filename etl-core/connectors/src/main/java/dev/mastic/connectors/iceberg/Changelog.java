// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Items;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.source.SparkChangelogTable;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The changes between two snapshots: of each snapshot the rows that it has more or less than the one before, so that rows that were only
 * written anew do not appear. A changed row is a delete and an insert. The ordinal is the sequence number of the snapshot, which grows from
 * run to run.
 *
 * @param all whether deletes are read, and what kind of change a row is; else there are only the rows that are new
 * @see <a href="https://iceberg.apache.org/docs/latest/spark-procedures/#change-data-capture">Iceberg: change data capture</a>
 */
record Changelog(Table table, Items.Snapshots items, boolean all) implements SnapshotRows {
    private static final String TYPE = MetadataColumns.CHANGE_TYPE.name();
    private static final String ORDINAL = MetadataColumns.CHANGE_ORDINAL.name();
    private static final String SNAPSHOT = MetadataColumns.COMMIT_SNAPSHOT_ID.name();
    private static final String NET = "_mastic_net";
    private static final String INSERT = "INSERT";
    private static final String DELETE = "DELETE";

    @Override
    public StructType schema() {
        var columns = SnapshotRows.spark(table.schema());
        return all
                ? columns.add(TYPE, DataTypes.StringType)
                        .add(ORDINAL, DataTypes.LongType)
                        .add(SNAPSHOT, DataTypes.LongType)
                : columns;
    }

    @Override
    public Dataset<Row> read(SparkSession session) {
        if (items.upTo().isEmpty()) {
            return none(session);
        }
        var changes = items.after().isEmpty() ? inserts(session) : net(session);
        var kept = all ? changes : changes.where(functions.col(TYPE).equalTo(INSERT));
        return kept.select(
                Arrays.stream(schema().fieldNames()).map(Events::column).toArray(Column[]::new));
    }

    /** Before the first run, every row is new. */
    private Dataset<Row> inserts(SparkSession session) {
        long upTo = items.upTo().orElseThrow();
        return new AddedRows(table, items)
                .read(session)
                .withColumn(TYPE, functions.lit(INSERT))
                .withColumn(ORDINAL, functions.lit(table.snapshot(upTo).sequenceNumber()))
                .withColumn(SNAPSHOT, functions.lit(upTo));
    }

    private Dataset<Row> net(SparkSession session) {
        refuseMaps();
        var between =
                AddedRows.between(items.after().orElseThrow(), items.upTo().orElseThrow());
        // Iceberg's scan of changes fails where it is asked for some of the snapshots, or not for all of its own
        // columns:
        // coalesce keeps filters above, and all but the type are grouped by
        var changes = SparkFiles.load(session, new SparkChangelogTable(table, false), between)
                .withColumn(SNAPSHOT, functions.coalesce(functions.col(SNAPSHOT), functions.lit(0L)));
        var identity = Arrays.stream(changes.columns())
                .filter(column -> !column.equals(TYPE))
                .map(Events::column)
                .toArray(Column[]::new);
        var sign = functions.when(functions.col(TYPE).equalTo(INSERT), 1).otherwise(-1);
        var count = functions.abs(functions.col(NET)).cast("int");
        return changes.groupBy(identity)
                .agg(functions.sum(sign).as(NET))
                .where(functions.col(NET).notEqual(0))
                .withColumn(
                        TYPE, functions.when(functions.col(NET).gt(0), INSERT).otherwise(DELETE))
                .withColumn(NET, functions.explode(functions.array_repeat(functions.lit(1), count)))
                .withColumn(ORDINAL, functions.element_at(ordinals(), functions.col(SNAPSHOT)));
    }

    private Column ordinals() {
        var numbers = new ArrayList<Column>();
        SnapshotUtil.ancestorsBetween(
                        table, items.upTo().orElseThrow(), items.after().orElseThrow())
                .forEach(snapshot -> {
                    numbers.add(functions.lit(snapshot.snapshotId()));
                    numbers.add(functions.lit(snapshot.sequenceNumber()));
                });
        return functions.map(numbers.toArray(Column[]::new));
    }

    /** Spark cannot tell equal maps. */
    private void refuseMaps() {
        Arrays.stream(SnapshotRows.spark(table.schema()).fields())
                .filter(field -> field.dataType().catalogString().contains("map<"))
                .findFirst()
                .ifPresent(field -> {
                    throw new UsageException("Cannot read the changes of table " + table.name() + ": column '"
                            + field.name() + "' is or holds a map, and equal maps cannot be told (got "
                            + field.dataType().catalogString() + "): read it with changes = appends, or read = all");
                });
    }
}
