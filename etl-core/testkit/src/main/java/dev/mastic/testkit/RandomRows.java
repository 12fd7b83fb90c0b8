// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nested record types and rows of them that come out the same for the same seed: structs, arrays, maps and choices in
 * each other, nulls on every level, empty arrays and maps.
 */
public final class RandomRows {
    private static final List<Type> SCALARS = List.of(
            Type.Primitive.BOOLEAN,
            Type.Primitive.INT,
            Type.Primitive.LONG,
            Type.Primitive.DOUBLE,
            Type.Primitive.STRING,
            Type.Primitive.BINARY,
            Type.Primitive.DATE,
            Type.Primitive.TIMESTAMP,
            new Type.Decimal(20, 3));
    private static final int MOST_PARTS = 3;

    private final Random random;
    private final boolean maps;

    /** @param maps whether there are maps among the types */
    public RandomRows(long seed, boolean maps) {
        this.random = new Random(seed);
        this.maps = maps;
    }

    /** A record type whose fields have these names. */
    public Type.Struct record(List<String> names, int depth) {
        return new Type.Struct(
                names.stream().map(name -> new Type.Field(name, type(depth))).toList());
    }

    /** A type with at most so many types in each other. */
    public Type type(int depth) {
        int kind = depth <= 1 ? 0 : random.nextInt(7);
        return switch (kind) {
            case 1, 2 -> struct(depth - 1);
            case 3, 4 -> new Type.Array(type(depth - 1));
            case 5 -> choice(depth - 1);
            case 6 -> maps ? new Type.Map(Type.Primitive.STRING, type(depth - 1)) : struct(depth - 1);
            default -> scalar();
        };
    }

    private Type scalar() {
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    private Type.Struct struct(int depth) {
        int parts = 1 + random.nextInt(MOST_PARTS);
        return record(IntStream.range(0, parts).mapToObj(i -> "f" + i).toList(), depth);
    }

    /** A choice of a scalar type and a nested one with at most so many types in each other, and sometimes of texts. */
    public Type.Choice choice(int depth) {
        var members = new ArrayList<Type>();
        members.add(scalar());
        var other = depth > 1 && random.nextBoolean() ? struct(depth) : new Type.Array(scalar());
        members.add(other);
        if (random.nextBoolean() && members.get(0) != Type.Primitive.STRING) {
            members.add(Type.Primitive.STRING);
        }
        return new Type.Choice(members);
    }

    /** Rows as JSON; a choice is written as its struct. */
    public String[] rows(Type.Struct type, int count) {
        return IntStream.range(0, count).mapToObj(i -> fields(type)).toArray(String[]::new);
    }

    private String value(Type type) {
        return random.nextInt(5) == 0 ? "null" : something(type);
    }

    /** A value that is not null; a choice that says of which type it is has a value of it. */
    private String something(Type type) {
        if (type instanceof Type.Struct struct) {
            return fields(struct);
        } else if (type instanceof Type.Array array) {
            return IntStream.range(0, random.nextInt(MOST_PARTS + 1))
                    .mapToObj(i -> value(array.element()))
                    .collect(Collectors.joining(",", "[", "]"));
        } else if (type instanceof Type.Map map) {
            return IntStream.range(0, random.nextInt(MOST_PARTS))
                    .mapToObj(i -> "\"k" + i + "\":" + value(map.value()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (type instanceof Type.Choice choice) {
            var member = choice.members().get(random.nextInt(choice.members().size()));
            return "{\"" + member.typeName() + "\":" + something(member) + "}";
        }
        return type instanceof Type.Decimal ? random.nextInt(1_000_000) + ".125" : scalar((Type.Primitive) type);
    }

    private String fields(Type.Struct struct) {
        return struct.fields().stream()
                .map(field -> "\"" + field.name() + "\":" + value(field.type()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String scalar(Type.Primitive type) {
        int number = random.nextInt(1000);
        return switch (type) {
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case BYTE, SHORT, INT -> String.valueOf(number % 100);
            case LONG -> String.valueOf(Long.MAX_VALUE - number);
            case FLOAT, DOUBLE -> number + ".5";
            case STRING -> "\"text " + number + "\"";
            case BINARY -> "\"AAEC\"";
            case DATE -> "\"2024-02-%02d\"".formatted(1 + number % 29);
            case TIMESTAMP -> "\"2024-02-29T10:%02d:59.123Z\"".formatted(number % 60);
            case TIMESTAMP_NTZ -> "\"2024-02-29T10:%02d:59.123\"".formatted(number % 60);
            case NULL -> "null";
        };
    }
}
