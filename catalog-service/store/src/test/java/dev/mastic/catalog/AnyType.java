// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary types, three levels deep. */
final class AnyType {
    private AnyType() {}

    /** Types of which both sides have an equal one. */
    static Arbitrary<Type> inIceberg() {
        var exact = Arbitraries.of(Type.Primitive.values())
                .filter(p -> p != Type.Primitive.BYTE && p != Type.Primitive.SHORT && p != Type.Primitive.NULL);
        return nested(Arbitraries.oneOf(exact.map(p -> (Type) p), decimals()), 3);
    }

    /** All types of the catalog. */
    static Arbitrary<Type> inCatalog() {
        Arbitrary<Type> choice = Arbitraries.of(
                new Type.Choice(List.of(Type.Primitive.INT, Type.Primitive.STRING)),
                new Type.Choice(
                        List.of(Type.Struct.of(new Type.Field("a b", Type.Primitive.DATE)), Type.Primitive.NULL)));
        return nested(
                Arbitraries.oneOf(
                        Arbitraries.of(Type.Primitive.values()).map(p -> (Type) p),
                        decimals(),
                        choice,
                        Arbitraries.just(new Type.Unknown())),
                3);
    }

    /** Names of columns and fields, also such as must be quoted. */
    static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5),
                Arbitraries.of("a b", "x.y", "ä", "back`tick", "a:b", "<>,", "\"quoted\"", "日本"));
    }

    private static Arbitrary<Type> decimals() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 38),
                        Arbitraries.integers().between(0, 38))
                .as((precision, scale) -> new Type.Decimal(precision, Math.min(precision, scale)));
    }

    private static Arbitrary<Type> nested(Arbitrary<Type> leaf, int depth) {
        if (depth == 0) {
            return leaf;
        }
        var inner = nested(leaf, depth - 1);
        Arbitrary<Type> array = inner.map(Type.Array::new);
        Arbitrary<Type> map = inner.map(value -> new Type.Map(Type.Primitive.STRING, value));
        Arbitrary<Type> struct = Combinators.combine(
                        names().list().uniqueElements().ofMinSize(1).ofMaxSize(3),
                        inner.list().ofSize(3))
                .as(AnyType::struct);
        return Arbitraries.oneOf(leaf, leaf, array, map, struct);
    }

    private static Type struct(List<String> names, List<Type> types) {
        var fields = new ArrayList<Type.Field>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(new Type.Field(names.get(i), types.get(i)));
        }
        return new Type.Struct(fields);
    }
}
