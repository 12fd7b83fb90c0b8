// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The rows of a slice of snapshots. */
sealed interface SnapshotRows permits AddedRows, Changelog {
    /** Their columns. Starts no Spark. */
    StructType schema();

    /** The rows. Lazy. */
    Dataset<Row> read(SparkSession session);

    /** No rows. */
    default Dataset<Row> none(SparkSession session) {
        return session.createDataFrame(List.of(), schema());
    }

    static StructType spark(Schema columns) {
        return SparkSchemaUtil.convert(columns);
    }
}
