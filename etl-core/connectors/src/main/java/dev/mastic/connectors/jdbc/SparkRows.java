// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.frame.DynamicFrame;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows of a database through Spark's own JDBC source, which pushes filters and columns down.
 *
 * @param columns that a frame gets
 * @param fetchSize how many rows come at once
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-jdbc.html">Spark: JDBC to other databases</a>
 */
record SparkRows(PostgresDatabase database, List<SourceColumn> columns, int fetchSize) {
    /** So many rows come at once where nobody says otherwise. */
    static final int FETCH_SIZE = 10_000;

    /**
     * The rows. Lazy; asks the database for the types of the columns.
     *
     * @param select a query in brackets with its name
     * @param conditions one for each partition; they stand in no plan
     */
    Dataset<Row> read(SparkSession spark, String select, List<String> conditions) {
        var properties = database.properties();
        properties.setProperty("driver", "org.postgresql.Driver");
        properties.setProperty("fetchsize", Integer.toString(fetchSize));
        properties.setProperty("sessionInitStatement", PostgresDatabase.SESSION);
        var rows = spark.read().jdbc(database.url(), select, conditions.toArray(String[]::new), properties);
        return rows.select(columns.stream()
                .map(column -> DynamicFrame.column(rows, column.name()))
                .toArray(Column[]::new));
    }
}
