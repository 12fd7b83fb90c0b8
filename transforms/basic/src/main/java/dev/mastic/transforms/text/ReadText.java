// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.text;

import dev.mastic.core.frame.GeneratedCode;
import dev.mastic.core.frame.SparkTypes;
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

/** The record in a text, as an expression over its bytes. */
final class ReadText extends Expression implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Expression bytes;
    private final RecordText reader;

    ReadText(Expression bytes, RecordText reader) {
        this.bytes = bytes;
        this.reader = reader;
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public DataType dataType() {
        return SparkTypes.toSpark(reader.type());
    }

    @Override
    public Object eval(InternalRow row) {
        var text = bytes.eval(row);
        return text == null ? null : reader.read((byte[]) text);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        var readerRef = context.addReferenceObj("reader", reader, RecordText.class.getName());
        var text = bytes.genCode(context);
        var row = InternalRow.class.getName();
        return GeneratedCode.nullable(
                code,
                text.code(),
                row + " " + code.value() + " = " + text.isNull() + " ? null : " + readerRef + ".read(" + text.value()
                        + ");\nboolean " + code.isNull() + " = " + code.value() + " == null;\n");
    }

    @Override
    public scala.collection.Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(bytes));
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new ReadText(children.apply(0), reader);
    }

    @Override
    public int productArity() {
        return 2;
    }

    @Override
    public Object productElement(int n) {
        return n == 0 ? bytes : reader;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ReadText;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadText that && bytes.equals(that.bytes) && reader.equals(that.reader);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bytes, reader);
    }

    @Override
    public String toString() {
        return "read_text(" + bytes + ")";
    }
}
