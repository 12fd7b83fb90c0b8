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
public final class GeneratedCode {
    private GeneratedCode() {}

    /** An expression that is never null, computed by these statements after another's. */
    static ExprCode notNull(ExprCode code, Block before, String statements) {
        return code.copy(block(before, statements), FalseLiteral$.MODULE$, code.value());
    }

    /** An expression computed by these statements after another's; they declare its value, and whether it is null. */
    public static ExprCode nullable(ExprCode code, Block before, String statements) {
        return code.copy(block(before, statements), code.isNull(), code.value());
    }

    private static Block block(Block before, String statements) {
        return new CodeBlock(
                JavaConverters.asScalaBuffer(List.of("", "\n" + statements)),
                JavaConverters.asScalaBuffer(List.<JavaCode>of(before)));
    }
}
