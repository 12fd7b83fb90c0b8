// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Cleaning CSV: one column of mixed numbers and texts cast to long, one renamed, one filtered by, columns without any value dropped, the
 * rest written as Parquet. By hand: read with a schema, cast, rename, filter, look which columns are empty, drop them, write.
 */
final class CsvCleaning implements Scenario {
    private static final String READ = "id bigint, customer string, city string, quantity string, price double, day date, "
            + "status string, comment string, reserved string, legacy string";

    @Override
    public String name() {
        return "csv-cleaning";
    }

    @Override
    public void generate(Input input) throws IOException {
        Sales.make(input);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        return List.of(byHand(session, input.files(Sales.KIND), input.folder().resolve("out-" + Outcome.SPARK)));
    }

    private static Side byHand(SparkSession session, Path files, Path target) {
        return new FrameSide(
                Outcome.SPARK,
                () -> {
                    var cleaned = session.read()
                            .option("header", true)
                            .schema(READ)
                            .csv(files.toString())
                            .withColumn("quantity", col("quantity").cast("bigint"))
                            .withColumnRenamed("customer", "buyer")
                            .filter(col("status").notEqual("returned"));
                    withoutEmptyColumns(cleaned)
                            .write()
                            .mode("overwrite")
                            .parquet(target.toString());
                },
                () -> session.read().parquet(target.toString()));
    }

    private static Dataset<Row> withoutEmptyColumns(Dataset<Row> rows) {
        var counts = Arrays.stream(rows.columns())
                .map(name -> count(when(col(name).isNotNull(), 1)).as(name))
                .toArray(Column[]::new);
        var counted = rows.agg(counts[0], Arrays.copyOfRange(counts, 1, counts.length)).first();
        var empty = new ArrayList<String>();
        for (int i = 0; i < counts.length; i++) {
            if (counted.getLong(i) == 0) {
                empty.add(rows.columns()[i]);
            }
        }
        return rows.drop(empty.toArray(String[]::new));
    }
}
