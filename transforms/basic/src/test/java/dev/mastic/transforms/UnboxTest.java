// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.Unbox.unboxJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.JobCounter;
import dev.mastic.testkit.RandomRows;
import dev.mastic.testkit.TransformContract;
import dev.mastic.transforms.text.CsvDialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.debug.package$;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnboxTest extends TransformContract {
    private static final String SCHEMA = "struct<a:int,b:array<string>>";

    @Override
    protected String name() {
        return "unbox";
    }

    @Override
    protected Transform transform() {
        return unboxJson("s.text", Optional.of(FrameLiterals.type(SCHEMA)));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("path", "s.text", "format", "json", "schema", SCHEMA);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "boxes",
                literals.frame(
                        "boxes",
                        "struct<id:int,s:struct<text:string,n:int>>",
                        row("1", "{\\\"a\\\":1,\\\"b\\\":[\\\"x\\\",null]}"),
                        row("2", "{}"),
                        "{\"id\":3,\"s\":{\"n\":1}}",
                        "{\"id\":4}"));
    }

    private static String row(String id, String text) {
        return "{\"id\":" + id + ",\"s\":{\"text\":\"" + text + "\"}}";
    }

    private static DynamicFrame texts(SparkSession spark, String... texts) {
        var context = FrameLiterals.of(spark).context();
        var rows = spark.createDataset(List.of(texts), Encoders.STRING()).toDF("t");
        return DynamicFrame.fromDF(rows, "texts", context);
    }

    private static Unbox json(String schema) {
        return unboxJson("t", Optional.of(FrameLiterals.type(schema)));
    }

    @Test
    void replacesTheTextByItsRecord(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("boxes").apply((Unbox) transform()))
                .hasType("struct<id:int,s:struct<text:struct<a:int,b:array<string>>,n:int>>")
                .hasRows(
                        "{'id':1,'s':{'text':{'a':1,'b':['x',null]}}}",
                        "{'id':2,'s':{'text':{}}}",
                        "{'id':3,'s':{'n':1}}",
                        "{'id':4}");
    }

    @Test
    void refusesTextsThatItCannotReadWhole(SparkSession spark) {
        var unboxed = texts(
                        spark,
                        "{\"a\":1}",
                        "{\"a\":1} x",
                        "{\"a\":1",
                        "[1]",
                        "7",
                        "",
                        "{\"a\":\"1\"}",
                        "{\"a\":1.5}",
                        "{\"a\":1,\"a\":1}",
                        "{\"a\":9999999999}",
                        "{\"a\":1}{\"a\":2}",
                        "{\"s\":\"\\ud800\"}",
                        "{\"b\":2}")
                .apply(json("struct<a:int,s:string>"));
        assertFrame(unboxed).hasRows("{'t':{'a':1}}", "{'t':{}}");
        assertThat(unboxed.faultSources()).anyMatch(source -> source.signalled());
        var faults = unboxed.errorsAsDynamicFrame();
        assertThat(faults.count()).isEqualTo(11);
        assertFrame(faults.selectFields("column", "reason", "raw")
                        .derive(
                                faults.selectFields("column", "reason", "raw").schema(),
                                faults.selectFields("column", "reason", "raw")
                                        .toDF()
                                        .filter("raw like '%x\"}'")))
                .hasRows("{\"column\":\"t\",\"reason\":\"its text is no json of struct<a:int,s:string>\","
                        + "\"raw\":\"{\\\"t\\\":\\\"{\\\\\\\"a\\\\\\\":1} x\\\"}\"}");
    }

    @Test
    void keepsDigitsAndChoices(SparkSession spark) {
        var unboxed = texts(
                        spark,
                        "{\"l\":9223372036854775807,\"d\":12345678901234567890.123,\"c\":9007199254740993,\"s\":1.50}",
                        "{\"c\":1.5}",
                        "{\"c\":\"x\"}",
                        "{\"c\":{\"x\":[1]},\"m\":{\"k\":true}}")
                .apply(json("struct<l:bigint,d:decimal(38,3),c:uniontype<bigint,double,string,struct<x:array<int>>>,"
                        + "s:string,m:map<string,boolean>>"));
        assertFrame(unboxed)
                .hasRows(
                        "{'t':{'l':9223372036854775807,'d':12345678901234567890.123,'c':{'long':9007199254740993},"
                                + "'s':'1.50'}}",
                        "{'t':{'c':{'double':1.5}}}",
                        "{'t':{'c':{'string':'x'}}}",
                        "{'t':{'c':{'struct':{'x':[1]}},'m':{'k':true}}}");
    }

    @Test
    void findsTheTypeInTheTextsWhenNoneIsGiven(SparkSession spark) {
        var texts = texts(
                spark, "{\"a\":1,\"b\":null}", "{\"a\":3000000000,\"c\":[1.5,\"x\"]}", "{\"a\":\"220\"}", "no json");
        var unbox = unboxJson("t", Optional.empty());
        assertThatThrownBy(() -> unbox.outputShape(texts.schema()))
                .isInstanceOf(UnknownShapeException.class)
                .hasMessageContaining("set schema to name them");
        assertThat(JobCounter.jobsOf(spark, () -> unbox.apply(texts))).isEqualTo(1);
        assertFrame(unbox.apply(texts))
                .hasType("struct<t:struct<a:uniontype<bigint,string>,b:void,c:array<uniontype<double,string>>>>")
                .hasRows(
                        "{'t':{'a':{'long':1}}}",
                        "{'t':{'a':{'long':3000000000},'c':[{'double':1.5},{'string':'x'}]}}",
                        "{'t':{'a':{'string':'220'}}}");
    }

    @Test
    void readsLinesOfCsv(SparkSession spark) {
        var texts = texts(spark, "1|a", "2|\"x|\"\"y\"\"\"", "|", "x|b", "3", "\"4|c");
        var type = FrameLiterals.type("struct<id:int,name:string>");
        var bars = new CsvDialect('|', '"', false, false);
        var unboxed = texts.apply(new Unbox(ColumnPath.of("t"), Unbox.Format.CSV, Optional.of(type), bars));
        assertFrame(unboxed)
                .hasType("struct<t:struct<id:int,name:string>>")
                .hasRows(
                        "{\"t\":{\"id\":1,\"name\":\"a\"}}",
                        "{\"t\":{\"id\":2,\"name\":\"x|\\\"y\\\"\"}}",
                        "{\"t\":{}}");
        assertFrame(unboxed.errorsAsDynamicFrame().selectFields("column", "reason"))
                .hasRows(
                        "{'column':'t','reason':'its text is no csv of struct<id:int,name:string>'}",
                        "{'column':'t','reason':'its text is no csv of struct<id:int,name:string>'}",
                        "{'column':'t.id','reason':'a value is no int'}");
    }

    @Test
    void takesNamesFromHeadersOfCsv(SparkSession spark) {
        var texts = texts(spark, "#\nid,name\n1,a\\,b\n", "#\r\nname,x\r\nc,d");
        var plugin = new Unbox.Plugin();
        var settings = plugin.settings()
                .of(
                        "test",
                        Map.of(
                                "path",
                                "t",
                                "format",
                                "csv",
                                "options",
                                Map.of("withHeader", true, "skip-first", true, "escaper", "\\")));
        var unbox = (Unbox) plugin.create(settings, null);
        assertFrame(unbox.apply(texts))
                .hasType("struct<t:struct<id:string,name:string,x:string>>")
                .hasRows("{'t':{'id':'1','name':'a,b'}}", "{'t':{'name':'c','x':'d'}}");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void givesBackWhatWasWrittenAsJson(long seed, SparkSession spark) {
        var random = new RandomRows(seed, true);
        var type = random.record(List.of("a", "b", "c"), 4);
        var rows = FrameLiterals.of(spark).frame("r", type, random.rows(type, 10));
        var boxed = rows.toDF().select(functions.to_json(functions.struct("*")).as("t"));
        var frame = DynamicFrame.fromDF(boxed, "boxed", rows.context());
        var unboxed = frame.apply(unboxJson("t", Optional.of(written(type))));
        assertThat(unboxed.toDF().select("t.*").toJSON().collectAsList())
                .isEqualTo(rows.toDF().toJSON().collectAsList());
    }

    /** Choices are written as their structs. */
    private static Type.Struct written(Type.Struct type) {
        return ResolveChoice.resolveChoices("make_struct").outputShape(type);
    }

    @GeneratedCode
    @Test
    void keepsCodeGenerationWhole(SparkSession spark) {
        var unboxed = sample(FrameLiterals.of(spark)).get("boxes").apply((Unbox) transform());
        var code =
                package$.MODULE$.codegenString(unboxed.toDF().queryExecution().executedPlan());
        assertThat(code).startsWith("Found 1 WholeStageCodegen").contains(".read(");
    }

    @Test
    void refusesWhatIsNoTextAndOtherFormats(SparkSession spark) {
        var frame = FrameLiterals.of(spark).frame("f", "struct<a:int,c:uniontype<int,struct<t:string>>>", "{}");
        assertThatThrownBy(() -> frame.apply(unboxJson("a", Optional.empty())))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot unbox a: it is no text (got int; expected string or binary)");
        assertThatThrownBy(() -> frame.apply(unboxJson("aa", Optional.empty())))
                .hasMessageContaining("did you mean 'a'?");
        assertThatThrownBy(() -> frame.apply(unboxJson("c.struct.t", Optional.empty())))
                .hasMessageContaining("it lies inside a choice");
        assertRefused(Map.of("path", "t", "format", "avro"), "avro needs spark-avro");
        assertRefused(Map.of("path", "t", "format", "jsn"), "did you mean 'json'?");
        assertRefused(Map.of("path", "t", "format", "csv", "options", Map.of("separatr", ",")), "'separatr'");
        assertRefused(Map.of("path", "t", "format", "csv", "options", Map.of("separator", "||")), "one character");
        assertRefused(Map.of("path", "t", "format", "json", "schema", "int"), "a struct<");
    }

    private static void assertRefused(Map<String, ?> settings, String why) {
        assertThatThrownBy(() -> new Unbox.Plugin().settings().of("test", settings))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining(why);
    }
}
