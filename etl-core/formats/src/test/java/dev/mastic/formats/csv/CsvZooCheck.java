// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Scores the sniffer and the inference on real awkward files, which may not be copied: run with {@code -Ddata=DIR}, the folder above
 * {@code csv-zoo}. No part of the build.
 */
class CsvZooCheck {
    private static final Set<String> NUMBERS = Set.of("int", "long", "double", "decimal");
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, int[]> score = new TreeMap<>();
    private int right;

    @Test
    void readsTheZoo() throws IOException {
        var folder = Path.of(System.getProperty("data"), "csv-zoo");
        var expected =
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
        expected.forEach(file -> look(folder, file));
        wrong.forEach(System.out::println);
        score.forEach((kind, counts) -> System.out.println(kind + ": " + counts[0] + " of " + counts[1]));
        System.out.println(right + " right, " + wrong.size() + " wrong");
        assertThat(wrong).hasSizeLessThan(right / 10);
    }

    private void look(Path folder, JsonNode file) {
        var name = file.get("file").asText();
        var item = FileListing.list(folder.resolve(name).toString(), new Configuration())
                .get(0);
        var input = new InputFile(item, new Configuration());
        var format = new CsvFormat(Map.of());
        var match = format.sniff(input.sample());
        if (match.isEmpty()) {
            wrong.add(name + ": not CSV: " + SampleText.of(input.sample()).map(new Sniffer()::sniff));
            return;
        }
        var dialect = Dialect.of(match.get().dialect());
        check(
                name,
                "delimiter",
                file.get("delimiter").asText(),
                Character.toString(dialect.syntax().delimiter()));
        quote(folder, name, file.get("quote"), dialect.syntax().quote());
        check(
                name,
                "encoding",
                charset(file.get("encoding").asText()),
                charset(dialect.encoding().charset()));
        check(name, "header", file.get("header").asBoolean(), dialect.layout().header());
        check(name, "skip", file.get("skip_lines").asInt(), dialect.layout().skippedLines());
        check(name, "footer", file.get("footer_lines").asInt(), dialect.layout().footerRecords());
        if (file.get("header").asBoolean()) {
            int units = file.get("first_data_line").asInt()
                    - file.get("header_line").asInt()
                    - 1;
            check(name, "units", units, dialect.layout().unitLines());
        }
        types(name, file, input, match.get());
    }

    private void types(String name, JsonNode file, InputFile input, Match match) {
        var inference = new CsvFormat(Map.of()).observe(input, match, Long.MAX_VALUE);
        var columns = Resolution.LOSSLESS.resolveRows(inference.observed()).fields();
        check(name, "records", file.get("records").asLong(), inference.rows());
        check(name, "columns", file.get("columns").size(), columns.size());
        for (int i = 0; i < Math.min(columns.size(), file.get("columns").size()); i++) {
            var column = file.get("columns").get(i);
            var got = columns.get(i).type();
            boolean empty = column.has("empty");
            boolean mostly = column.has("mostly");
            var want = empty
                    ? "null"
                    : mostly
                            ? column.get("mostly").asText()
                            : column.get("type").asText();
            var type = got instanceof Type.Choice choice ? choice.members().toString() : got.typeName();
            boolean same = type.contains(want)
                    || (want.equals("long") && type.contains("int"))
                    || (mostly && type.equals("string"))
                    || (want.equals("decimal") && NUMBERS.contains(type))
                    || (column.has("true_values") && type.equals("string"));
            boolean exact = (!mostly && type.equals("string") == want.equals("string")) || got instanceof Type.Choice;
            count(mostly ? "choice, not only string," : "narrowest type, not only string,", exact);
            check(name, "type of " + columns.get(i).name() + " (" + want + ", got " + type + ")", true, same);
        }
    }

    private void quote(Path folder, String name, JsonNode expected, int got) {
        try {
            boolean any = new String(Files.readAllBytes(folder.resolve(name)), "ISO-8859-1").indexOf('"') >= 0;
            var text = got == Syntax.NONE || !any ? "null" : Character.toString(got);
            check(name, "quote", expected.asText(), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String charset(String name) {
        return switch (name) {
            case "US-ASCII" -> "UTF-8";
            case "x-MacRoman", "ISO-8859-1", "windows-1252" -> "single byte";
            default -> name;
        };
    }

    private void check(String file, String what, Object expected, Object got) {
        count(what.replaceFirst(" .*", ""), expected.equals(got));
        if (expected.equals(got)) {
            right++;
        } else {
            wrong.add(file + " " + what + ": expected " + expected + ", got " + got);
        }
    }

    private void count(String kind, boolean good) {
        var counts = score.computeIfAbsent(kind, any -> new int[2]);
        counts[0] += good ? 1 : 0;
        counts[1]++;
    }
}
