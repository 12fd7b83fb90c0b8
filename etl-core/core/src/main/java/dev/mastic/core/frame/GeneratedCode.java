// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.FalseLiteral$;
import org.apache.spark.sql.catalyst.expressions.codegen.JavaCode;
import scala.collection.JavaConverters;

/** Java source for Spark's code generation, which Scala code would interpolate. */
final class GeneratedCode {
    private GeneratedCode() {}

    /** An expression that is never null, computed by these statements after another's. */
    static ExprCode notNull(ExprCode code, Block before, String statements) {
        Block block = new CodeBlock(
                JavaConverters.asScalaBuffer(List.of("", "\n" + statements)),
                JavaConverters.asScalaBuffer(List.<JavaCode>of(before)));
        return code.copy(block, FalseLiteral$.MODULE$, code.value());
    }
}
