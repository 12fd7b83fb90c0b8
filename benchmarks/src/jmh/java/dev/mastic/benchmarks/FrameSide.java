// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A side that is a frame, made anew in every round: no side is charged for what another one has loaded, and planning counts.
 *
 * @param result reads what came out of it
 */
record FrameSide(String name, Runnable task, Supplier<Dataset<Row>> result) implements Side {
    /** A side that reads all columns of all rows, and keeps nothing. */
    static FrameSide reading(String name, Supplier<Dataset<Row>> frame) {
        Runnable task =
                () -> frame.get().write().format("noop").mode("overwrite").save();
        return new FrameSide(name, task, frame);
    }

    /** A side that writes Parquet. */
    static FrameSide writing(String name, SparkSession session, Supplier<Dataset<Row>> frame, Path folder) {
        var target = folder.resolve("out-" + name).toString();
        Runnable task = () -> frame.get().write().mode("overwrite").parquet(target);
        return new FrameSide(name, task, () -> session.read().parquet(target));
    }

    @Override
    public void run() {
        task.run();
    }

    /** Schema, rows, and an order-independent hash over all columns. */
    @Override
    public String fingerprint() {
        return of(result.get());
    }

    /** The fingerprint of rows. */
    static String of(Dataset<Row> rows) {
        var columns = Arrays.stream(rows.columns())
                .sorted()
                .map(name -> rows.col("`" + name + "`"))
                .toArray(Column[]::new);
        var hash = functions.xxhash64(columns);
        var summary = rows.select(hash.as("hash"))
                .agg(
                        functions.count(functions.lit(1)),
                        functions.sum(functions.col("hash").cast("decimal(20,0)")),
                        functions.expr("bit_xor(hash)"))
                .first();
        var types = Arrays.stream(rows.schema().fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .sorted()
                .collect(Collectors.joining(", "));
        return types + " | " + summary;
    }
}
