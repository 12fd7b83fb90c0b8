// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JsonRows;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class UnionTest extends TransformContract {
    @Override
    protected String name() {
        return "union";
    }

    @Override
    protected Transform transform() {
        return new Union(false, true);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("distinct", false, "merge-numeric-types", true);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        var left = literals.frame(
                "left",
                "struct<n:int,s:struct<a:int,l:array<int>>,c:uniontype<int,string>,m:map<string,int>,only:date>",
                "{'n':1,'s':{'a':1,'l':[1,null]},'c':{'int':1},'m':{'k':1},'only':'2024-01-01'}",
                "{'s':{},'m':{'k':null}}",
                "{}");
        var right = literals.frame(
                "right",
                "struct<n:double,c:boolean,s:struct<l:array<struct<x:int>>,a:string>,m:map<string,string>,t:void>",
                "{'n':1.5,'c':true,'s':{'a':'x','l':[{'x':1},{},null]},'m':{'j':'v'}}",
                "{}");
        return Frames.of("left", left, "right", right);
    }

    private static DynamicFrame result(Union union, DynamicFrame first, DynamicFrame second) {
        return union.apply(Frames.of(first.name(), first, second.name(), second))
                .get(Frames.RESULT);
    }

    @Test
    void mergesTypesAsGlueDoes(SparkSession spark) {
        var frames = sample(FrameLiterals.of(spark));
        assertFrame(result(Union.union(), frames.get("left"), frames.get("right")))
                .hasType("struct<n:uniontype<double,int>,"
                        + "s:struct<a:uniontype<int,string>,l:array<uniontype<int,struct<x:int>>>>,"
                        + "c:uniontype<boolean,int,string>,"
                        + "m:map<string,uniontype<int,string>>,only:date,t:void>")
                .hasRows(
                        "{'n':{'int':1},'s':{'a':{'int':1},'l':[{'int':1},null]},'c':{'int':1},"
                                + "'m':{'k':{'int':1}},'only':'2024-01-01'}",
                        "{'s':{},'m':{'k':null}}",
                        "{}",
                        "{'n':{'double':1.5},'s':{'a':{'string':'x'},'l':[{'struct':{'x':1}},{'struct':{}},null]},"
                                + "'c':{'boolean':true},'m':{'j':{'string':'v'}}}",
                        "{}");
    }

    @Test
    void mergesNumbersWhereToldTo(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var ints = literals.frame(
                "ints",
                "struct<i:int,d:decimal(5,2),c:uniontype<int,bigint>,t:uniontype<int,string>>",
                "{'i':1,'d':1.25,'c':{'int':1},'t':{'int':1}}",
                "{'c':{'long':9000000000},'t':{'string':'a'}}");
        var others = literals.frame(
                "others", "struct<i:bigint,d:int,c:int,t:double>", "{'i':9000000000,'d':7,'c':3,'t':1.5}");
        assertFrame(result(new Union(false, true), ints, others))
                .hasType("struct<i:bigint,d:decimal(12,2),c:bigint,t:uniontype<double,string>>")
                .hasRows(
                        "{'i':1,'d':1.25,'c':1,'t':{'double':1}}",
                        "{'c':9000000000,'t':{'string':'a'}}",
                        "{'i':9000000000,'d':7,'c':3,'t':{'double':1.5}}");
        assertFrame(result(Union.union(), ints, others))
                .hasType("struct<i:uniontype<int,bigint>,d:uniontype<decimal(5,2),int>,c:uniontype<int,bigint>,"
                        + "t:uniontype<double,int,string>>");
    }

    @Test
    void widensDecimalsAndMakesTextsOfTooManyDigits(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var left = literals.frame("a", "struct<d:decimal(5,2),e:decimal(38,0)>", "{'d':1.25,'e':7}");
        var right = literals.frame("b", "struct<d:decimal(4,3),e:decimal(2,2)>", "{'d':1.125,'e':0.25}");
        assertFrame(result(Union.union(), left, right))
                .hasType("struct<d:decimal(6,3),e:string>")
                .hasRows("{'d':1.25,'e':'7'}", "{'d':1.125,'e':'0.25'}");
    }

    @Test
    void givesDistinctRowsWhereToldTo(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var first = literals.frame("a", "struct<n:int,s:struct<l:array<int>>>", "{'n':1,'s':{'l':[1]}}", "{}", "{}");
        var second = literals.frame("b", "struct<s:struct<l:array<int>>,n:int>", "{'n':1,'s':{'l':[1]}}", "{'n':2}");
        assertFrame(result(new Union(true, false), first, second)).hasRows("{'n':1,'s':{'l':[1]}}", "{'n':2}", "{}");
        assertThatThrownBy(() ->
                        new Union(true, false).outputShapes(sample(literals).shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot unite distinct rows of left, right: column 'm' holds a map, which cannot be"
                        + " compared (drop it, or make an array of it)");
    }

    @Test
    void mergesTheKeysOfMaps(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var texts = literals.frame("texts", "struct<m:map<string,int>>", "{'m':{'k':1}}");
        var numbers = DynamicFrame.fromDF(spark.sql("SELECT map(7, 'v') AS m"), "numbers", texts.context());
        var union = result(Union.union(), texts, numbers);
        assertFrame(union).hasType("struct<m:map<uniontype<int,string>,uniontype<int,string>>>");
        assertThat(union.toDF()
                        .selectExpr("map_keys(m)[0].string", "map_keys(m)[0].int", "map_values(m)[0].string")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[k,null,null], [null,7,v]]");
        assertThat(union.toDF().schema().asNullable()).isEqualTo(union.toDF().schema());
    }

    @Test
    void takesMoreThanTwoFramesAndOneFrameTwice(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var first = literals.frame("a", "struct<n:int>", "{'n':1}");
        var third = literals.frame("c", "struct<n:string>", "{'n':'x'}");
        var union = Union.union()
                .apply(Frames.of("a", first, "b", first).with("c", third))
                .get(Frames.RESULT);
        assertFrame(union).hasRows("{'n':{'int':1}}", "{'n':{'int':1}}", "{'n':{'string':'x'}}");
        assertThat(union.name()).isEqualTo("a");
        assertThatThrownBy(() -> Union.union().outputShapes(Shapes.of("a", first.schema())))
                .hasMessage("Cannot unite 1 frames (got a; expected two or more)");
    }

    @Test
    void keepsTheFaultSourcesOfAll(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var first = literals.frame("a", "struct<n:int>", "{'n':1}", "{'n':-1}");
        var second = literals.frame("b", "struct<n:int>", "{'n':2}", "{'n':-2}");
        var union = result(Union.union(), positive(first), positive(second));
        assertThat(union.count()).isEqualTo(2);
        assertThat(union.errorsCount()).isEqualTo(2);
    }

    private static DynamicFrame positive(DynamicFrame frame) {
        return frame.refuseUnless(DynamicFrame.column(frame.toDF(), "n").gt(0), "n", "negative");
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void keepsAllRowsOfBoth(@ForAll("records") Type.Struct first, @ForAll("records") Type.Struct second) {
        var literals = FrameLiterals.of(SparkExtension.session());
        var union = result(
                Union.union(),
                literals.frame("a", first, rows(first, first)),
                literals.frame("b", second, rows(second, second)));
        var expected = Stream.concat(Stream.of(rows(first, union.schema())), Stream.of(rows(second, union.schema())));
        assertThat(JsonRows.of(union).rows())
                .isEqualTo(JsonRows.of(expected.toArray(String[]::new)).rows());
    }

    @Provide
    Arbitrary<Type.Struct> records() {
        var types = Arbitraries.of(
                        "int",
                        "bigint",
                        "string",
                        "double",
                        "array<int>",
                        "array<string>",
                        "struct<x:int>",
                        "struct<y:int,x:array<string>>",
                        "uniontype<int,string>",
                        "uniontype<array<int>,double>")
                .map(TypeString::parse);
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), types)
                .ofMinSize(1)
                .map(fields -> new Type.Struct(fields.entrySet().stream()
                        .map(field -> new Type.Field(field.getKey(), field.getValue()))
                        .toList()));
    }

    /** Rows of a type as they stand in a merged type. */
    private static String[] rows(Type.Struct from, Type to) {
        return IntStream.range(0, 4).mapToObj(n -> json(from, to, n * 7 + 1)).toArray(String[]::new);
    }

    private static String json(Type from, Type to, int n) {
        if (from instanceof Type.Choice choice) {
            return json(choice.members().get(n % choice.members().size()), to, n);
        } else if (to instanceof Type.Choice choice) {
            var member = choice.members().stream()
                    .filter(each -> each.typeName().equals(from.typeName()))
                    .findFirst()
                    .orElseThrow();
            return "{'" + from.typeName() + "':" + json(from, member, n) + "}";
        } else if (from instanceof Type.Struct struct && to instanceof Type.Struct wide) {
            return struct.fields().stream()
                    .filter(field -> (n + field.name().hashCode()) % 4 > 0)
                    .map(field -> "'" + field.name() + "':"
                            + json(
                                    field.type(),
                                    wide.field(field.name()).orElseThrow().type(),
                                    n + 1))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (from instanceof Type.Array array && to instanceof Type.Array wide) {
            return IntStream.range(0, n % 3)
                    .mapToObj(i -> json(array.element(), wide.element(), n + i))
                    .collect(Collectors.toList())
                    .toString();
        }
        return from == Type.Primitive.STRING ? "'t" + n + "'" : Integer.toString(n);
    }
}
