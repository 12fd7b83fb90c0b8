// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What formats keep that read files of other types than the table has: nothing is lost, and nothing is another value. */
public abstract class OtherTypesContract extends SelfDescribedContract {
    private static Type.Struct type(String type) {
        return (Type.Struct) TypeString.parse(type);
    }

    private List<String> json(String type, String... queries) {
        return json(frame(type, queries));
    }

    private static List<String> json(DynamicFrame frame) {
        return frame.toDF().toJSON().collectAsList();
    }

    private DynamicFrame frame(String type, String... queries) {
        var files = new ArrayList<FileItem>();
        for (var query : queries) {
            files.add(file("file" + files.size(), query));
        }
        return read(files, type(type), Type.Struct.EMPTY);
    }

    @Test
    void readsNarrowerTypesAsWiderOnes() {
        var frame = frame(
                "struct<l:bigint,d:double,e:decimal(20,4),f:double,w:decimal(12,3)>",
                "select 7 l, 3 d, 12 e, float(0.5) f, 1.25BD w",
                "select 5000000000 l, 2.5D d, 1.5BD e, 0.1D f, 0.001BD w",
                "select cast(null as int) l, 4L d, cast(null as bigint) e, 2 f, 9 w");
        assertThat(json(frame))
                .containsExactlyInAnyOrder(
                        "{\"l\":7,\"d\":3.0,\"e\":12.0000,\"f\":0.5,\"w\":1.250}",
                        "{\"l\":5000000000,\"d\":2.5,\"e\":1.5000,\"f\":0.1,\"w\":0.001}",
                        "{\"d\":4.0,\"f\":2.0,\"w\":9.000}");
        assertThat(faults(frame)).isEmpty();
    }

    @Test
    void readsWhatHasNoPartsAsText() {
        var rows = json(
                "struct<a:string,b:string,c:string,d:string,e:string,f:string,g:string>",
                "select 1 a, 2.50BD b, 0.1D c, true d, date'2024-02-29' e, timestamp'2024-02-29 12:00:00.5' f, 'x' g");
        assertThat(rows)
                .containsExactly("{\"a\":\"1\",\"b\":\"2.50\",\"c\":\"0.1\",\"d\":\"true\",\"e\":\"2024-02-29\","
                        + "\"f\":\"2024-02-29 12:00:00.5\",\"g\":\"x\"}");
    }

    @Test
    void readsDatesAsTheirMidnights() {
        var frame =
                frame("struct<at:timestamp>", "select date'2024-02-29' at", "select timestamp'1960-01-01 00:00:01' at");
        assertThat(frame.toDF().selectExpr("cast(at as string)").collectAsList())
                .containsExactlyInAnyOrder(
                        RowFactory.create("2024-02-29 00:00:00"), RowFactory.create("1960-01-01 00:00:01"));
    }

    @Test
    void refusesTheRowsWhoseValuesWouldBeOthers() {
        var frame = frame(
                "struct<id:int,d:double>",
                "select * from values (1, 9007199254740992L), (2, 9007199254740993L), (3, null), (4, 9223372036854775807L)"
                        + " as t(id, d)");
        assertThat(frame.toDF().select("id").collectAsList())
                .containsExactlyInAnyOrder(RowFactory.create(1), RowFactory.create(3));
        assertThat(frame.toDF().filter("d > 1").select("id").collectAsList()).containsExactly(RowFactory.create(1));
        assertThat(frame.count()).isEqualTo(2);
        assertThat(faults(frame))
                .extracting(fault -> fault.getString(3) + "|" + fault.getString(4) + "|" + fault.getString(5) + "|"
                        + fault.getString(6))
                .containsExactlyInAnyOrder(
                        "orders|d|is bigint in the file, and double cannot hold its value|{\"id\":2,\"d\":9007199254740993}",
                        "orders|d|is bigint in the file, and double cannot hold its value|"
                                + "{\"id\":4,\"d\":9223372036854775807}");
    }

    @Test
    void readsTheValuesOfWiderTypesThatFit() {
        var frame = frame("struct<n:int>", "select * from values (1L), (2147483648L), (-2147483648L) as t(n)");
        assertThat(json(frame)).containsExactlyInAnyOrder("{\"n\":1}", "{\"n\":-2147483648}");
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(6))
                .isEqualTo("{\"n\":2147483648}"));
    }

    @Test
    void filtersAsIfTheFileWereOfTheDeclaredTypes() {
        var frame = frame(
                "struct<id:int,d:double,s:string>",
                "select id, cast(id as int) d, cast(id as int) s from range(10) t(id)".replace("id,", "int(id) id,"),
                "select 100 id, 1.75D d, '07' s");
        var rows = frame.toDF();
        assertThat(rows.filter("d > 1.5 and d < 2.5").select("id").collectAsList())
                .containsExactlyInAnyOrder(RowFactory.create(2), RowFactory.create(100));
        assertThat(rows.filter("s = '7'").select("id").collectAsList()).containsExactly(RowFactory.create(7));
        assertThat(rows.filter("id > 8 and d is not null").select("d").collectAsList())
                .containsExactlyInAnyOrder(RowFactory.create(9.0), RowFactory.create(1.75));
        assertThat(rows.filter("s like '0%'").count()).isEqualTo(2);
    }

    @Test
    void readsTheParts() {
        var frame = frame(
                "struct<s:struct<a:bigint,b:string,c:struct<x:double>>,l:array<struct<n:double,m:string>>,m:map<string,bigint>>",
                "select named_struct('B', 5, 'a', 1) s, array(named_struct('n', 2), null) l, map('k', 3) m",
                "select named_struct('c', named_struct('x', 4)) s, array(named_struct('m', true)) l, " + oddMap()
                        + " m",
                "select cast(null as struct<z:int>) s, cast(null as array<struct<n:int>>) l, cast(null as map<string,int>) m",
                "select named_struct('z', 1) s, array(named_struct('z', 1)) l, map('k', int(null)) m");
        assertThat(json(frame))
                .containsExactlyInAnyOrder(
                        "{\"s\":{\"a\":1,\"b\":\"5\"},\"l\":[{\"n\":2.0},null],\"m\":{\"k\":3}}",
                        "{\"s\":{\"c\":{\"x\":4.0}},\"l\":[{\"m\":\"true\"}],\"m\":{\"1\":2}}",
                        "{}",
                        "{\"s\":{},\"l\":[{}],\"m\":{\"k\":null}}");
        assertThat(json(frame, "s.c.x", "l.m"))
                .containsExactlyInAnyOrder(
                        "{\"m\":[null,null]}", "{\"x\":4.0,\"m\":[\"true\"]}", "{}", "{\"m\":[null]}");
    }

    private static List<String> json(DynamicFrame frame, String... columns) {
        return frame.toDF().selectExpr(columns).toJSON().collectAsList();
    }

    /** A map of a number to 2, if the format has such maps, else of text. */
    protected String oddMap() {
        return "map(1, 2)";
    }

    @Test
    void keepsNullsAmongTheElements() {
        assertThat(json(
                        "struct<l:array<bigint>,m:map<string,array<double>>>",
                        "select array(1, null, 0) l, map('k', array(null, float(0.5))) m"))
                .containsExactly("{\"l\":[1,null,0],\"m\":{\"k\":[null,0.5]}}");
    }

    @Test
    void refusesRowsByTheValuesInTheirParts() {
        var frame = frame(
                "struct<l:array<struct<n:float>>>",
                "select array(named_struct('n', 16777217), named_struct('n', 1)) l"
                        + " union all select array(named_struct('n', 3))");
        assertThat(json(frame)).containsExactly("{\"l\":[{\"n\":3.0}]}");
        assertThat(faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getString(4)).isEqualTo("l[].n");
            assertThat(fault.getString(6)).isEqualTo("{\"l\":[{\"n\":16777217},{\"n\":1}]}");
        });
    }

    @Test
    void refusesFilesInWhichAColumnBecameAStruct() {
        var good = file("good", "select 1 id, 'a' name");
        var other = file("other", "select 2 id, named_struct('first', 'b') name");
        var frame = read(List.of(good, other), type("struct<id:int,name:string>"), Type.Struct.EMPTY);
        assertThat(json(frame)).containsExactly("{\"id\":1,\"name\":\"a\"}");
        assertThat(faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getString(0)).isEqualTo(other.path());
            assertThat(fault.getString(4)).isEqualTo("name");
            assertThat(fault.getString(5)).isEqualTo("is struct<first:string> in the file, declared as string");
        });
    }

    @Test
    void putsValuesIntoTheBranchesOfChoices() {
        var mixed = new Type.Choice(List.of(
                Type.Primitive.LONG,
                Type.Primitive.STRING,
                Type.Struct.of(new Type.Field("a", Type.Primitive.DOUBLE))));
        var files = List.of(
                file("int", "select 1 v"),
                file("text", "select 'x' v"),
                file("struct", "select named_struct('a', 2) v"),
                file("date", "select date'2024-01-01' v"),
                file("none", "select string(null) v"));
        var frame = read(files, Type.Struct.of(new Type.Field("v", mixed)), Type.Struct.EMPTY);
        assertThat(json(frame))
                .containsExactlyInAnyOrder(
                        "{\"v\":{\"long\":1}}",
                        "{\"v\":{\"string\":\"x\"}}",
                        "{\"v\":{\"struct\":{\"a\":2.0}}}",
                        "{\"v\":{\"string\":\"2024-01-01\"}}",
                        "{}");
        assertThat(json(frame, "v.long")).containsExactlyInAnyOrder("{\"long\":1}", "{}", "{}", "{}", "{}");
        assertThat(faults(frame)).isEmpty();
    }

    @Test
    void givesPartitionValuesToConvertedRows() {
        var items = List.of(in("a", file("one", "select 1 id")), in("b", file("two", "select 2L id")));
        var frame = read(items, type("struct<id:bigint>"), type("struct<part:string>"));
        assertThat(json(frame)).containsExactlyInAnyOrder("{\"id\":1,\"part\":\"a\"}", "{\"id\":2,\"part\":\"b\"}");
        assertThat(frame.toDF().filter("part = 'a'").select("part").collectAsList())
                .containsExactly(RowFactory.create("a"));
        assertThat(frame.count()).isEqualTo(2);
    }

    private static FileItem in(String partition, FileItem item) {
        return new FileItem(item.path(), item.size(), item.modified(), item.etag(), List.of(partition));
    }

    @Test
    void convertsMoreRowsThanABatchHas() {
        var frame = frame("struct<id:double,t:string>", "select int(id) id, int(id % 10) t from range(10000) t(id)");
        assertThat(frame.toDF()
                        .selectExpr("sum(id)", "count(distinct t)", "count(*)")
                        .collectAsList())
                .containsExactly(RowFactory.create(49995000.0, 10L, 10000L));
    }
}
