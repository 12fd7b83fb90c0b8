// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.ParseJsonColumn.parseJsonColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParseJsonColumnTest extends TransformContract {
    @Override
    protected String name() {
        return "parse-json-column";
    }

    @Override
    protected Transform transform() {
        return new ParseJsonColumn(
                ColumnPath.parse("event.body"),
                Optional.of(FrameLiterals.type(BODY)),
                Optional.of(ColumnPath.of("body")),
                Unfit.FAULT);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "event.body", "schema", BODY, "to", "body", "unfit", "fault");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "events",
                literals.frame(
                        "events",
                        "struct<event:struct<body:string>>",
                        event("{'id':1,'x':'y','t':[1.50]}"),
                        event("{'other':1}"),
                        "{'event':{}}",
                        "{}"));
    }

    private static final String BODY = "struct<id:bigint,x:uniontype<bigint,string>,t:array<decimal(4,2)>>";

    private static String event(String json) {
        return "{\"event\":{\"body\":\"" + json.replace("'", "\\\"") + "\"}}";
    }

    private static DynamicFrame bodies(SparkSession spark, String... jsons) {
        var rows = List.of(jsons).stream().map(ParseJsonColumnTest::event).toArray(String[]::new);
        return FrameLiterals.of(spark).frame("events", "struct<event:struct<body:string>>", rows);
    }

    @Test
    void makesStructsWithChoicesAndAllDigits(SparkSession spark) {
        var parsed = sample(FrameLiterals.of(spark)).get("events").apply((ParseJsonColumn) transform());
        assertFrame(parsed).hasType("struct<event:struct<body:string>,body:" + BODY + ">");
        assertFrame(parsed.selectFields("body"))
                .hasRows("{'body':{'id':1,'x':{'string':'y'},'t':[1.50]}}", "{'body':{}}", "{}", "{}");
        assertThat(parsed.errorsCount()).isZero();
    }

    @Test
    void givesNullsOrFaultsForWhatIsNoSuchObject(SparkSession spark) {
        var rows = bodies(spark, "{'id':1}", "{'id':'x'}", "{'id':1", "[]", "", "{'id':1} {}");
        var type = FrameLiterals.type("struct<id:bigint>");
        assertFrame(rows.apply(parseJsonColumn("event.body", type)))
                .hasType("struct<event:struct<body:struct<id:bigint>>>")
                .hasRows(
                        "{'event':{'body':{'id':1}}}",
                        "{'event':{}}",
                        "{'event':{}}",
                        "{'event':{}}",
                        "{'event':{}}",
                        "{'event':{}}");
        var strict = rows.apply(
                new ParseJsonColumn(ColumnPath.parse("event.body"), Optional.of(type), Optional.empty(), Unfit.FAULT));
        assertFrame(strict).hasRows("{'event':{'body':{'id':1}}}");
        assertThat(strict.errorsAsDynamicFrame()
                        .toDF()
                        .select("column", "reason")
                        .distinct()
                        .collectAsList()
                        .toString())
                .isEqualTo("[[event.body,is no JSON of struct<id:bigint>]]");
        assertThat(strict.errorsCount()).isEqualTo(5);
    }

    @GeneratedCode
    @ParameterizedTest
    @EnumSource
    void readsEachTextOnce(Unfit unfit, SparkSession spark) {
        var parse = new ParseJsonColumn(
                ColumnPath.parse("event.body"),
                Optional.of(FrameLiterals.type(BODY)),
                Optional.of(ColumnPath.of("body")),
                unfit);
        var code = CodegenTexts.of(bodies(spark, "{}").apply(parse).toDF());
        assertThat(code.split("\\.read\\(", -1)).hasSize(2);
    }

    @Test
    void findsTheTypeInTheTextsByAJob(SparkSession spark) {
        var find = new ParseJsonColumn(ColumnPath.parse("event.body"), Optional.empty(), Optional.empty(), Unfit.NULL);
        var rows = bodies(spark, "{'id':1,'a':{'b':true}}", "{'id':'x'}", "nothing");
        assertThatThrownBy(() -> find.outputShape(rows.schema()))
                .isInstanceOf(UnknownShapeException.class)
                .hasMessage("Cannot tell the fields of 'event.body' before its texts are read (set schema to name them,"
                        + " such as struct<id:bigint>)");
        assertFrame(rows.apply(find))
                .hasType("struct<event:struct<body:struct<id:uniontype<int,string>,a:struct<b:boolean>>>>")
                .hasRows(
                        "{'event':{'body':{'id':{'int':1},'a':{'b':true}}}}",
                        "{'event':{'body':{'id':{'string':'x'}}}}",
                        "{'event':{}}");
    }

    @Test
    void refusesWhatIsNoTextAndNoTypeOfAnObject(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("r", "struct<j:binary>");
        assertThatThrownBy(() -> rows.apply(parseJsonColumn("j", FrameLiterals.type(BODY))))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot parse 'j': j is of another type (got binary; expected string)");
        assertThatThrownBy(() -> new ParseJsonColumn.Plugin()
                        .settings()
                        .of("parse-json-column", Map.of("column", "j", "schema", "array<int>")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("Cannot read 'array<int>' as the type of an object");
    }
}
