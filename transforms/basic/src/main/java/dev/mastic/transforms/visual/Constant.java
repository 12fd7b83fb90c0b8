// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/**
 * A text, number or boolean as it is written.
 *
 * @param text as it is written
 * @param kind what was written
 */
public record Constant(String text, Kind kind) {
    private static final Set<Type> NUMBERS = Set.of(
            Type.Primitive.BYTE,
            Type.Primitive.SHORT,
            Type.Primitive.INT,
            Type.Primitive.LONG,
            Type.Primitive.FLOAT,
            Type.Primitive.DOUBLE);

    /** What was written. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    /** A text. */
    public static Constant of(String text) {
        return new Constant(text, Kind.TEXT);
    }

    /** A number, with all its digits. */
    public static Constant of(BigDecimal number) {
        return new Constant(number.toPlainString(), Kind.NUMBER);
    }

    /** A boolean. */
    public static Constant of(boolean value) {
        return new Constant(Boolean.toString(value), Kind.BOOLEAN);
    }

    /** @throws IllegalArgumentException for lists, blocks and null */
    static Constant read(ConfigValue value, String base) {
        var text = Setting.string("").reader().read(value, base);
        return switch (value.valueType()) {
            case NUMBER -> new Constant(text, Kind.NUMBER);
            case BOOLEAN -> new Constant(text, Kind.BOOLEAN);
            default -> new Constant(text, Kind.TEXT);
        };
    }

    /** Whether it is of the same kind as the values of a type. */
    boolean isOfKind(Type type) {
        return switch (kind) {
            case TEXT -> type == Type.Primitive.STRING;
            case NUMBER -> NUMBERS.contains(type) || type instanceof Type.Decimal;
            case BOOLEAN -> type == Type.Primitive.BOOLEAN;
        };
    }

    /** The constant as a value of a type; empty if it is none, or only a part of it would be left. */
    Optional<Value> as(Type type) {
        boolean flat = type instanceof Type.Decimal || (type instanceof Type.Primitive && type != Type.Primitive.NULL);
        return flat && fits(type)
                ? Optional.of(new Value(type, columns -> cast(type, Option.empty())))
                : Optional.empty();
    }

    private boolean fits(Type type) {
        var value = cast(type, Option.apply("UTC")).eval(null);
        if (value == null || !(type instanceof Type.Decimal decimal)) {
            return value != null && !(value instanceof Number number && Double.isInfinite(number.doubleValue()));
        }
        var exact = new BigDecimal(text.strip());
        return exact.setScale(decimal.scale(), RoundingMode.DOWN).compareTo(exact) == 0;
    }

    private Expression cast(Type type, Option<String> zone) {
        var literal = new Literal(UTF8String.fromString(text), DataTypes.StringType);
        return new Cast(literal, SparkTypes.toSpark(type), zone, EvalMode.TRY());
    }

    @Override
    public String toString() {
        return kind == Kind.TEXT ? "\"" + text + "\"" : text;
    }
}
