// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.GeneratedCode;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.EmptyBlock$;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** What stands in the place of a value that a type cannot hold: computing it refuses the row. */
final class Unfit extends Expression implements Serializable {
    private static final long serialVersionUID = 1L;
    private final DataType type;
    private final UnfitException refusal;

    Unfit(DataType type, UnfitException refusal) {
        this.type = type;
        this.refusal = refusal;
    }

    @Override
    public boolean nullable() {
        return true;
    }

    /** Not computed ahead of the condition that it stands under. */
    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public DataType dataType() {
        return type;
    }

    @Override
    public Object eval(InternalRow row) {
        throw refusal;
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        var thrown = context.addReferenceObj("refusal", refusal, UnfitException.class.getName());
        var java = CodeGenerator.javaType(type);
        // the compiler must not see that the rest is never reached
        var text = "if (true) { throw " + thrown + "; }\n"
                + "boolean " + code.isNull() + " = true;\n"
                + java + " " + code.value() + " = " + CodeGenerator.defaultValue(type, false) + ";\n";
        return GeneratedCode.nullable(code, EmptyBlock$.MODULE$, text);
    }

    @Override
    public Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of());
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return this;
    }

    @Override
    public int productArity() {
        return 2;
    }

    @Override
    public Object productElement(int n) {
        return n == 0 ? type : refusal;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof Unfit;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unfit that && type.equals(that.type) && refusal == that.refusal;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return "unfit(" + refusal.getMessage() + ")";
    }
}
