// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Resolution;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Inferring dialect and schema of sales in CSV from all rows, against Spark's {@code inferSchema}, which is told the dialect. */
final class CsvInfer implements Scenario {
    @Override
    public String name() {
        return "csv-infer";
    }

    @Override
    public void generate(Input input) throws IOException {
        Sales.make(input);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var files = input.files(Sales.KIND);
        var spark = session.read().option("header", true).option("escape", "\"").option("inferSchema", true);
        return List.of(
                new SchemaSide(Outcome.SPARK, () -> spark.csv(files.toString()).schema()),
                new SchemaSide(
                        Outcome.MASTIC,
                        () -> SparkTypes.toSpark(
                                Resolution.GLUE.resolveRows(new CsvFiles(files).observe(Long.MAX_VALUE)))));
    }
}
