// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FrameSchemaTest {
    private final SparkSession spark = TestSpark.session();

    @Test
    void recordsKeepTheirMixedValues() {
        var frame = mixed();
        assertThat(TypeString.print(frame.schema()))
                .isEqualTo(
                        "struct<id:uniontype<int,string>,tags:array<uniontype<int,string>>,name:struct<a:int>,none:void>");
        assertThat(frame.count()).isEqualTo(3);
        assertThat(DynamicFrame.fromDF(frame.toDF(), "again", frame.context()).schema())
                .isEqualTo(frame.schema());
    }

    @Test
    void refusesRecordsThatTheirTypeDoesNotHold() {
        var type = (Type.Struct) TypeString.parse("struct<id:int>");
        assertThatThrownBy(() -> DynamicFrame.of(spark, List.of(DynamicRecord.parse("{\"id\":\"x\"}")), type))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot make a row of {\"id\":\"x\"}: id: the value does not fit (got string x; expected int)");
    }

    @Test
    void printsTheSchemaAsGlueDoes() {
        assertThat(printed(() -> mixed().printSchema())).isEqualTo("""
                        root
                        |-- id: choice
                        |    |-- int
                        |    |-- string
                        |-- tags: array
                        |    |-- element: choice
                        |    |    |-- int
                        |    |    |-- string
                        |-- name: struct
                        |    |-- a: int
                        |-- none: null
                        """);
    }

    @Test
    void countsTheBranchesOfChoices() {
        assertThat(mixed().schemaTree()).isEqualTo("""
                        root
                        |-- id: choice
                        |    |-- int 2 (66.667%)
                        |    |-- string 1 (33.333%)
                        |-- tags: array
                        |    |-- element: choice
                        |    |    |-- int 3 (75%)
                        |    |    |-- string 1 (25%)
                        |-- name: struct
                        |    |-- a: int
                        |-- none: null
                        """);
    }

    @Test
    void neverRoundsAwayTheLastOnes() {
        var records = IntStream.range(0, 200_001)
                .mapToObj(i -> DynamicRecord.EMPTY.addField("id", i == 7 ? "x" : (Object) i))
                .toList();
        assertThat(DynamicFrame.of(spark, records).schemaTree())
                .contains("|-- int 200000 (>99.999%)", "|-- string 1 (<0.001%)");
    }

    @Test
    void countsInsideMapsAndNestedArraysAndBranches() {
        var type = (Type.Struct)
                TypeString.parse(
                        "struct<m:map<string,uniontype<int,string>>,d:array<array<uniontype<int,string>>>,s:uniontype<int,struct<c:uniontype<double,string>>>>");
        var records = List.of(
                DynamicRecord.EMPTY
                        .addField("m", Map.of("a", 1, "b", "x"))
                        .addField("d", List.of(List.of(1, 2), List.of("x")))
                        .addField("s", DynamicRecord.EMPTY.addField("c", 1.5)),
                DynamicRecord.EMPTY.addField("s", 1));
        assertThat(DynamicFrame.of(spark, records, type).schemaTree()).isEqualTo("""
                        root
                        |-- m: map
                        |    |-- keyType: string
                        |    |-- valueType: choice
                        |    |    |-- int 1 (50%)
                        |    |    |-- string 1 (50%)
                        |-- d: array
                        |    |-- element: array
                        |    |    |-- element: choice
                        |    |    |    |-- int 2 (66.667%)
                        |    |    |    |-- string 1 (33.333%)
                        |-- s: choice
                        |    |-- int 1 (50%)
                        |    |-- struct 1 (50%)
                        |    |    |-- c: choice
                        |    |    |    |-- double 1 (100%)
                        |    |    |    |-- string 0 (0%)
                        """);
    }

    @Test
    void showsMixedValuesAsTheyAre() {
        assertThat(printed(() -> mixed().show(2))).isEqualTo("""
                        {"id":1,"tags":[1,"x"],"name":{"a":1}}
                        {"id":"two","tags":[2,3,null]}
                        """);
        assertThat(ShownRows.of(mixed(), 2).shares()).containsExactly("id: int 1, string 1", "tags[]: int 3, string 1");
    }

    @Test
    void recomputesTheNarrowestType() {
        var frame = mixed();
        var rows = frame.toDF().filter("id.int = 3");
        var narrow = frame.derive(frame.schema(), rows).recomputeSchema();
        assertThat(TypeString.print(narrow.schema()))
                .isEqualTo("struct<id:int,tags:array<void>,name:struct<a:void>,none:void>");
        assertThat(ShownRows.of(narrow, 5).lines()).containsExactly("{\"id\":3,\"tags\":[],\"name\":{}}");
        assertThat(frame.recomputeSchema().schema()).isEqualTo(frame.schema());
    }

    @Test
    void anEmptyFrameHasNothingButNulls() {
        var empty = mixed().derive(mixed().schema(), mixed().toDF().limit(0));
        assertThat(TypeString.print(empty.recomputeSchema().schema()))
                .isEqualTo("struct<id:void,tags:void,name:void,none:void>");
    }

    @Test
    void takesAWiderSchema() {
        var frame = DynamicFrame.of(spark, "{'a':1,'s':{'x':1}}", "{'a':2}");
        var wider = (Type.Struct)
                TypeString.parse("struct<b:string,s:struct<y:date,x:uniontype<int,string>>,a:uniontype<int,string>>");
        var widened = frame.withFrameSchema(wider);
        assertThat(widened.schema()).isEqualTo(wider);
        assertThat(ShownRows.of(widened, 5).lines()).containsExactly("{\"s\":{\"x\":1},\"a\":1}", "{\"a\":2}");
    }

    @Test
    void refusesASchemaThatDoesNotHoldAll() {
        var frame = DynamicFrame.of(spark, "{'a':1,'b':1,'c':'x'}");
        assertThatThrownBy(() -> frame.withFrameSchema((Type.Struct) TypeString.parse("struct<a:int,b:bigint>")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot give the frame this schema: b is of another type (got bigint; expected one that holds"
                                + " int); c is not in it (resolve-choice and apply-mapping convert values)");
    }

    @Test
    void knowsItsPartitions() {
        var rows = spark.range(0, 10, 1, 3).toDF();
        assertThat(DynamicFrame.fromDF(rows, "ids", mixed().context()).getNumPartitions())
                .isEqualTo(3);
    }

    @Test
    void refusesAnOptionWithoutItsType() {
        assertThatThrownBy(() -> new ResolveOption(ColumnPath.of("a"), ResolveOption.Action.PROJECT, Optional.empty()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Missing target type for resolve action PROJECT");
    }

    private DynamicFrame mixed() {
        return DynamicFrame.of(
                spark,
                "{'id':1,'tags':[1,'x'],'name':{'a':1},'none':null}",
                "{'id':'two','tags':[2,3,null],'none':null}",
                "{'id':3,'tags':[],'name':{'a':null}}");
    }

    private static String printed(Runnable work) {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
