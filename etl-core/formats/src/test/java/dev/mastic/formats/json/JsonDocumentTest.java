// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Sample;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.text.LineBuffer;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.testkit.SparkExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRETTY = """
            [
              {
                "a": 1
              },
              {
                "a": "x"
              },
              7,
              {"a": 2, "a": 3},
              {"a": tru},
              {"a": 4}
            ]
            """;

    @TempDir
    Path folder;

    /** What is found, and what is refused as {@code line:raw:reason}. */
    private record Found(List<String> good, List<String> bad) {
        static Found in(String text, String path, int atOnce) {
            var good = new ArrayList<String>();
            var bad = new ArrayList<String>();
            var slow = new Slow(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), atOnce);
            var buffer = new LineBuffer(new LineBuffer.Unpacked(slow, () -> false), 0, 1 << 20, false, true);
            ObjectReader.Shape<JsonValue> shape = JsonValue::of;
            var grammar = new DocumentGrammar<>(JsonPath.parse(path), shape);
            try (var records = new Records<>(
                    buffer,
                    Stretch.ALL,
                    grammar,
                    refusal -> bad.add(refusal.line() + ":" + refusal.why().reason()),
                    ReadBudget.DEFAULT)) {
                for (var record = records.next(); record != null; record = records.next()) {
                    good.add(records.line() + ":" + record.shown().replaceAll("\\s", ""));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return new Found(good, bad);
        }
    }

    /** Gives a few bytes at once, and so every window another limit. */
    private static final class Slow extends InputStream {
        private final InputStream in;
        private final int atOnce;

        Slow(InputStream in, int atOnce) {
            this.in = in;
            this.atOnce = atOnce;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, Math.min(length, atOnce));
        }
    }

    @Test
    void readsAnArrayThatIsPrintedPrettily() {
        var files = new JsonFolder(folder);
        var frame = JsonFolder.frame(List.of(files.file("rows.json", PRETTY)), "struct<a:int>");
        assertThat(JsonFolder.rows(frame)).containsExactly("{\"a\":1}", "{\"a\":4}");
        var faults = JsonFolder.faults(frame);
        assertThat(faults).extracting(fault -> fault.getLong(2)).containsExactly(5L, 8L, 9L, 10L);
        assertThat(faults)
                .extracting(fault -> fault.getString(6))
                .containsExactly("{\n    \"a\": \"x\"\n  }", "7", "{\"a\": 2, \"a\": 3}", "{\"a\": tru}");
        assertThat(faults).allSatisfy(fault -> assertThat(PRETTY.substring((int) fault.getLong(1)))
                .startsWith(fault.getString(6)));
    }

    @Test
    void readsEachFileAsItIsLaidOut() {
        var files = new JsonFolder(folder);
        var all = List.of(
                files.file("1.json", "{\"a\":1}\n{\"a\":2}\n"),
                files.file("2.json", "\uFEFF [ {\"a\":3},{\"a\":4} ]\n"),
                files.file("3.json", "[]"),
                files.file("4.json", "[ {\"a\":5},\n{\"a\":6}"));
        var session = SparkExtension.session();
        session.conf().set("spark.sql.files.maxPartitionBytes", "7");
        try {
            var frame = JsonFolder.frame(all, "struct<a:int>");
            assertThat(frame.toDF().sort("a").toJSON().collectAsList()).hasSize(6);
            assertThat(JsonFolder.faults(frame)).singleElement().satisfies(fault -> {
                assertThat(fault.getString(0)).endsWith("4.json");
                assertThat(fault.getString(5)).isEqualTo("the file ends inside the document");
                assertThat(fault.getLong(2)).isEqualTo(2);
            });
        } finally {
            session.conf().unset("spark.sql.files.maxPartitionBytes");
        }
    }

    @Test
    void readsRecordsAtAPathInsideDocuments() throws IOException {
        var text = "{\"meta\":{\"b\":[{\"v\":0}]},\"a\":{\"x\":[[]],\"b\":[{\"v\":1},{\"v\":2}]},\"z\":\"}\"}\n"
                + "{\"a\":{\"b\":[{\"v\":3}]}}";
        var file = new JsonFolder(folder).file("rows.json.gz", JsonObserveTest.gzip(text));
        var match = JsonFolder.MATCH;
        var format = new JsonFormat.Plugin()
                .create(new JsonFormat.Plugin().settings().of("test", Map.of("json-path", "$.a.b[*]")), null);
        var input = new InputFile(file, new Configuration());
        var found = format.sniff(input.sample()).orElseThrow();
        assertThat(found.dialect()).containsEntry("jsonPath", "$['a']['b'][*]");
        var inference = format.observe(input, match, Long.MAX_VALUE);
        assertThat(inference.rows()).isEqualTo(3);
        assertThat(TypeString.print(Resolution.GLUE.resolveRows(inference.observed())))
                .isEqualTo("struct<v:int>");
        var frame = JsonFolder.frame(new JsonFormat(), found, List.of(file), "struct<v:int>");
        assertThat(JsonFolder.rows(frame)).containsExactly("{\"v\":1}", "{\"v\":2}", "{\"v\":3}");
        assertThat(JsonFolder.faults(frame)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "[{\"a\":1},] | $[*] | 1 | expected a value; where it goes on cannot be told, the rest of the file is refused",
                "[{\"a\":1} {\"a\":2}] | $[*] | 1 | expected ',' or ']'; where",
                "[{\"a\":1},{\"a\":[}, {\"a\":3}] | $[*] | 1 | Unexpected close marker",
                "[{\"a\":1},{\"a\":1,}, {\"a\":3}] | $[*] | 2 | Unexpected character",
                "[{\"a\":1}] ] | $[*] | 1 | expected a value",
                "[{\"a\":1}] x {} | $[*] | 1 | expected an array at $",
                "[{\"a\":1},{\"a\": | $[*] | 1 | the file ends inside the object",
                "[{\"a\":1}, | $[*] | 1 | the file ends inside the document",
                "{\"b\":1} | $.a[*] | 0 | there is nothing at $['a']",
                "{\"a\":{\"b\":1}} | $.a[*] | 0 | expected an array at $['a']",
                "{\"a\" 1} | $.a[*] | 0 | expected ':'",
                "7 | $.a[*] | 0 | expected an object at $",
                "[{\"a\":1},\u0001] | $[*] | 1 | expected a value",
                "{1} | $.a[*] | 0 | expected a key",
                "{\"a\":[{},null,[{}],\"x\"]} | $.a[*] | 1 | expected an object",
                "[{\"a\":[{\"v\":1}]},{\"a\":[]},{\"b\":1},{\"a\":[{\"v\":2}]}] | $[*].a[*] | 2 | ",
            })
    void costsAsLittleAsCanBeTold(String text, String path, int good, String reason) {
        var found = Found.in(text, path, 1 << 20);
        assertThat(found.good()).hasSize(good);
        if (reason == null) {
            assertThat(found.bad()).isEmpty();
        } else {
            assertThat(found.bad()).first().asString().contains(":" + reason);
        }
    }

    @Test
    void keepsNoMoreThanARecord() {
        var text = "{\"skip\":[" + "\"xxxxxxxx\",".repeat(400_000) + "1],\"a\":[{\"v\":1}]}";
        assertThat(Found.in(text, "$.a[*]", 1 << 20).good()).containsExactly("1:{\"v\":1}");
    }

    @Property(tries = 500)
    void findsTheSameWhateverTheWindow(@ForAll("documents") String text, @ForAll("sizes") int atOnce) {
        assertThat(Found.in(text, "$[*]", atOnce)).isEqualTo(Found.in(text, "$[*]", 1 << 20));
    }

    @Property(tries = 200)
    void findsWhatATreeHolds(@ForAll("trees") ArrayNode tree) throws IOException {
        var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        var found = Found.in(text, "$[*]", 1 << 20);
        assertThat(found.bad()).isEmpty();
        assertThat(found.good()).hasSameSizeAs(tree);
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(1, 40);
    }

    @Provide
    Arbitrary<ArrayNode> trees() {
        return Arbitraries.integers().between(0, 30).map(size -> {
            var array = JSON.createArrayNode();
            for (int i = 0; i < size; i++) {
                array.addObject()
                        .put("n", i)
                        .put("t", "}]{\"" + i)
                        .putArray("l")
                        .addObject()
                        .put("x", i);
            }
            return array;
        });
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "{\"a\":1}",
                        "{\"a\":\"}]\\\"\"}",
                        ",",
                        ",",
                        ",",
                        ",\n",
                        "[",
                        "]",
                        "7",
                        "\"x\"",
                        "null",
                        "{\"a\":tru}",
                        "{\"a\":[",
                        "{",
                        "}",
                        " ",
                        "\n",
                        "[1,[2]]",
                        "{\"b\":{}}",
                        "\"")
                .list()
                .ofMaxSize(20)
                .map(list -> "[" + String.join("", list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$..a", "$[0]", "$[1:2]", "$[?(@.a)]", "$.*", "$.a.length()", "a.b", "$.", "$[", "$a", "$['a"})
    void refusesOtherStepsByName(String path) {
        assertThatThrownBy(() -> JsonPath.parse(path))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'" + path + "'");
    }

    @Test
    void readsPathsBackAsTheyAreWritten() {
        for (var path : List.of("$", "$[*]", "$.a.b[*]", "$['it\\'s a'][\"b.c\"][*].d", "$.ü[*][*]")) {
            assertThat(JsonPath.parse(JsonPath.parse(path).toString())).isEqualTo(JsonPath.parse(path));
        }
        assertThat(JsonPath.parse("$['it\\'s'].b").steps().get(0).member()).isEqualTo("it's");
    }

    @Test
    void recognisesArraysOfObjectsOnly() {
        assertThat(certainty("[{\"a\":1},{\"a\":2}]")).isEqualTo(1);
        assertThat(certainty(PRETTY)).isGreaterThan(0.5);
        assertThat(certainty("[{\"a\":\"" + "x".repeat(70_000))).isEqualTo(1);
        assertThat(certainty("[1,2]")).isZero();
        assertThat(certainty("[[{\"a\":1}]]")).isZero();
        assertThat(certainty("[{not json},{nor this}]")).isZero();
    }

    private static double certainty(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var head = Arrays.copyOf(bytes, Math.min(bytes.length, 64 * 1024));
        return new JsonFormat()
                .sniff(new Sample("/any", bytes.length, head, new byte[0], "none"))
                .map(match -> match.certainty())
                .orElse(0.0);
    }
}
