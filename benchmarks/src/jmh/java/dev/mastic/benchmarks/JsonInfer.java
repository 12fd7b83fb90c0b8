// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Resolution;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Inferring the schema of orders in JSON from all rows, against {@code spark.read.json}. Spark has no int in JSON: for the comparison
 * alone, an int counts as a long; and Spark sorts fields.
 */
final class JsonInfer implements Scenario {
    @Override
    public String name() {
        return "json-infer";
    }

    @Override
    public void generate(Input input) throws IOException {
        Orders.make(input);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var files = input.files(Orders.KIND);
        var ours = JsonFiles.in(files, session);
        return List.of(
                new Inferring(
                        Outcome.SPARK,
                        () -> session.read().json(files.toString()).schema()),
                new Inferring(
                        Outcome.MASTIC,
                        () -> SparkTypes.toSpark(Resolution.GLUE.resolveRows(ours.observe(Long.MAX_VALUE)))));
    }

    private record Inferring(String name, Supplier<StructType> schema) implements Side {
        @Override
        public void run() {
            schema.get();
        }

        @Override
        public String fingerprint() {
            return comparable(schema.get());
        }

        private static String comparable(DataType type) {
            if (type instanceof StructType struct) {
                var fields = new TreeSet<String>();
                for (var field : struct.fields()) {
                    fields.add(field.name() + ":" + comparable(field.dataType()));
                }
                return fields.toString();
            } else if (type instanceof ArrayType array) {
                return "array<" + comparable(array.elementType()) + ">";
            }
            return type.equals(DataTypes.IntegerType) ? "bigint" : type.catalogString();
        }
    }
}
