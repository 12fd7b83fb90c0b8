// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.RandomRows;
import dev.mastic.testkit.TransformContract;
import dev.mastic.transforms.visual.ScanPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link AssertSchema} rescues. */
class RescueTest extends TransformContract {
    private static final String EXPECTED =
            "id:bigint,s:struct<x:int>,list:array<int>,v:uniontype<bigint,string>,no:date";
    private static final String GIVEN =
            "struct<id:string,s:struct<x:double,`y.z`:int>,list:array<uniontype<int,string>>,"
                    + "v:uniontype<double,int,string>,`odd \"name\"`:uniontype<int,string>,none:int>";

    @Override
    protected String name() {
        return "assert-schema";
    }

    @Override
    protected Transform transform() {
        return rescue(EXPECTED);
    }

    private static AssertSchema rescue(String schema) {
        return new AssertSchema(FrameLiterals.type(schema), SchemaChange.RESCUE, "more");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("schema", EXPECTED, "on-change", "rescue", "rescued-column", "more");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        GIVEN,
                        "{'id':'9007199254740993','s':{'x':1.0},'list':[{'int':1},null,{'string':'2'}],'v':{'double':2.5}}",
                        "{'id':'x','s':{'x':1.5},'list':[{'string':'b'},{'int':3}],'v':{'int':7},'odd \\\"name\\\"':{'int':1}}",
                        "{'s':{'x':2.0,'y.z':3},'v':{'string':'t'},'odd \\\"name\\\"':{'string':'1'}}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).get("rows");
    }

    @Test
    void keepsWhatDoesNotFitAsJson(SparkSession spark) {
        var rescued = frame(spark).apply((AssertSchema) transform());
        assertFrame(rescued.dropFields("more"))
                .hasType("struct<" + EXPECTED + ">")
                .hasRows(
                        "{'id':9007199254740993,'s':{'x':1},'list':[1,null,2]}",
                        "{'s':{},'list':[null,3],'v':{'long':7}}",
                        "{'s':{'x':2},'v':{'string':'t'}}",
                        "{}");
        assertThat(texts(rescued, "more"))
                .containsExactly(
                        "{\"v\":2.5}",
                        "{\"id\":\"x\",\"s\":{\"x\":1.5},\"list\":[\"b\",3],\"odd \\\"name\\\"\":1}",
                        "{\"s\":{\"x\":2.0,\"y.z\":3},\"odd \\\"name\\\"\":\"1\"}",
                        null);
    }

    @Test
    void takesTextsOnlyWhereNothingIsLeftOut(SparkSession spark) {
        var given = FrameLiterals.of(spark)
                .frame(
                        "texts",
                        "struct<d:string,day:string,b:string>",
                        "{'d':'1.5','day':'2024-02-29','b':'yes'}",
                        "{'d':'1.234','day':'2024-02-29 10:00','b':'maybe'}",
                        "{'d':'1000','day':'2024-02-30','b':''}");
        var rescued = given.apply(rescue("d:decimal(5,2),day:date,b:boolean"));
        assertFrame(rescued.dropFields("more")).hasRows("{'d':1.50,'day':'2024-02-29','b':true}", "{}", "{'b':null}");
        assertThat(texts(rescued, "more"))
                .containsExactly(
                        null,
                        "{\"d\":\"1.234\",\"day\":\"2024-02-29 10:00\",\"b\":\"maybe\"}",
                        "{\"d\":\"1000\",\"day\":\"2024-02-30\",\"b\":\"\"}");
    }

    @Test
    void rescuesWhatNoOtherTypeCanTake(SparkSession spark) {
        var given = FrameLiterals.of(spark)
                .frame(
                        "kinds",
                        "struct<a:array<int>,m:map<string,int>,s:struct<x:int>,d:date,b:boolean,t:string>",
                        "{'a':[1],'m':{'k':1},'s':{'x':1},'d':'2024-02-29','b':true,'t':'x'}",
                        "{}");
        var rescued = given.apply(rescue("a:string,m:map<string,bigint>,s:string,d:int,b:date,t:array<string>"));
        assertFrame(rescued.dropFields("more")).hasRows("{}", "{}");
        assertThat(texts(rescued, "more"))
                .containsExactly(
                        "{\"a\":[1],\"m\":{\"k\":1},\"s\":{\"x\":1},\"d\":\"2024-02-29\",\"b\":true,\"t\":\"x\"}",
                        null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void takesEveryTypeForEveryOther(long seed, SparkSession spark) {
        var random = new RandomRows(seed, true);
        var names = IntStream.range(0, 12).mapToObj(i -> "c" + i).toList();
        var from = random.record(names, 3);
        var given = FrameLiterals.of(spark).frame("given", from, random.rows(from, 4));
        var to = new RandomRows(seed + 100, true).record(names, 3);
        var rescued = given.apply(new AssertSchema(to, SchemaChange.RESCUE, "more"));
        assertThat(rescued.dropFields("more").schema()).isEqualTo(to);
        assertThat(rescued.toDF().collectAsList()).hasSize(4);
    }

    @Test
    void takesEverySimpleTypeForEveryOther(SparkSession spark) {
        var types = new ArrayList<Type>(List.of(Type.Primitive.values()));
        types.add(new Type.Decimal(9, 3));
        var from = new ArrayList<Type.Field>();
        var to = new ArrayList<Type.Field>();
        types.forEach(one -> types.forEach(other -> {
            from.add(new Type.Field("c" + from.size(), one));
            to.add(new Type.Field("c" + to.size(), other));
        }));
        var record = new Type.Struct(from);
        var given = FrameLiterals.of(spark).frame("given", record, new RandomRows(1, false).rows(record, 4));
        var rescued = given.apply(new AssertSchema(new Type.Struct(to), SchemaChange.RESCUE, "more"));
        var rows = rescued.toDF().collectAsList();
        var whole = given.toDF().collectAsList();
        for (int row = 0; row < rows.size(); row++) {
            var more = JsonRow.parse(
                    Optional.ofNullable(rows.get(row).getString(to.size())).orElse("{}"));
            for (int i = 0; i < to.size(); i++) {
                // typed, or rescued, or null before
                assertThat(List.of(
                                !rows.get(row).isNullAt(i),
                                more.cells().has("c" + i),
                                whole.get(row).isNullAt(i)))
                        .as(from.get(i) + " as " + to.get(i))
                        .containsExactlyInAnyOrder(true, false, false);
            }
        }
    }

    @Test
    void writesValuesInsideOthersWithAllTheirDigits(SparkSession spark) {
        var given = FrameLiterals.of(spark)
                .frame(
                        "deep",
                        "struct<id:int,a:array<struct<v:uniontype<bigint,string>,m:map<string,uniontype<int,date>>>>,t:timestamp>",
                        "{'id':1,'a':[{'v':{'long':9223372036854775807},'m':{'k':{'int':1},'l':null}},null,{}],"
                                + "'t':'2024-02-29T10:00:00.123456Z'}",
                        "{'id':2,'a':[]}");
        assertThat(texts(given.apply(rescue("id:int")), "more"))
                .containsExactly(
                        "{\"a\":[{\"v\":9223372036854775807,\"m\":{\"k\":1,\"l\":null}},null,{}],"
                                + "\"t\":\"2024-02-29T10:00:00.123456Z\"}",
                        "{\"a\":[]}");
    }

    @Test
    void namesTheFileOfARow(SparkSession spark, @TempDir Path folder) {
        var path = folder.resolve("a folder").toString();
        spark.range(4).toDF().coalesce(1).write().json(path);
        var read = DynamicFrame.fromDF(
                spark.read().json(path), "numbers", FrameContext.outsideJobs(Registry.fromClasspath()));
        var twice = read.derive(read.schema(), read.toDF().union(read.toDF()));
        var rescued = twice.filter("id < 1").apply(rescue("no:int"));
        assertThat(texts(rescued, "more")).hasSize(2).allSatisfy(text -> assertThat(text)
                .matches("\\{\"id\":0,\"_file\":\"file:/.*/a%20folder/part-.*\\.json\"}"));
        assertThat(Determinism.isMissingIn(rescued.toDF())).isFalse();
        var shuffled = read.derive(read.schema(), read.toDF().sort("id")).apply(rescue("no:int"));
        assertThat(texts(shuffled, "more")).containsExactly("{\"id\":0}", "{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    }

    @GeneratedCode
    @Test
    void costsNothingWhereAllMustFit(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, d date, n string, s struct<x:smallint>");
        var rescued = rows.apply(rescue("n:string,d:string,id:bigint,s:struct<x:int>"));
        ScanPlan.of(rescued.filter("n = 'x'").selectFields("id", "s", "more"))
                .pushes("IsNotNull(n)", "EqualTo(n,x)")
                .reads("struct<id:int,n:string,s:struct<x:smallint>>")
                .isGenerated();
    }

    @Test
    void refusesANameThatIsTaken(SparkSession spark) {
        assertThatThrownBy(() -> rescue("more:int"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("column 'more' already (set rescued-column to another name)");
        var given = frame(spark).renameField("none", "more");
        assertThatThrownBy(() -> given.apply(rescue("id:int")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there is a column 'more' already");
    }

    private static List<String> texts(DynamicFrame frame, String column) {
        return frame.toDF().select(column).collectAsList().stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }
}
