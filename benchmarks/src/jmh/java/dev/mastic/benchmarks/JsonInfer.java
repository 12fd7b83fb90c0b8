// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Resolution;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

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
                new SchemaSide(
                        Outcome.SPARK,
                        () -> session.read().json(files.toString()).schema()),
                new SchemaSide(
                        Outcome.MASTIC,
                        () -> SparkTypes.toSpark(Resolution.GLUE.resolveRows(ours.observe(Long.MAX_VALUE)))));
    }
}
