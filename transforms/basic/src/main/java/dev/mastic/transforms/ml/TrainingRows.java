// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Value;
import dev.mastic.transforms.path.RowColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that a model learns from: each different one once, with how often it is there. Where there are too many, those
 * with the smallest hashes; so the model depends on the rows alone, never on their order or on partitions.
 *
 * @param rows the values, then their count
 */
record TrainingRows(SparkSession spark, List<Row> rows) {
    static final String LABEL = "label";
    static final String WEIGHT = "weight";
    static final String FEATURES = "features";
    private static final StructType TYPE = new StructType()
            .add(LABEL, DataTypes.DoubleType)
            .add(WEIGHT, DataTypes.DoubleType)
            .add(FEATURES, SQLDataTypes.VectorType());

    TrainingRows {
        rows = List.copyOf(rows);
    }

    /**
     * Takes the values of a frame. Runs a Spark job.
     *
     * @param where which rows count
     * @param most how many different rows are taken
     * @param seed for the choice of rows
     */
    static TrainingRows of(DynamicFrame frame, List<Value> values, Value where, int most, long seed) {
        var columns = RowColumns.of(frame);
        var selected = new Column[values.size()];
        var hashed = new ArrayList<Column>(List.of(functions.lit(seed)));
        var grouped = new Column[values.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = columns.column(values.get(i)).as("v" + i);
            grouped[i] = functions.col("v" + i);
            hashed.add(grouped[i]);
        }
        var rows = frame.toDF()
                .filter(columns.column(where))
                .select(selected)
                .groupBy(grouped)
                .count()
                .orderBy(functions.xxhash64(hashed.toArray(Column[]::new)))
                .limit(most);
        return new TrainingRows(frame.toDF().sparkSession(), rows.collectAsList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How often a row is there. */
    static double weight(Row row) {
        return row.getLong(row.size() - 1);
    }

    /** The mean of a number of each row where a value is not null; the number counts as often as its row is there. */
    double mean(int index, ToDoubleFunction<Row> number) {
        double sum = 0;
        double weight = 0;
        for (var row : rows) {
            if (!row.isNullAt(index)) {
                sum += number.applyAsDouble(row) * weight(row);
                weight += weight(row);
            }
        }
        return sum / weight;
    }

    /** The rows as Spark ML wants them, in one partition, so that sums come out the same each time. Lazy. */
    Dataset<Row> vectors(List<? extends ToDoubleFunction<Row>> features, ToDoubleFunction<Row> label) {
        var vectors = new ArrayList<Row>();
        for (var row : rows) {
            var vector = features.stream()
                    .mapToDouble(feature -> feature.applyAsDouble(row))
                    .toArray();
            vectors.add(RowFactory.create(label.applyAsDouble(row), weight(row), Vectors.dense(vector)));
        }
        return spark.createDataFrame(vectors, TYPE).coalesce(1);
    }
}
