// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;

/**
 * Calls a user's function on a row. Rows stay in Spark's format on both sides, so that code generation is unbroken. Not deterministic,
 * for nobody knows what the function does: Spark calls it once a row, and moves nothing past it.
 */
final class RecordCall extends Expression implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Expression row;
    private final RecordWork work;

    RecordCall(Expression row, RecordWork work) {
        this.row = row;
        this.work = work;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public DataType dataType() {
        return work.answer();
    }

    @Override
    public Object eval(InternalRow input) {
        return work.apply((InternalRow) row.eval(input));
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        var function = context.addReferenceObj("work", work, "java.util.function.UnaryOperator");
        var inner = row.genCode(context);
        var text = "InternalRow " + code.value() + " = (InternalRow) " + function + ".apply(" + inner.value() + ");\n";
        return GeneratedCode.notNull(code, inner.code(), text);
    }

    @Override
    public scala.collection.Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(row));
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new RecordCall(children.apply(0), work);
    }

    @Override
    public int productArity() {
        return 2;
    }

    @Override
    public Object productElement(int n) {
        return n == 0 ? row : work;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RecordCall;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordCall that && row.equals(that.row) && work == that.work;
    }

    @Override
    public int hashCode() {
        return Objects.hash(row, System.identityHashCode(work));
    }

    @Override
    public String toString() {
        return "record_call(" + row + ")";
    }
}
