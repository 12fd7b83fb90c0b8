// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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

class ResolutionTest {
    private static final Example HERE = new Example("a.json", 1, "?");

    /** Nothing is lost of a type that was seen: it comes out as it went in. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void losslessGivesEachTypeBack(@ForAll("distinctKinds") Type type) {
        assertThat(Resolution.LOSSLESS.resolve(Observed.of(type, HERE))).isEqualTo(type);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void glueHasNoChoices(@ForAll("any") Type type) {
        assertThat(TypeString.print(Resolution.GLUE.resolve(Observed.of(type, HERE))))
                .doesNotMatch("(?s)[^`]*uniontype.*");
    }

    /** Types with no two whole numbers to widen; null and unknown are no members of a choice. */
    @Provide
    Arbitrary<Type> distinctKinds() {
        var leaves = Arbitraries.of("int", "string", "double", "date", "boolean", "decimal(12,3)", "binary")
                .map(TypeString::parse);
        return Types.types(leaves, 3, true).filter(ResolutionTest::hasNoChoiceInAChoice);
    }

    @Provide
    Arbitrary<Type> any() {
        return Types.any();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int bigint|bigint",
                "tinyint smallint|smallint",
                "int double|double",
                "float int|double",
                "float double|double",
                "decimal(5,2) decimal(7,1)|decimal(8,2)",
                "int decimal(4,2)|decimal(12,2)",
                "bigint decimal(38,20)|string",
                "decimal(38,0) decimal(38,38)|string",
                "decimal(10,2) double|double",
                "int string|string",
                "int boolean|string",
                "date timestamp|string",
                "struct<a:int> string|string",
                "array<int> int|string",
                "void int|int",
                "array<int> array<string>|array<string>",
                "array<void> array<int>|array<int>",
                "map<string,int> map<string,bigint>|map<string,bigint>",
                "struct<a:int> struct<b:string>|struct<a:int,b:string>",
                "struct<a:struct<x:int>> struct<a:struct<x:double>>|struct<a:struct<x:double>>",
                "void|string",
                "array<void>|array<string>",
                "unknown|string"
            })
    void glueWidensNumbersAndMakesStringsOfTheRest(String seen, String type) {
        assertThat(resolve(Resolution.GLUE, seen)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int bigint|bigint",
                "tinyint bigint smallint|bigint",
                "int double|uniontype<double,int>",
                "int bigint double|uniontype<double,bigint>",
                "float double|uniontype<double,float>",
                "int decimal(4,2)|uniontype<decimal(4,2),int>",
                "decimal(5,2) decimal(7,1)|decimal(8,2)",
                "decimal(38,0) decimal(38,38)|string",
                "decimal(38,0) decimal(38,38) string|string",
                "int string|uniontype<int,string>",
                "struct<a:int> string|uniontype<string,struct<a:int>>",
                "struct<a:int> array<int> map<string,int>|uniontype<array<int>,map<string,int>,struct<a:int>>",
                "array<int> array<string>|array<uniontype<int,string>>",
                "array<int> array<struct<a:int>> array<void>|array<uniontype<int,struct<a:int>>>",
                "struct<a:int> struct<a:string,b:date>|struct<a:uniontype<int,string>,b:date>",
                "void int|int",
                "void|void",
                "array<void>|array<void>",
                "unknown|void"
            })
    void losslessWidensWholeNumbersAndMakesChoicesOfTheRest(String seen, String type) {
        assertThat(resolve(Resolution.LOSSLESS, seen)).isEqualTo(type);
    }

    @Test
    void ordersFieldsAsTheFirstFileDoes() {
        var first = Observed.of(TypeString.parse("struct<z:int,a:int>"), new Example("1.json", 5, "{}"));
        var second = Observed.of(TypeString.parse("struct<b:int,a:int,z:int>"), new Example("2.json", 1, "{}"));
        for (var policy : Resolution.values()) {
            assertThat(policy.resolveRows(second.merge(first)).names()).containsExactly("z", "a", "b");
            assertThat(policy.resolveRows(first.merge(second)).names()).containsExactly("z", "a", "b");
        }
    }

    @Test
    void hasNoRowsWhereNoneWereSeen() {
        assertThat(Resolution.GLUE.resolveRows(Observed.nothing())).isEqualTo(Type.Struct.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|decimal(1,0)",
                "-12.50|decimal(4,2)",
                "0.001|decimal(3,3)",
                "1E+10|decimal(11,0)",
                "99999999999999999999999999999999999999|decimal(38,0)",
                "999999999999999999999999999999999999999|string",
                "1E-39|string"
            })
    void countsTheDigitsOfExactNumbers(BigDecimal number, String type) {
        var observation = new Observation();
        observation.number(number, HERE);
        assertThat(TypeString.print(Resolution.GLUE.resolve(observation.toObserved())))
                .isEqualTo(type);
    }

    @Test
    void takesDownRecordsFieldByField() {
        var observation = new Observation();
        observation.struct(HERE);
        observation.field("id").value(Type.Primitive.INT, HERE);
        observation.field("tags").array(HERE);
        observation.field("tags").element().value(Type.Primitive.STRING, HERE);
        observation.struct(HERE);
        observation.field("id").value(Type.Primitive.NULL, HERE);
        observation.field("empty").array(HERE);
        var rows = observation.toObserved();
        assertThat(TypeString.print(Resolution.LOSSLESS.resolve(rows)))
                .isEqualTo("struct<id:int,tags:array<string>,empty:array<void>>");
        assertThat(rows.kinds().get("struct").count()).isEqualTo(2);
    }

    private static String resolve(Resolution policy, String seen) {
        var observed = Stream.of(seen.split(" "))
                .map(text -> Observed.of(TypeString.parse(text), HERE))
                .reduce(Observed.nothing(), Observed::merge);
        return TypeString.print(policy.resolve(observed));
    }

    static boolean hasNoChoiceInAChoice(Type type) {
        if (type instanceof Type.Choice choice) {
            return choice.members().stream().allMatch(m -> !(m instanceof Type.Choice) && hasNoChoiceInAChoice(m));
        } else if (type instanceof Type.Struct struct) {
            return struct.fields().stream().allMatch(f -> hasNoChoiceInAChoice(f.type()));
        } else if (type instanceof Type.Map map) {
            return hasNoChoiceInAChoice(map.key()) && hasNoChoiceInAChoice(map.value());
        }
        return !(type instanceof Type.Array array) || hasNoChoiceInAChoice(array.element());
    }
}
