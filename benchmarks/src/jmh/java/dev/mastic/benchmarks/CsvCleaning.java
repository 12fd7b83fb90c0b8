// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import static org.apache.spark.sql.functions.col;

import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Cleaning CSV in one pass: one column of mixed numbers and texts cast to long, one renamed, rows filtered, columns without any value
 * dropped, the rest written as Parquet. Both sides are told the same of the columns: their names and types, which one is mixed, and which
 * two are empty; and both write with Spark's own writer. By hand the empty ones are dropped by name, so that Spark need not look for them.
 */
final class CsvCleaning implements Scenario {
    private static final String BY_HAND =
            "id bigint, customer string, city string, quantity string, price double, day date, "
                    + "status string, comment string, reserved string, legacy string";
    private static final String OURS = "struct<id:bigint,customer:string,city:string,quantity:uniontype<bigint,string>,"
            + "price:double,day:date,status:string,comment:string,reserved:void,legacy:void>";

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
        var files = input.files(Sales.KIND);
        return List.of(
                FrameSide.writing(Outcome.SPARK, session, () -> byHand(session, files), input.folder()),
                FrameSide.writing(Outcome.MASTIC, session, () -> ours(session, files), input.folder()));
    }

    private static Dataset<Row> byHand(SparkSession session, Path files) {
        return session.read()
                .option("header", true)
                .option("escape", "\"")
                .schema(BY_HAND)
                .csv(files.toString())
                .withColumn("quantity", col("quantity").cast("bigint"))
                .withColumnRenamed("customer", "buyer")
                .filter(col("status").notEqual("returned"))
                .drop("reserved", "legacy");
    }

    private static Dataset<Row> ours(SparkSession session, Path files) {
        return new CsvFiles(files)
                .read(session, (Type.Struct) TypeString.parse(OURS))
                .resolveChoice("quantity -> cast:long")
                .applyMapping(
                        "id -> id",
                        "customer -> buyer",
                        "city -> city",
                        "quantity -> quantity",
                        "price -> price",
                        "day -> day",
                        "status -> status",
                        "comment -> comment",
                        "reserved -> reserved",
                        "legacy -> legacy")
                .filter("status <> 'returned'")
                .dropNullFields()
                .toDF();
    }
}
