// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.ExtractJsonPath.extractJsonPath;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractJsonPathTest extends TransformContract {
    @Override
    protected String name() {
        return "extract-json-path";
    }

    @Override
    protected Transform transform() {
        return new ExtractJsonPath(
                ColumnPath.parse("event.body"),
                List.of("$.user.id", "$.items[*].sku"),
                List.of(ColumnPath.of("user"), ColumnPath.parse("event.skus")),
                Unfit.FAULT);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "column",
                "event.body",
                "paths",
                List.of("$.user.id", "$.items[*].sku"),
                "to",
                List.of("user", "event.skus"),
                "unfit",
                "fault");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "events",
                literals.frame(
                        "events",
                        "struct<event:struct<body:string>>",
                        "{\"event\":{\"body\":\"{\\\"user\\\":{\\\"id\\\":7}}\"}}",
                        "{'event':{}}",
                        "{}"));
    }

    private static List<String> found(String json, String... paths) {
        var row = new JsonPaths(List.of(paths).stream().map(JsonPath::parse).toList())
                .values(UTF8String.fromString(json));
        if (row == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < paths.length; i++) {
            texts.add(row.isNullAt(i) ? null : row.getString(i));
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$                | {\"a\":[1, 2.50]}              | {\"a\":[1,2.50]}",
                "$.a              | {\"a\":\"x \\\"y\\\"\"}           | x \"y\"",
                "$.a              | {\"a\":\"\"}                     | ~~",
                "$.a              | {\"a\":12345678901234567890.10}  | 12345678901234567890.10",
                "$.a              | {\"a\":1e400}                  | 1e400",
                "$.a              | {\"a\":true}                   | true",
                "$.a              | {\"a\":null}                   |",
                "$.a              | {\"b\":1}                      |",
                "$.a              | [1]                            |",
                "$.a              | {\"a\":1,\"a\":2}              | 1",
                "$.a.b            | {\"a\":{\"c\":[{}],\"b\":\"x\"}}   | x",
                "$['odd name'].x  | {\"odd name\":{\"x\":1}}       | 1",
                "$[\"a.b\"]       | {\"a.b\":1}                    | 1",
                "$[1]             | [0,{\"a\":\"ü\"}]              | {\"a\":\"ü\"}",
                "$.a[2]           | {\"a\":[0,1]}                  |",
                "$.a[*]           | {\"a\":[\"x\",1,null,{\"b\":2}]} | [\"x\",1,null,{\"b\":2}]",
                "$.a[*].b         | {\"a\":[{\"b\":\"x\"},{},{\"b\":3}]} | [\"x\",3]",
                "$.a[*].b         | {\"a\":[{\"b\":1}]}            | [1]",
                "$.a[*]           | {\"a\":[]}                     |",
                "$                | 5                              | 5",
            })
    void findsWhatAPathMeans(String path, String json, String expected) {
        assertThat(found(json, path)).containsExactly(expected);
    }

    @Test
    void findsSeveralPathsInOneReading() {
        assertThat(found(
                        "{'a':[{'b':1},{'b':[2]}],'c':3}".replace('\'', '"'),
                        "$.c",
                        "$.a[1].b",
                        "$.a",
                        "$.a[*].b[0]",
                        "$.a[1]",
                        "$.c"))
                .containsExactly("3", "[2]", "[{\"b\":1},{\"b\":[2]}]", "[2]", "{\"b\":[2]}", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":1", "{\"a\":1} x", "{\"a\":1}{}", "{'a':1}", "nul", "{\"a\":1,}"})
    void findsNothingInWhatIsNotJson(String text) {
        assertThat(found(text, "$.a")).isNull();
    }

    @Test
    void isNoDeeperThanTheParserAllows() {
        assertThat(found("[".repeat(100_000) + "]".repeat(100_000), "$")).isNull();
        assertThat(found("[".repeat(900) + "]".repeat(900), "$[0]")).doesNotContainNull();
    }

    @Property(tries = 200)
    void findsTheValueOfEachFieldOfARandomObject(
            @ForAll @Size(max = 5) Map<@AlphaChars @StringLength(min = 1, max = 3) String, String> object)
            throws IOException {
        var json = new ObjectMapper().writeValueAsString(object);
        object.forEach((name, value) -> assertThat(found(json, "$." + name)).containsExactly(value));
    }

    @Test
    void givesNullsOrFaultsForWhatIsNotJson(SparkSession spark) {
        var rows =
                FrameLiterals.of(spark).frame("r", "struct<j:string>", "{\"j\":\"{\\\"a\\\":1}\"}", "{'j':'{'}", "{}");
        assertFrame(rows.apply(extractJsonPath("j", "$.a", "a")).selectFields("a"))
                .hasRows("{'a':'1'}", "{}", "{}");
        var strict = rows.apply(
                new ExtractJsonPath(ColumnPath.of("j"), List.of("$.a"), List.of(ColumnPath.of("j")), Unfit.FAULT));
        assertFrame(strict).hasType("struct<j:string>").hasRows("{'j':'1'}", "{}");
        assertThat(strict.errorsAsDynamicFrame()
                        .toDF()
                        .select("column", "reason", "raw")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[j,is not JSON,{\"j\":\"{\"}]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "$.", "$a", "$..a", "$.a[?(@.b)]", "$.a[1:2]", "$.a[-1]", "$['a", "$.*"})
    void refusesOtherPathsByName(String path) {
        assertThatThrownBy(() -> extractJsonPath("j", path, "a"))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("Cannot read JSON path '.*': not understood at character \\d+ \\(expected .*\\)");
    }

    @Test
    void refusesPathsWithoutColumnsAndColumnsWithoutText(SparkSession spark) {
        assertThatThrownBy(() -> new ExtractJsonPath(ColumnPath.of("j"), List.of("$.a"), List.of(), Unfit.NULL))
                .hasMessage("Cannot extract from 'j': each path needs a column (got [$.a] and [])");
        var rows = FrameLiterals.of(spark).frame("r", "struct<j:int>");
        assertThatThrownBy(() -> rows.apply(extractJsonPath("j", "$.a", "a")))
                .hasMessage("Cannot extract from 'j': j is of another type (got int; expected string)");
    }
}
