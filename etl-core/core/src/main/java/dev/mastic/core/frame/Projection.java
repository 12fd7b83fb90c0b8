// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import scala.collection.JavaConverters;

/**
 * The fields of an output record or struct, each with how it is computed. Immutable; transforms are functions from one
 * projection to another, made from the type alone: so a shape is known without rows, and cannot differ from them.
 */
public final class Projection {
    private final List<Member> members;
    private final Type.Struct type;

    /** One named field. */
    public record Member(String name, Value value) {
        public Member {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * These fields, in this order.
     *
     * @throws IllegalArgumentException if two have one name
     */
    public Projection(List<Member> members) {
        this.members = List.copyOf(members);
        this.type = new Type.Struct(members.stream()
                .map(member -> new Type.Field(member.name(), member.value().type()))
                .toList());
    }

    /** A record as it is. */
    public static Projection of(Type.Struct record) {
        var fields = record.fields();
        return new Projection(IntStream.range(0, fields.size())
                .mapToObj(i -> new Member(
                        fields.get(i).name(), Value.input(fields.get(i).type(), i)))
                .toList());
    }

    /** The fields, in order. */
    public List<Member> members() {
        return members;
    }

    /** The type of the output. */
    public Type.Struct type() {
        return type;
    }

    /** The names of the fields, in order. */
    public List<String> names() {
        return type.names();
    }

    /** Whether no field is left. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** The value of the field of exactly this name. */
    public Optional<Value> find(String name) {
        int place = type.indexOf(name);
        return place < 0 ? Optional.empty() : Optional.of(members.get(place).value());
    }

    /** The same fields with other values; a field without a new value goes. */
    public Projection mapValues(BiFunction<String, Value, Optional<Value>> change) {
        return new Projection(members.stream()
                .flatMap(member ->
                        change
                                .apply(member.name(), member.value())
                                .map(value -> new Member(member.name(), value))
                                .stream())
                .toList());
    }

    /** Without the field of this name. */
    public Projection without(String name) {
        return mapValues((each, value) -> Optional.of(value).filter(v -> !each.equals(name)));
    }

    /** With the value in the place of the field of this name, or at the end. */
    public Projection with(String name, Value value) {
        var more = new ArrayList<>(members);
        int place = type.indexOf(name);
        if (place < 0) {
            more.add(new Member(name, value));
        } else {
            more.set(place, new Member(name, value));
        }
        return new Projection(more);
    }

    /** The fields in the type that {@link dev.mastic.core.type.Resolution#merge} made of this and others; those that it lacks are null. */
    public Projection widen(Type.Struct merged) {
        return Widening.record(this, merged);
    }

    /** Whether other fields have the same names and are computed in the same way, so that only types may differ. */
    boolean isComputedAs(Projection other) {
        boolean same = names().equals(other.names());
        for (int i = 0; same && i < members.size(); i++) {
            same = members.get(i).value().isComputedAs(other.members.get(i).value());
        }
        return same;
    }

    /** A struct of the fields; never null. */
    public Value struct() {
        return new Value(
                type,
                columns -> new KnownNullable(new CreateNamedStruct(JavaConverters.asScalaBuffer(members.stream()
                        .flatMap(member -> Stream.of(
                                Literal$.MODULE$.apply(member.name()),
                                member.value().expression().apply(columns)))
                        .map(Expression.class::cast)
                        .toList()))));
    }

    /** The output for a frame of the input type. Lazy. */
    public DynamicFrame over(DynamicFrame in) {
        return in.derive(this);
    }

    /** The output for rows of the input type. Lazy. */
    public Dataset<Row> over(Type.Struct from, Dataset<Row> rows) {
        return LazyRows.of(from, rows).project(this).dataset();
    }

    /** Every column of a frame is nullable, also one that is made of a literal. */
    List<Expression> expressions(List<Expression> columns) {
        return members.stream()
                .map(member -> member.value().expression().apply(columns))
                .map(made -> made.nullable() ? made : new KnownNullable(made))
                .toList();
    }
}
