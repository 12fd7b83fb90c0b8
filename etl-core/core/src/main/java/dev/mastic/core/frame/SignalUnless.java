// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;

/**
 * A condition that signals for each row that does not hold it, and lets that row pass or not. Non-deterministic on purpose, so that
 * later filters stay above it and it is neither pushed down nor pruned away.
 */
public final class SignalUnless extends Expression implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Expression condition;
    private final Signal<String> signal;
    private final String fact;
    private final boolean passes;

    SignalUnless(Expression condition, Signal<String> signal, String fact, boolean passes) {
        this.condition = condition;
        this.signal = signal;
        this.fact = fact;
        this.passes = passes;
    }

    /** The step whose signal is part of an expression, such as the condition of an operator that Spark ran. */
    public static Optional<String> stepIn(Expression expression) {
        if (expression instanceof SignalUnless signal) {
            return Optional.of(signal.fact);
        }
        return JavaConverters.seqAsJavaList(expression.children()).stream()
                .flatMap(child -> stepIn(child).stream())
                .findFirst();
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
        return DataTypes.BooleanType;
    }

    @Override
    public Object eval(InternalRow row) {
        boolean holds = Boolean.TRUE.equals(condition.eval(row));
        if (!holds) {
            signal.add(fact);
        }
        return holds || passes;
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        var signalRef = context.addReferenceObj("signal", signal, Signal.class.getName());
        var factRef = context.addReferenceObj("fact", fact, String.class.getName());
        var inner = condition.genCode(context);
        var text = "boolean " + code.value() + " = !" + inner.isNull() + " && " + inner.value() + ";\n"
                + "if (!" + code.value() + ") { " + signalRef + ".add(" + factRef + "); }\n"
                + (passes ? code.value() + " = true;\n" : "");
        return GeneratedCode.notNull(code, inner.code(), text);
    }

    @Override
    public scala.collection.Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(condition));
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new SignalUnless(children.apply(0), signal, fact, passes);
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int n) {
        return switch (n) {
            case 0 -> condition;
            case 1 -> fact;
            default -> passes;
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SignalUnless;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignalUnless that
                && condition.equals(that.condition)
                && signal == that.signal
                && fact.equals(that.fact)
                && passes == that.passes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(condition, fact, passes);
    }

    @Override
    public String toString() {
        return "signal_unless(" + condition + ", " + fact + ")";
    }
}
