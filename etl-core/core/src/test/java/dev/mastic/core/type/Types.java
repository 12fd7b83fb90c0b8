// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary types and names for property tests. */
public final class Types {
    private static final int DEPTH = 3;

    private Types() {}

    /** Names as files and people make them: short plain ones, and any characters at all. */
    public static Arbitrary<String> names() {
        var odd =
                Arbitraries.strings().withChars(".:`,<>()[]\"'\\ \n\tü😀漢aB_1").ofMaxLength(6);
        return Arbitraries.oneOf(
                Arbitraries.of("id", "name", "a.b", "`", "``", ""),
                odd,
                Arbitraries.strings().ofMaxLength(8));
    }

    /** Any type, nested a few levels deep; a choice stands anywhere. */
    public static Arbitrary<Type> any() {
        return types(leaves(), DEPTH, true);
    }

    /** The types whose Spark form tells all: nothing unknown. */
    public static Arbitrary<Type.Struct> inSpark() {
        return structs(sparkValues());
    }

    /** Any record. */
    public static Arbitrary<Type.Struct> structs() {
        return structs(any());
    }

    /** Records of fields of the given types. */
    public static Arbitrary<Type.Struct> structs(Arbitrary<? extends Type> types) {
        return Arbitraries.maps(names(), types).ofMaxSize(4).map(Types::struct);
    }

    /** A record of these fields in order. */
    public static Type.Struct struct(java.util.Map<String, ? extends Type> fields) {
        return new Type.Struct(fields.entrySet().stream()
                .map(field -> new Type.Field(field.getKey(), field.getValue()))
                .toList());
    }

    static Arbitrary<Type> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.of(Type.Primitive.class).map(Function.identity()),
                decimals().map(Function.identity()),
                Arbitraries.just(new Type.Unknown()));
    }

    static Arbitrary<Type.Decimal> decimals() {
        return Arbitraries.integers()
                .between(1, Type.Decimal.MAX_PRECISION)
                .flatMap(p -> Arbitraries.integers().between(0, p).map(s -> new Type.Decimal(p, s)));
    }

    static Arbitrary<Type> types(Arbitrary<Type> leaves, int depth, boolean withChoices) {
        if (depth == 0) {
            return leaves;
        }
        var inner = types(leaves, depth - 1, withChoices);
        var parts = List.<Arbitrary<? extends Type>>of(
                leaves,
                inner.map(Type.Array::new),
                Combinators.combine(inner, inner).as(Type.Map::new),
                structs(inner),
                withChoices ? choices(inner) : leaves);
        return Arbitraries.oneOf(
                parts.stream().map(part -> part.<Type>map(Function.identity())).toList());
    }

    private static Arbitrary<Type> sparkValues() {
        return types(leaves().filter(type -> !(type instanceof Type.Unknown)), 2, true);
    }

    private static Arbitrary<Type.Choice> choices(Arbitrary<Type> members) {
        return members.list().ofMinSize(2).ofMaxSize(5).map(Types::distinct).map(Types::choice);
    }

    private static List<Type> distinct(List<Type> members) {
        var byName = new LinkedHashMap<String, Type>();
        members.forEach(member -> byName.put(member.typeName(), member));
        return List.copyOf(byName.values());
    }

    private static Type.Choice choice(List<Type> members) {
        return members.size() > 1
                ? new Type.Choice(members)
                : new Type.Choice(List.of(Type.Primitive.INT, Type.Primitive.STRING));
    }
}
