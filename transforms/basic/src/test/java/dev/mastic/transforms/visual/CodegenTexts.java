// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.execution.debug.package$;
import scala.collection.JavaConverters;

/** The Java source that Spark generates for a Dataset. */
final class CodegenTexts {
    private CodegenTexts() {}

    static String of(Dataset<?> rows) {
        var stages = package$.MODULE$.codegenStringSeq(rows.queryExecution().executedPlan());
        return JavaConverters.seqAsJavaList(stages).stream()
                .map(stage -> stage._2())
                .collect(Collectors.joining("\n"));
    }
}
