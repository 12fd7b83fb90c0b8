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
import java.util.SplittableRandom;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Cleaning CSV: one column of mixed numbers and texts cast to long, one renamed, one filtered by, columns without any value dropped, the
 * rest written as Parquet. By hand: read with a schema, cast, rename, filter, look which columns are empty, drop them, write.
 */
final class CsvCleaning implements Scenario {
    private static final String KIND = "sales";
    private static final String HEADER = "id,customer,city,quantity,price,day,status,comment,reserved,legacy\n";
    private static final String READ =
            "id bigint, customer string, city string, quantity string, price double, day date, "
                    + "status string, comment string, reserved string, legacy string";
    private static final List<String> STATUS = List.of("open", "paid", "sent", "returned");

    @Override
    public String name() {
        return "csv-cleaning";
    }

    @Override
    public void generate(Input input) throws IOException {
        input.make(KIND, ".csv", HEADER, CsvCleaning::write);
    }

    private static void write(StringBuilder row, long number, SplittableRandom random) {
        row.append(number).append(",customer ").append(random.nextInt(1_000_000));
        row.append(random.nextInt(3) == 0 ? ",\"Zürich, Kreis 5\"," : ",Berlin,");
        row.append(random.nextInt(20) == 0 ? "unknown" : Integer.toString(random.nextInt(5000)));
        row.append(',')
                .append(random.nextInt(1_000_000) / 100.0)
                .append(",2024-")
                .append(10 + random.nextInt(3));
        row.append('-').append(10 + random.nextInt(19)).append(',').append(STATUS.get(random.nextInt(STATUS.size())));
        row.append(random.nextInt(10) == 0 ? ",\"said \"\"no\"\"\"" : ",nothing to say")
                .append(",,");
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        return List.of(byHand(session, input.files(KIND), input.folder().resolve("out-" + Outcome.SPARK)));
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
                    withoutEmptyColumns(cleaned).write().mode("overwrite").parquet(target.toString());
                },
                () -> session.read().parquet(target.toString()));
    }

    private static Dataset<Row> withoutEmptyColumns(Dataset<Row> rows) {
        var counts = Arrays.stream(rows.columns())
                .map(name -> count(when(col(name).isNotNull(), 1)).as(name))
                .toArray(Column[]::new);
        var counted = rows.agg(counts[0], Arrays.copyOfRange(counts, 1, counts.length))
                .first();
        var empty = new ArrayList<String>();
        for (int i = 0; i < counts.length; i++) {
            if (counted.getLong(i) == 0) {
                empty.add(rows.columns()[i]);
            }
        }
        return rows.drop(empty.toArray(String[]::new));
    }
}
