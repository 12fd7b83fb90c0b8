// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.functions;

/**
 * Values in the type that {@link dev.mastic.core.type.Resolution#merge} made of theirs and others. Null stays null.
 *
 * @param to the merged type
 */
record Widening(Type to) {
    private static final Set<Type> WHOLE =
            Set.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);

    Value of(Value value) {
        var from = value.type();
        if (from.equals(to)) {
            return value;
        } else if (from == Type.Primitive.NULL || from instanceof Type.Unknown) {
            return Value.nothing(to);
        } else if (to instanceof Type.Choice choice) {
            return branches(value, choice);
        } else if (from instanceof Type.Choice) {
            return Value.firstOf(parts(value).stream().map(this::of).toList());
        } else if (to instanceof Type.Struct struct) {
            return record(value.fields().orElseThrow(() -> unmerged(from)), struct)
                    .struct()
                    .whereSet(value);
        } else if (to instanceof Type.Array array) {
            return value.mapElements(new Widening(array.element())::of);
        } else if (to instanceof Type.Map map && from instanceof Type.Map entries) {
            return entries(value, entries, map);
        } else if (value.canCast(to)) {
            return value.tryCast(to);
        }
        throw unmerged(from);
    }

    /** A record with the fields of another type: its own in their new types, the others null. */
    static Projection record(Projection fields, Type.Struct to) {
        return new Projection(to.fields().stream()
                .map(field -> new Projection.Member(
                        field.name(),
                        fields.find(field.name())
                                .map(new Widening(field.type())::of)
                                .orElseGet(() -> Value.nothing(field.type()))))
                .toList());
    }

    private static Value branches(Value value, Type.Choice choice) {
        var parts = value.type() instanceof Type.Choice ? parts(value) : List.of(value);
        var branches = new ArrayList<Projection.Member>();
        for (var member : choice.members()) {
            var mine = parts.stream()
                    .filter(part -> home(part.type(), choice).equals(member))
                    .map(new Widening(member)::of)
                    .toList();
            branches.add(new Projection.Member(
                    member.typeName(), mine.isEmpty() ? Value.nothing(member) : Value.firstOf(mine)));
        }
        return new Value(choice, new Projection(branches).struct().expression()).whereSet(value);
    }

    private static List<Value> parts(Value choice) {
        return choice.branches().orElseThrow().members().stream()
                .map(Projection.Member::value)
                .toList();
    }

    /** The branch that takes values of a type: its namesake, else the number or the text that it became. */
    private static Type home(Type type, Type.Choice choice) {
        var members = choice.members();
        return members.stream()
                .filter(member -> member.typeName().equals(type.typeName()))
                .findFirst()
                .or(() -> members.stream().filter(member -> takes(member, type)).findFirst())
                .orElse(Type.Primitive.STRING);
    }

    private static boolean takes(Type member, Type number) {
        boolean isExact = WHOLE.contains(number) || number instanceof Type.Decimal;
        return (member == Type.Primitive.DOUBLE && (isExact || number == Type.Primitive.FLOAT))
                || (member instanceof Type.Decimal && isExact)
                || (WHOLE.contains(member) && WHOLE.contains(number));
    }

    private static Value entries(Value value, Type.Map from, Type.Map to) {
        return new Value(to, columns -> {
            var map = new Column(value.expression().apply(columns));
            var keys = from.key().equals(to.key())
                    ? map
                    : functions.transform_keys(map, (key, entry) -> each(key, from.key(), to.key()));
            var all = from.value().equals(to.value())
                    ? keys
                    : functions.transform_values(keys, (key, entry) -> each(entry, from.value(), to.value()));
            return all.expr();
        });
    }

    /** A key is never null, but the fields of a struct that is made of it are nullable. */
    private static Column each(Column part, Type from, Type to) {
        var widened = new Widening(to).of(Value.input(from, 0));
        return new Column(widened.expression().apply(List.of(new KnownNullable(part.expr()))));
    }

    private IllegalArgumentException unmerged(Type from) {
        return new IllegalArgumentException(TypeString.print(to) + " was not merged from " + TypeString.print(from));
    }
}
