// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.SparkExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {
    private static final long SMALL_STACK = 256 * 1024;

    @TempDir
    Path folder;

    /** Runs it in a thread with a stack of 256 KB. */
    private static void onASmallStack(Runnable task) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, task, "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((failed, e) -> failure.set(e));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }

    private static List<GenericInternalRow> rows(String text, Type.Struct type) {
        var rows = new ArrayList<GenericInternalRow>();
        var reader = new StructReader(type, Reading.in(ZoneOffset.UTC));
        JsonLines.each(text, reader::read, (row, line) -> rows.add(row));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "["})
    void readsAThousandLevelsOnASmallStack(String open) throws InterruptedException {
        var close = open.equals("[") ? "]" : "}";
        var deep = open.repeat(998) + "1" + close.repeat(998);
        var text = "{\"a\":" + deep + ",\"b\":1}\n";
        onASmallStack(() -> {
            var type =
                    Type.Struct.of(new Type.Field("a", Type.Primitive.STRING), new Type.Field("b", Type.Primitive.INT));
            assertThat(rows(text, type)).singleElement().satisfies(row -> {
                assertThat(row.getString(0)).isEqualTo(deep);
                assertThat(row.getInt(1)).isEqualTo(1);
            });
            assertThat(rows(text, Type.Struct.of(new Type.Field("b", Type.Primitive.INT))))
                    .hasSize(1);
            var inference = JsonFolder.observe(new JsonFolder(folder).file("deep.json", text.repeat(3)));
            assertThat(inference.rows()).isEqualTo(3);
            var found = Resolution.LOSSLESS.resolveRows(inference.observed());
            assertThat(found.names()).containsExactly("a", "b");
            assertThat(rows(text, found)).singleElement().satisfies(row -> assertThat(row.getInt(1))
                    .isEqualTo(1));
        });
    }

    @Test
    void readsTwentyThousandColumnsInTheTimeOfTwentyThousand() throws InterruptedException {
        int width = 20_000;
        var record = IntStream.range(0, width)
                .mapToObj(i -> "\"column " + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}\n"));
        var backwards = IntStream.range(0, width)
                .mapToObj(i -> "\"column " + (width - 1 - i) + "\":" + i)
                .collect(Collectors.joining(",", "{", "}\n"));
        onASmallStack(() -> {
            var text = (record + backwards).repeat(20);
            var inference = JsonFolder.observe(new JsonFolder(folder).file("wide.json", text));
            var type = Resolution.LOSSLESS.resolveRows(inference.observed());
            assertThat(type.names())
                    .hasSize(width)
                    .startsWith("column 0", "column 1")
                    .endsWith("column 19999");
            var rows = rows(text, type);
            assertThat(rows).hasSize(40);
            assertThat(rows.get(38).getInt(19_999)).isEqualTo(19_999);
            assertThat(rows.get(39).getInt(19_999)).isZero();
        });
    }

    @Test
    void keepsAllDigits() {
        var text = "{\"l\":9007199254740993,\"max\":9223372036854775807,\"min\":-9223372036854775808,"
                + "\"d\":12345678901234567890123456789012345678,\"e\":1234567890123456789012345678901234567890}\n";
        var file = new JsonFolder(folder).file("digits.json", text);
        var type = Resolution.LOSSLESS.resolveRows(JsonFolder.observe(file).observed());
        assertThat(type.field("d").orElseThrow().type()).isEqualTo(new Type.Decimal(38, 0));
        assertThat(type.field("e").orElseThrow().type()).isEqualTo(Type.Primitive.STRING);
        var row = JsonFolder.frame(List.of(file), type).toDF().first();
        assertThat(row.getLong(0)).isEqualTo(9007199254740993L);
        assertThat(row.getLong(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(row.getLong(2)).isEqualTo(Long.MIN_VALUE);
        assertThat(row.getDecimal(3).toPlainString()).isEqualTo("12345678901234567890123456789012345678");
        assertThat(row.getString(4)).isEqualTo("1234567890123456789012345678901234567890");
    }

    @Test
    void takesAnyNameOfAColumn() {
        var names = List.of(
                "a.b",
                "with space",
                "`tick`",
                "'single'",
                "\\\"double\\\"",
                "😀",
                "Name",
                "name",
                "NAME",
                "",
                "tab\\t",
                "a\\\\b",
                "{}",
                "[*]");
        var record = IntStream.range(0, names.size())
                .mapToObj(i -> "\"" + names.get(i) + "\":" + i)
                .collect(Collectors.joining(",", "{", "}\n"));
        var session = SparkExtension.session();
        session.conf().set("spark.sql.caseSensitive", "true");
        try {
            var file =
                    new JsonFolder(folder).file("names.json", record.repeat(3).getBytes(StandardCharsets.UTF_8));
            var type = Resolution.LOSSLESS.resolveRows(JsonFolder.observe(file).observed());
            assertThat(type.names())
                    .contains("a.b", "\"double\"", "😀", "", "tab\t", "a\\b")
                    .hasSize(names.size());
            var frame = JsonFolder.frame(List.of(file), type);
            var row = frame.toDF().first();
            for (int i = 0; i < names.size(); i++) {
                assertThat(row.getInt(i)).isEqualTo(i);
            }
            assertThat(frame.toDF().select("`a.b`", "name", "NAME").first().mkString(","))
                    .isEqualTo("0,7,8");
            assertThat(frame.errorsCount()).isZero();
        } finally {
            session.conf().unset("spark.sql.caseSensitive");
        }
    }

    @GeneratedCode
    @Test
    void prunesColumnsWithinGeneratedCode() {
        var file = new JsonFolder(folder).file("rows.json", "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]");
        var plan = JsonFolder.frame(List.of(file), "struct<a:int,b:string>")
                .toDF()
                .filter("a > 1")
                .select("b")
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(plan)
                .contains("*(1) Project", "*(1) Filter", "FileScan json [a#", "ReadSchema: struct<a:int,b:string>");
    }
}
