// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Resolution;
import dev.mastic.formats.json.WithoutEvidence;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What evidence costs: the inference of {@link JsonInfer} against the same that takes down no examples. */
final class JsonEvidence implements Scenario {
    @Override
    public String name() {
        return "json-evidence";
    }

    @Override
    public void generate(Input input) throws IOException {
        Orders.make(input);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var files = JsonFiles.in(input.files(Orders.KIND), session);
        return List.of(
                new SchemaSide(
                        Outcome.SPARK,
                        () -> SparkTypes.toSpark(Resolution.GLUE.resolveRows(files.observe(WithoutEvidence::of)))),
                new SchemaSide(
                        Outcome.MASTIC,
                        () -> SparkTypes.toSpark(Resolution.GLUE.resolveRows(files.observe(Long.MAX_VALUE)))));
    }
}
