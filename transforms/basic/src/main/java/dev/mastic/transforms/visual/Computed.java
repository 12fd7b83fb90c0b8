// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.CurrentTimeZone;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.JavaConverters;

/** Values that are computed by Spark's expressions, or by a method of ours that Spark's generated code calls. */
final class Computed {
    private Computed() {}

    /** A value by an expression over others. */
    static Value by(Type type, Function<List<Expression>, Expression> expression, Value... inputs) {
        return new Value(
                type,
                columns -> expression.apply(Arrays.stream(inputs)
                        .map(input -> input.expression().apply(columns))
                        .toList()));
    }

    /**
     * What a method makes of values; null if one of them is null.
     *
     * @param function of a public class, with equals, so that equal steps are equal plans
     * @param method a public one, from values in Spark's internal form to one in it, or to null
     */
    static Value by(Type type, Serializable function, String method, Value... inputs) {
        var target = new Literal(function, new ObjectType(function.getClass()));
        return by(
                type,
                arguments -> new Invoke(
                        target,
                        method,
                        SparkTypes.toSpark(type),
                        JavaConverters.asScalaBuffer(arguments),
                        JavaConverters.asScalaBuffer(List.of()),
                        true,
                        true,
                        true),
                inputs);
    }

    /** The time zone of the session. */
    static Value sessionZone() {
        return new Value(Type.Primitive.STRING, columns -> new CurrentTimeZone());
    }

    /** The same text in every row. */
    static Value text(String text) {
        return new Value(
                Type.Primitive.STRING, columns -> new Literal(UTF8String.fromString(text), DataTypes.StringType));
    }
}
