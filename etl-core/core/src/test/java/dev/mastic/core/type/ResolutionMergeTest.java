// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The merge of record types that unions use. */
class ResolutionMergeTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void isCommutativeButForTheOrderOfFields(
            @ForAll("policies") Resolution policy, @ForAll("records") Type.Struct a, @ForAll("records") Type.Struct b) {
        assertThat(sorted(policy.merge(List.of(a, b)))).isEqualTo(sorted(policy.merge(List.of(b, a))));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void isAssociative(
            @ForAll("policies") Resolution policy,
            @ForAll("records") Type.Struct a,
            @ForAll("records") Type.Struct b,
            @ForAll("records") Type.Struct c) {
        var all = policy.merge(List.of(a, b, c));
        assertThat(policy.merge(List.of(policy.merge(List.of(a, b)), c))).isEqualTo(all);
        assertThat(policy.merge(List.of(a, policy.merge(List.of(b, c))))).isEqualTo(all);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void isIdempotent(@ForAll("policies") Resolution policy, @ForAll("records") Type.Struct a) {
        var once = policy.merge(List.of(a));
        assertThat(policy.merge(List.of(a, a))).isEqualTo(once);
        assertThat(policy.merge(List.of(once, a, once))).isEqualTo(once);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void leavesADeclaredTypeAsItIs(@ForAll("records") Type.Struct a) {
        assertThat(Resolution.DECLARED.merge(List.of(a, a))).isEqualTo(a);
    }

    @Provide
    Arbitrary<Resolution> policies() {
        return Arbitraries.of(Resolution.DECLARED, Resolution.DECLARED_NUMBERS);
    }

    /** Few names, so that fields meet; decimals that fit together. */
    @Provide
    Arbitrary<Type.Struct> records() {
        var leaves = Arbitraries.of("int", "bigint", "tinyint", "float", "double", "string", "void", "date")
                .map(TypeString::parse);
        var decimals = Arbitraries.integers().between(0, 18).flatMap(after -> Arbitraries.integers()
                .between(1, 19)
                .map(before -> new Type.Decimal(before + after, after)));
        var types = Types.types(Arbitraries.oneOf(leaves, decimals), 2, true)
                .filter(ResolutionTest::hasNoChoiceInAChoice)
                .filter(ResolutionMergeTest::hasNoNullInAChoice);
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), types)
                .ofMaxSize(3)
                .map(Types::struct);
    }

    /** A null is no branch. */
    private static boolean hasNoNullInAChoice(Type type) {
        return !(type instanceof Type.Choice choice && choice.members().contains(Type.Primitive.NULL))
                && parts(type).allMatch(ResolutionMergeTest::hasNoNullInAChoice);
    }

    private static Stream<Type> parts(Type type) {
        if (type instanceof Type.Array array) {
            return Stream.of(array.element());
        } else if (type instanceof Type.Map map) {
            return Stream.of(map.key(), map.value());
        } else if (type instanceof Type.Struct struct) {
            return struct.fields().stream().map(Type.Field::type);
        }
        return type instanceof Type.Choice choice ? choice.members().stream() : Stream.of();
    }

    private static Type sorted(Type type) {
        if (type instanceof Type.Array array) {
            return new Type.Array(sorted(array.element()));
        } else if (type instanceof Type.Map map) {
            return new Type.Map(sorted(map.key()), sorted(map.value()));
        } else if (type instanceof Type.Choice choice) {
            return new Type.Choice(
                    choice.members().stream().map(ResolutionMergeTest::sorted).toList());
        } else if (type instanceof Type.Struct struct) {
            return new Type.Struct(struct.fields().stream()
                    .map(field -> new Type.Field(field.name(), sorted(field.type())))
                    .sorted(Comparator.comparing(Type.Field::name))
                    .toList());
        }
        return type;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int|bigint|uniontype<int,bigint>|bigint",
                "int|int|int|int",
                "float|float|float|float",
                "int|float|uniontype<float,int>|double",
                "int|void|int|int",
                "decimal(5,2)|decimal(7,0)|decimal(9,2)|decimal(9,2)",
                "decimal(5,2)|int|uniontype<decimal(5,2),int>|decimal(12,2)",
                "decimal(38,0)|decimal(2,2)|string|string",
                "uniontype<int,string>|bigint|uniontype<int,bigint,string>|uniontype<bigint,string>",
                "uniontype<float,string>|float|uniontype<float,string>|uniontype<float,string>",
                "struct<a:int>|struct<b:int,a:string>|struct<a:uniontype<int,string>,b:int>"
                        + "|struct<a:uniontype<int,string>,b:int>",
                "array<int>|array<double>|array<uniontype<double,int>>|array<double>",
                "array<int>|int|uniontype<array<int>,int>|uniontype<array<int>,int>",
                "map<string,int>|map<string,string>|map<string,uniontype<int,string>>"
                        + "|map<string,uniontype<int,string>>",
                "date|timestamp|uniontype<date,timestamp>|uniontype<date,timestamp>"
            })
    void mergesWhatMeets(String left, String right, String declared, String numbers) {
        assertThat(merged(Resolution.DECLARED, left, right)).isEqualTo("struct<x:" + declared + ">");
        assertThat(merged(Resolution.DECLARED_NUMBERS, left, right)).isEqualTo("struct<x:" + numbers + ">");
    }

    private static String merged(Resolution policy, String left, String right) {
        return TypeString.print(policy.merge(List.of(record(left), record(right))));
    }

    private static Type.Struct record(String type) {
        return Type.Struct.of(new Type.Field("x", TypeString.parse(type)));
    }

    @Test
    void putsTheFieldsOfTheFirstRecordFirst() {
        var first = (Type.Struct) TypeString.parse("struct<z:int,s:struct<y:int,b:int>>");
        var second = (Type.Struct) TypeString.parse("struct<a:int,s:struct<a:int,b:int>,z:int>");
        assertThat(TypeString.print(Resolution.DECLARED.merge(List.of(first, second))))
                .isEqualTo("struct<z:int,s:struct<y:int,b:int,a:int>,a:int>");
        assertThat(Resolution.DECLARED.merge(List.of())).isEqualTo(Type.Struct.EMPTY);
    }
}
