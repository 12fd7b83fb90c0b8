// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Reading all columns of sales in CSV with a known schema, against {@code spark.read.schema(…).csv}. */
final class CsvRead implements Scenario {
    @Override
    public String name() {
        return "csv-read";
    }

    @Override
    public void generate(Input input) throws IOException {
        Sales.make(input);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var files = input.files(Sales.KIND);
        var schema = (StructType) DataType.fromDDL(Sales.TYPE);
        var spark = session.read().option("header", true).option("escape", "\"").schema(schema);
        return List.of(
                FrameSide.reading(Outcome.SPARK, () -> spark.csv(files.toString())),
                FrameSide.reading(Outcome.MASTIC, () -> new CsvFiles(files)
                        .read(session, (Type.Struct) TypeString.parse(Sales.TYPE))
                        .toDF()));
    }
}
