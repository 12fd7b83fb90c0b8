// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * A field and a constant, compared: {@code age >= 18}. A null field holds no comparison.
 *
 * @param path of a number, text, boolean, date or timestamp; into a choice by the name of a branch
 * @param value a number, which becomes a long or an exact decimal; a text, also for dates and timestamps; a boolean
 */
public record Comparison(ColumnPath path, Operator operator, Object value) {
    private static final Set<Type> WHOLE =
            Set.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);
    private static final Set<Type> TIMES =
            Set.of(Type.Primitive.DATE, Type.Primitive.TIMESTAMP, Type.Primitive.TIMESTAMP_NTZ);

    /** Glue's operators. */
    public enum Operator {
        EQ("=", Column::equalTo),
        NE("!=", Column::notEqual),
        LT("<", Column::lt),
        LE("<=", Column::leq),
        GT(">", Column::gt),
        GE(">=", Column::geq);

        private final String symbol;
        private final BiFunction<Column, Object, Column> over;

        Operator(String symbol, BiFunction<Column, Object, Column> over) {
            this.symbol = symbol;
            this.over = over;
        }

        /** The operator of this symbol, such as {@code <=}. */
        public static Operator of(String symbol) {
            return Arrays.stream(values())
                    .filter(operator -> operator.symbol.equals(symbol))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("comparisons with an operator "
                            + Suggestion.among(symbol, symbols()) + ", not '" + symbol + "'"));
        }

        static List<String> symbols() {
            return Arrays.stream(values()).map(Operator::toString).toList();
        }

        /** What holds exactly where this does not, but for nulls. */
        Operator opposite() {
            return switch (this) {
                case EQ -> NE;
                case NE -> EQ;
                case LT -> GE;
                case LE -> GT;
                case GT -> LE;
                case GE -> LT;
            };
        }

        @Override
        public String toString() {
            return symbol;
        }
    }

    public Comparison {
        value = constant(value);
    }

    /** A comparison as it is written: {@code compare("age", ">=", 18)}. */
    public static Comparison compare(String path, String operator, Object value) {
        return new Comparison(ColumnPath.parse(path), Operator.of(operator), value);
    }

    private static Object constant(Object value) {
        if (value instanceof Number number) {
            var exact = new BigDecimal(number.toString()).stripTrailingZeros();
            boolean isLong = exact.scale() <= 0 && exact.precision() - exact.scale() < 19;
            return isLong ? (Object) exact.longValueExact() : exact.scale() < 0 ? exact.setScale(0) : exact;
        } else if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("comparisons with a number, a text or a boolean, not " + value);
    }

    /** Whether the comparison holds; null where the field is null. */
    Value holds(Projection fields, String record) {
        return over(field(fields, record), operator);
    }

    /** Whether the comparison does not hold, also where the field is null: the rows that {@link #holds} leaves. */
    Value fails(Projection fields, String record) {
        var field = field(fields, record);
        var opposite = over(field, operator.opposite());
        return new Value(Type.Primitive.BOOLEAN, columns -> new Column(
                        opposite.expression().apply(columns))
                .or(new Column(field.expression().apply(columns)).isNull())
                .expr());
    }

    private Value field(Projection fields, String record) {
        return new FieldLookup(true, failure(), record).find(fields, path);
    }

    private Value over(Value field, Operator by) {
        var constant = literal(field.type());
        return new Value(Type.Primitive.BOOLEAN, columns -> by.over
                .apply(new Column(field.expression().apply(columns)), new Column(constant))
                .expr());
    }

    /** The constant in a type that Spark compares with the field's, so that sources can skip by it. */
    private Literal literal(Type type) {
        if (type == Type.Primitive.NULL) {
            return Literal$.MODULE$.create(null, SparkTypes.toSpark(type));
        } else if (TIMES.contains(type) && value instanceof String text) {
            return time(type, text);
        } else if (isNumber(type) && value instanceof Number
                || type == Type.Primitive.STRING && value instanceof String
                || type == Type.Primitive.BOOLEAN && value instanceof Boolean) {
            return (Literal) functions.lit(value).expr();
        }
        throw new UsageException(failure() + ": it is " + TypeString.print(type) + " (" + expected(type) + ")");
    }

    private static String expected(Type type) {
        if (type instanceof Type.Choice choice) {
            return "resolve the choice first, or name a branch: "
                    + String.join(
                            ", ", choice.members().stream().map(Type::typeName).toList());
        } else if (isNumber(type)) {
            return "expected a number";
        } else if (type == Type.Primitive.BOOLEAN) {
            return "expected true or false";
        } else if (type == Type.Primitive.STRING || TIMES.contains(type)) {
            return "expected a text in quotes";
        }
        return "expected the path of a number, text, boolean, date or timestamp";
    }

    private Literal time(Type type, String text) {
        var sparkType = SparkTypes.toSpark(type);
        var time = new Cast(Literal$.MODULE$.apply(text), sparkType, Option.apply("UTC"), EvalMode.TRY()).eval(null);
        if (time == null) {
            throw new UsageException(failure() + ": it is a " + type.typeName() + " (expected a text such as 2024-12-31"
                    + (type == Type.Primitive.DATE ? "" : " 23:59:59") + ")");
        }
        return Literal$.MODULE$.create(time, sparkType);
    }

    private static boolean isNumber(Type type) {
        return WHOLE.contains(type)
                || type instanceof Type.Decimal
                || type == Type.Primitive.FLOAT
                || type == Type.Primitive.DOUBLE;
    }

    private String failure() {
        return "Cannot compare " + path + " " + operator + " " + (value instanceof String ? "'" + value + "'" : value);
    }
}
