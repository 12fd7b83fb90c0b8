// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.formats.text.Stretch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
    private static final String OBJECTS = """
            {"a":1}
            {
              "a": 2,
              "list": [
                {"x": 1},
                {"x": 2}
              ]
            }
            {"a":3}
            """;

    @Test
    void readsObjectsOverSeveralLines() {
        var records = JsonLines.of(OBJECTS);
        assertThat(records.good()).hasSize(3);
        assertThat(records.bad()).isEmpty();
    }

    @Test
    void readsObjectsOnOneLineWithoutNewlines() {
        assertThat(JsonLines.of("{\"a\":1}{\"a\":2} {\"a\":3}").good()).hasSize(3);
    }

    @Test
    void passesOverByteOrderMarkBlankLinesAndLineEnds() {
        var records = JsonLines.of("\uFEFF{\"a\":1}\r\n\r\n  \t\n{\"a\":2}\r\n{\"a\":3}");
        assertThat(records.good()).hasSize(3);
        assertThat(records.bad()).isEmpty();
    }

    @Test
    void refusesEachBadLineAndReadsOn() {
        var records =
                JsonLines.of("{\"a\":1}\nnot json\n[1,2]\n42\n{\"a\":\n{\"a\":2}\n{\"a\":3} x\n\"s\"\n{\"a\":4}\n");
        assertThat(records.good()).hasSize(3);
        assertThat(records.badLines()).containsExactly(2L, 3L, 4L, 5L, 7L, 8L);
        assertThat(records.badRows()).contains("not json", "[1,2]", "42", "{\"a\":", "{\"a\":3} x", "\"s\"");
        assertThat(records.bad().get(1).reason()).isEqualTo("expected an object");
        assertThat(records.bad().get(4).reason()).isEqualTo("more than an object on its line");
    }

    @Test
    void takesNoPartOfABrokenObjectForARecord() {
        var records = JsonLines.of("{\n  \"a\": [\n    {\"x\": 1}\n    {\"x\": 2}\n  ]\n}\n{\"a\":3}\n");
        assertThat(records.good()).hasSize(1);
        assertThat(records.badLines()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void refusesKeysThatStandTwice() {
        assertThat(JsonLines.of("{\"a\":1,\"a\":2}\n{\"b\":{\"c\":1,\"c\":2}}").bad())
                .extracting(JsonLines.Bad::reason)
                .containsOnly("the key stands twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":-}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}",
                "{'a':1}", "{a:1}", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":tru}", "{\"a\":\"\u0001\"}", "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}", "{\"a\":1/*c*/}", "{\"a\":1}}", "{\"a\":[1,]}", "{\"a\":[1}", "{]",
                        "{\"a\":\"\\ud800\"}",
                "{\"a\":1}\u0000", "\u0000", "{\"a\":\"x", "}", "{\"a\":0x1}", "{\"a\":1e}"
            })
    void refusesWhatIsNoObject(String line) {
        var records = JsonLines.of("{\"good\":1}\n" + line + "\n{\"good\":2}\n");
        assertThat(records.good()).hasSize(2);
        assertThat(records.badLines()).containsExactly(2L);
    }

    @Test
    void refusesNestingBeyondTheLimitWithoutOverflow() {
        var deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        var arrays = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        var records = JsonLines.of(deep + "\n" + arrays + "\n{\"a\":1}");
        assertThat(records.good()).hasSize(1);
        assertThat(records.badLines()).containsExactly(1L, 2L);
    }

    @Test
    void refusesLinesAndObjectsThatAreTooLong() {
        var line = "{\"a\":\"" + "x".repeat(5000) + "\"}";
        var lines = "{\"a\":[\n" + "1,\n".repeat(2000) + "1]}";
        var text = line + "\n{\"a\":1}\n" + lines + "\n{\"a\":2}\n" + line;
        var records = JsonLines.of(text.getBytes(StandardCharsets.UTF_8), Stretch.ALL, 1000);
        assertThat(records.good()).hasSize(2);
        assertThat(records.bad().get(0).reason()).isEqualTo("longer than 1000 bytes");
        assertThat(records.badLines()).startsWith(1L, 3L, 4L).endsWith(2006L);
    }

    @Test
    void findsTheSameWhateverTheWindow() {
        var text = OBJECTS.repeat(50) + "{\"a\":\n" + OBJECTS.repeat(10);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var expected = JsonLines.of(text);
        for (int window = 200; window < 260; window++) {
            assertThat(JsonLines.of(bytes, Stretch.ALL, window)).isEqualTo(expected);
        }
    }

    @Test
    void endsADoubtWhereReadingCanBegin() {
        var text = "{{\"a\":2}\n{\"a\":1}]}\n  {\"a\":3}";
        assertThat(JsonLines.of(text).good()).hasSize(1);
    }

    @Property(tries = 1000)
    void findsTheSameHoweverAFileIsCut(@ForAll("texts") String text, @ForAll("sizes") int size) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var whole = JsonLines.of(text);
        var good = new ArrayList<String>();
        var bad = new ArrayList<String>();
        for (int start = 0; start < bytes.length; start += size) {
            var part = JsonLines.of(bytes, Stretch.split(start, Math.min(bytes.length, start + size)), 1 << 20);
            good.addAll(part.good());
            part.bad().forEach(one -> bad.add(one.start() + one.raw() + one.reason()));
        }
        assertThat(good).isEqualTo(whole.good());
        assertThat(bad)
                .isEqualTo(whole.bad().stream()
                        .map(one -> one.start() + one.raw() + one.reason())
                        .toList());
    }

    @Property(tries = 300)
    void findsEachRefusalAgainInItsOwnRange(@ForAll("texts") String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var bad : JsonLines.of(text).bad()) {
            if (bad.standsAlone()) {
                var again = JsonLines.of(bytes, Stretch.records(bad.start(), bad.next()), 1 << 20);
                assertThat(again.bad()).extracting(JsonLines.Bad::start).containsExactly(bad.start());
                assertThat(again.bad()).extracting(JsonLines.Bad::reason).containsExactly(bad.reason());
            }
        }
    }

    @Property(tries = 500)
    void losesNoGoodLineAmongGarbage(@ForAll("garbage") List<byte[]> garbage) {
        var bytes = new ByteArrayOutputStream();
        int lines = 0;
        for (var line : garbage) {
            bytes.writeBytes(("{\"good\":" + lines++ + "}\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(line);
            bytes.write('\n');
        }
        bytes.writeBytes("{\"good\":-1}".getBytes(StandardCharsets.UTF_8));
        var records = JsonLines.of(bytes.toByteArray(), Stretch.ALL, 1 << 20);
        assertThat(records.good().stream().filter(record -> record.contains("good=")))
                .hasSize(lines + 1);
    }

    @Provide
    Arbitrary<String> texts() {
        var pieces = Arbitraries.of(
                "{\"a\":1}",
                "{\"b\":\"ü}\\n{\"}",
                "{",
                "}",
                "[",
                "]",
                ",",
                " ",
                "\n",
                "\n",
                "\n",
                "\r\n",
                "{\"a\":[\n",
                "{\"a\":2}\n",
                "{\"x\":1}\n",
                "  {\"x\":1},\n",
                "\"y\":2",
                "nonsense",
                "{\"a\":",
                "{\"a\":1}\r\n",
                "\n\n",
                "]}\n",
                "}\n{",
                "\"");
        return pieces.list().ofMaxSize(30).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(1, 40);
    }

    @Provide
    Arbitrary<List<byte[]>> garbage() {
        var likely = Arbitraries.of(
                (byte) '{', (byte) '}', (byte) '"', (byte) ':', (byte) '[', (byte) ',', (byte) '\\', (byte) 0);
        var any = Arbitraries.bytes().filter(b -> b != '\n');
        return Arbitraries.oneOf(likely, any)
                .array(byte[].class)
                .ofMaxSize(20)
                .list()
                .ofMaxSize(8);
    }
}
