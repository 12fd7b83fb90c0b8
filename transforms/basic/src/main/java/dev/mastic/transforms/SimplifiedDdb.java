// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** One walk of {@link SimplifyDdbJson} through a record's type: the plain fields, and what may be lost. */
final class SimplifiedDdb {
    private final Type numbers;
    private final Projection fields;
    private List<LostValue> lost = new ArrayList<>();

    SimplifiedDdb(Type numbers, Type.Struct record) {
        this.numbers = numbers;
        var members = DdbType.unwrapped(record).stream()
                .map(member ->
                        new Projection.Member(member.name(), plain(member.value(), ColumnPath.of(member.name()))))
                .toList();
        this.fields = UnnestDdbJson.unique("simplify", members);
    }

    Projection fields() {
        return fields;
    }

    List<LostValue> lost() {
        return List.copyOf(lost);
    }

    private Value plain(Value value, ColumnPath path) {
        var attribute = DdbType.attribute(value);
        if (attribute.isPresent()) {
            return attribute(value, attribute.get(), path);
        } else if (value.type() instanceof Type.Struct) {
            return value.mapFields(
                    fields -> fields.mapValues((name, field) -> Optional.of(plain(field, path.child(name)))));
        } else if (value.type() instanceof Type.Choice) {
            return merged(value, value.branches().orElseThrow(), (name, branch) -> plain(branch, path.child(name)));
        }
        return inElements(value, each -> plain(each, path.elements()));
    }

    /** The value of one of the types of an attribute, or of one branch of a choice. */
    private interface Typed {
        Value plain(String type, Value value);
    }

    private Value attribute(Value value, Projection types, ColumnPath path) {
        return merged(value, types, (name, typed) -> switch (DdbType.valueOf(name)) {
            case NULL -> Value.nothing(Type.Primitive.NULL);
            case N -> number(typed, path.child(name));
            case B -> bytes(typed, path.child(name));
            case NS -> inElements(typed, each -> number(each, path.child(name).elements()));
            case BS -> inElements(typed, each -> bytes(each, path.child(name).elements()));
            case S, BOOL, SS, M, L -> plain(typed, path.child(name));
        });
    }

    /** One value of several, of which one is set in a row; as it is where they cannot be one. */
    private Value merged(Value value, Projection typed, Typed plain) {
        var outside = lost;
        lost = new ArrayList<>();
        var merged = one(typed.members().stream()
                .map(each -> plain.plain(each.name(), each.value()))
                .toList());
        if (merged.isPresent()) {
            outside.addAll(lost);
        }
        lost = outside;
        return merged.orElse(value);
    }

    private static Optional<Value> one(List<Value> values) {
        Map<Type, List<Value>> byType = new LinkedHashMap<>();
        values.stream()
                .flatMap(SimplifiedDdb::branches)
                .filter(value -> value.type() != Type.Primitive.NULL)
                .forEach(value -> byType.computeIfAbsent(value.type(), type -> new ArrayList<>())
                        .add(value));
        var distinct = byType.values().stream().map(Value::firstOf).toList();
        if (distinct.size() < 2) {
            return Optional.of(distinct.isEmpty() ? Value.nothing(Type.Primitive.NULL) : distinct.get(0));
        }
        long names = distinct.stream()
                .map(value -> value.type().typeName())
                .distinct()
                .count();
        return names < distinct.size() ? Optional.empty() : Optional.of(Value.choice(distinct));
    }

    private static Stream<Value> branches(Value value) {
        return value.branches()
                .map(all -> all.members().stream().map(Projection.Member::value))
                .orElseGet(() -> Stream.of(value));
    }

    private Value inElements(Value value, UnaryOperator<Value> change) {
        if (value.type() instanceof Type.Array) {
            return value.mapElements(element -> each(element, value, change));
        } else if (value.type() instanceof Type.Map) {
            return value.mapEntries(entry -> each(entry, value.entries(), change));
        }
        return value;
    }

    private Value each(Value element, Value array, UnaryOperator<Value> change) {
        var outside = lost;
        lost = new ArrayList<>();
        var after = change.apply(element);
        lost.forEach(inner -> outside.add(inner.inElementsOf(array)));
        lost = outside;
        return after;
    }

    private Value number(Value value, ColumnPath path) {
        if (value.type().equals(numbers) || value.type() == Type.Primitive.NULL) {
            return value;
        }
        var made = value.tryCast(numbers);
        lost.add(LostValue.of(
                path,
                numbers,
                List.of(value),
                numbers instanceof Type.Decimal decimal ? exact(value, made, decimal) : made));
        return made;
    }

    /** The number where it has no more digits after the point than the type; else a cast would round it. */
    private static Value exact(Value value, Value number, Type.Decimal type) {
        var pattern = "\\s*[+-]?\\d*(\\.\\d{0," + type.scale() + "}0*)?\\s*";
        return new Value(type, columns -> functions
                .when(
                        new Column(value.expression().apply(columns))
                                .cast("string")
                                .rlike("^" + pattern + "$"),
                        new Column(number.expression().apply(columns)))
                .expr());
    }

    private Value bytes(Value value, ColumnPath path) {
        if (value.type() != Type.Primitive.STRING) {
            return value;
        }
        var made = new Value(Type.Primitive.BINARY, columns -> functions
                .try_to_binary(new Column(value.expression().apply(columns)), functions.lit("base64"))
                .expr());
        lost.add(LostValue.of(path, Type.Primitive.BINARY, List.of(value), made));
        return made;
    }
}
