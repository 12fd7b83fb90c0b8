// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.ArrayTransform;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.TransformKeys;
import org.apache.spark.sql.catalyst.expressions.TransformValues;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.JavaConverters;

/** Expressions over the parts of values, resolved: tasks have no analyzer. */
final class Parts {
    private Parts() {}

    /** A field of a struct that is made anew. */
    record Field(String name, Expression value) {}

    static Expression nothing(DataType type) {
        return Literal$.MODULE$.create(null, type);
    }

    static Expression field(Expression struct, int place) {
        return new GetStructField(struct, place, Option.empty());
    }

    /** All columns of rows of a type as one struct. */
    static Expression row(StructType type) {
        var columns = new ArrayList<Field>();
        for (var field : type.fields()) {
            columns.add(new Field(field.name(), new BoundReference(columns.size(), field.dataType(), true)));
        }
        return struct(columns);
    }

    /** A struct of these fields where the value is set, else null. */
    static Expression struct(Expression value, List<Field> fields) {
        var struct = struct(fields);
        return new If(new IsNull(value), nothing(struct.dataType()), struct);
    }

    private static Expression struct(List<Field> fields) {
        var parts = new ArrayList<Expression>();
        for (var field : fields) {
            parts.add(new Literal(UTF8String.fromString(field.name()), DataTypes.StringType));
            parts.add(field.value());
        }
        return new CreateNamedStruct(JavaConverters.asScalaBuffer(parts));
    }

    static Expression elements(Expression array, UnaryOperator<Expression> change) {
        var element = variable("element", ((ArrayType) array.dataType()).elementType());
        return new ArrayTransform(array, lambda(change.apply(element), element));
    }

    static Expression keys(Expression map, UnaryOperator<Expression> change) {
        var key = variable("key", ((MapType) map.dataType()).keyType());
        var value = variable("value", ((MapType) map.dataType()).valueType());
        return new TransformKeys(map, lambda(change.apply(key), key, value));
    }

    static Expression values(Expression map, UnaryOperator<Expression> change) {
        var key = variable("key", ((MapType) map.dataType()).keyType());
        var value = variable("value", ((MapType) map.dataType()).valueType());
        return new TransformValues(map, lambda(change.apply(value), key, value));
    }

    /** What Spark asks for of a value: a part of the fields of its structs. */
    static Expression pruned(Expression value, DataType asked) {
        var type = value.dataType();
        if (DataType.equalsIgnoreNullability(type, asked)) {
            return value;
        } else if (type instanceof StructType struct && asked instanceof StructType part) {
            return struct(
                    value,
                    Arrays.stream(part.fields())
                            .map(field -> new Field(
                                    field.name(),
                                    pruned(field(value, struct.fieldIndex(field.name())), field.dataType())))
                            .toList());
        } else if (type instanceof ArrayType && asked instanceof ArrayType part) {
            return elements(value, element -> pruned(element, part.elementType()));
        }
        var part = (MapType) asked;
        var keys = keys(value, key -> pruned(key, part.keyType()));
        return values(keys, each -> pruned(each, part.valueType()));
    }

    private static NamedLambdaVariable variable(String name, DataType type) {
        return new NamedLambdaVariable(name, type, true, NamedExpression.newExprId(), new AtomicReference<>());
    }

    private static Expression lambda(Expression body, NamedLambdaVariable... variables) {
        var arguments = Stream.of(variables).map(NamedExpression.class::cast).toList();
        return new LambdaFunction(body, JavaConverters.asScalaBuffer(arguments), false);
    }
}
