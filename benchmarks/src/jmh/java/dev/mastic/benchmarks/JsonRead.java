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

/** Reading all columns of orders in JSON with a known schema, against {@code spark.read.schema(…).json}. */
final class JsonRead implements Scenario {
    @Override
    public String name() {
        return "json-read";
    }

    @Override
    public void generate(Input input) throws IOException {
        Orders.make(input);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var files = input.files(Orders.KIND);
        var schema = (StructType) DataType.fromDDL(Orders.TYPE);
        return List.of(
                FrameSide.reading(
                        Outcome.SPARK, () -> session.read().schema(schema).json(files.toString())),
                FrameSide.reading(Outcome.MASTIC, () -> JsonFiles.in(files, session)
                        .read(session, (Type.Struct) TypeString.parse(Orders.TYPE))
                        .toDF()));
    }
}
