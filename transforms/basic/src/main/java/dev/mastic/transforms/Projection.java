// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import scala.collection.JavaConverters;

/**
 * The fields of an output record or struct, each with how it is computed. Immutable; transforms are functions from one
 * projection to another, made from the type alone.
 */
record Projection(List<Member> members) {
    /** One named field. */
    record Member(String name, Value value) {}

    Projection {
        members = List.copyOf(members);
    }

    /** A record as it is. */
    static Projection of(Type.Struct record) {
        var fields = record.fields();
        return new Projection(IntStream.range(0, fields.size())
                .mapToObj(i -> new Member(
                        fields.get(i).name(), Value.input(fields.get(i).type(), i)))
                .toList());
    }

    /** The type of the output. */
    Type.Struct type() {
        return new Type.Struct(members.stream()
                .map(member -> new Type.Field(member.name(), member.value().type()))
                .toList());
    }

    List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Optional<Value> find(String name) {
        return members.stream().filter(m -> m.name().equals(name)).findFirst().map(Member::value);
    }

    /** The same fields with other values; a field without a new value goes. */
    Projection mapValues(BiFunction<String, Value, Optional<Value>> change) {
        return new Projection(members.stream()
                .flatMap(member ->
                        change
                                .apply(member.name(), member.value())
                                .map(value -> new Member(member.name(), value))
                                .stream())
                .toList());
    }

    /** Without the field of this name. */
    Projection without(String name) {
        return mapValues((each, value) -> Optional.of(value).filter(v -> !each.equals(name)));
    }

    /** With the value in the place of the field of this name, or at the end. */
    Projection with(String name, Value value) {
        var more = new ArrayList<>(members);
        int index = names().indexOf(name);
        if (index < 0) {
            more.add(new Member(name, value));
        } else {
            more.set(index, new Member(name, value));
        }
        return new Projection(more);
    }

    /** A struct of the fields; never null. */
    Value struct() {
        return new Value(
                type(),
                columns -> new KnownNullable(new CreateNamedStruct(JavaConverters.asScalaBuffer(members.stream()
                        .flatMap(member -> Stream.of(
                                Literal$.MODULE$.apply(member.name()),
                                member.value().expression().apply(columns)))
                        .map(Expression.class::cast)
                        .toList()))));
    }

    /** The output for a frame of the input type. Lazy. */
    DynamicFrame over(DynamicFrame in) {
        return in.derive(type(), over(in.schema(), in.toDF()));
    }

    /** The output for rows of the input type. Lazy. */
    Dataset<Row> over(Type.Struct from, Dataset<Row> rows) {
        var columns = from.names().stream()
                .map(name -> DynamicFrame.column(rows, name).expr())
                .toList();
        var schema = SparkTypes.toSpark(type()).fields();
        var made = new Column[members.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = new Column(nullable(members.get(i).value().expression().apply(columns)))
                    .as(members.get(i).name(), schema[i].metadata());
        }
        return rows.select(made);
    }

    /** Every column of a frame is nullable, also one that is made of a literal. */
    private static Expression nullable(Expression made) {
        return made.nullable() ? made : new KnownNullable(made);
    }
}
