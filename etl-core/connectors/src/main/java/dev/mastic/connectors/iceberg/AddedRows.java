// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Items;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** All rows at a snapshot, or those that appends have added since another. */
record AddedRows(Table table, Items.Snapshots items) implements SnapshotRows {
    @Override
    public StructType schema() {
        return SnapshotRows.spark(
                isOld() ? SnapshotUtil.schemaFor(table, items.upTo().orElseThrow()) : table.schema());
    }

    @Override
    public Dataset<Row> read(SparkSession session) {
        if (items.upTo().isEmpty()) {
            return none(session);
        }
        long upTo = items.upTo().get();
        if (items.after().isEmpty()) {
            var whole = isOld() ? new SparkTable(table, upTo, false) : new SparkTable(table, false);
            return SparkFiles.load(session, whole, Map.of());
        }
        return SparkFiles.load(
                session, new SparkTable(table, false), between(items.after().get(), upTo));
    }

    static Map<String, String> between(long after, long upTo) {
        return Map.of(
                SparkReadOptions.START_SNAPSHOT_ID, Long.toString(after),
                SparkReadOptions.END_SNAPSHOT_ID, Long.toString(upTo));
    }

    /** What is read whole at an older snapshot has the columns of that time. */
    private boolean isOld() {
        return items.after().isEmpty()
                && items.upTo()
                        .filter(upTo -> upTo != table.currentSnapshot().snapshotId())
                        .isPresent();
    }
}
