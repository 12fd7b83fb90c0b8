// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The types of DynamoDB's JSON, where every value is an object with its type as the name: {@code {"S": "x"}}.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">DynamoDB's
 *     low-level API</a>
 */
enum DdbType {
    S,
    N,
    B,
    BOOL,
    NULL,
    M,
    L,
    SS,
    NS,
    BS;

    private static final Set<Type> NUMBERS = Set.of(
            Type.Primitive.BYTE,
            Type.Primitive.SHORT,
            Type.Primitive.INT,
            Type.Primitive.LONG,
            Type.Primitive.FLOAT,
            Type.Primitive.DOUBLE);

    /** The values of an attribute by its types, if a type is that of attributes: a struct of nothing else. */
    static Optional<Projection> attribute(Value value) {
        return isAttribute(value.type()) ? value.fields() : Optional.empty();
    }

    static boolean isAttribute(Type type) {
        return type instanceof Type.Struct struct
                && !struct.fields().isEmpty()
                && struct.fields().stream().allMatch(field -> of(field.name())
                        .filter(ddb -> ddb.fits(field.type()))
                        .isPresent());
    }

    /** Whether every field of a struct is an attribute. */
    static boolean isRecord(Type type) {
        return type instanceof Type.Struct struct
                && !struct.fields().isEmpty()
                && struct.fields().stream().allMatch(field -> isAttribute(field.type()));
    }

    /** The fields of records; the attributes of a column {@code Item}, which exports put around a record, in its place. */
    static List<Projection.Member> unwrapped(Type.Struct record) {
        return Projection.of(record).members().stream()
                .flatMap(member ->
                        member.name().equals("Item") && isRecord(member.value().type())
                                ? member.value().fields().orElseThrow().members().stream()
                                : List.of(member).stream())
                .toList();
    }

    private static Optional<DdbType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    private boolean fits(Type type) {
        return type == Type.Primitive.NULL
                || switch (this) {
                    case S -> type == Type.Primitive.STRING;
                    case N -> isNumber(type);
                    case B -> isBinary(type);
                    case BOOL, NULL -> type == Type.Primitive.BOOLEAN;
                    case M -> type instanceof Type.Struct || type instanceof Type.Map;
                    case L -> type instanceof Type.Array;
                    case SS -> type instanceof Type.Array set && S.fits(set.element());
                    case NS -> type instanceof Type.Array set && N.fits(set.element());
                    case BS -> type instanceof Type.Array set && B.fits(set.element());
                };
    }

    /** Numbers are texts in exports. */
    static boolean isNumber(Type type) {
        return type == Type.Primitive.STRING || NUMBERS.contains(type) || type instanceof Type.Decimal;
    }

    private static boolean isBinary(Type type) {
        return type == Type.Primitive.STRING || type == Type.Primitive.BINARY;
    }
}
