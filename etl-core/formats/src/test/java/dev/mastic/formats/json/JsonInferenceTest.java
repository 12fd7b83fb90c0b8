// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.InputFile;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** Counting without values, in one piece or in several, comes to what values come to. */
class JsonInferenceTest {
    private static final Configuration CONFIGURATION = new Configuration();

    /** What was seen as people are shown it: kinds with counts and examples, in the order of the fields. */
    private static String shown(Observed observed) {
        var text = new StringBuilder(observed.kinds().toString());
        if (observed.kinds().containsKey("struct")) {
            for (var name : Resolution.LOSSLESS.resolveRows(observed).names()) {
                text.append('\n').append(name).append('=').append(shown(observed.field(name)));
            }
        }
        return text.toString();
    }

    private static String careful(String path, String text) {
        var observation = new Observation();
        JsonLines.each(text, (value, line) -> value.observe(observation, path, line));
        var observed = observation.toObserved();
        return shown(observed) + TypeString.print(Resolution.LOSSLESS.resolveRows(observed));
    }

    private static String inferred(Path file, int parts) throws IOException {
        var item = new JsonFolder(file.getParent()).file(file.getFileName().toString(), Files.readAllBytes(file));
        var inference =
                new JsonInference(new InputFile(item, CONFIGURATION), JsonLayout.of(JsonFolder.MATCH.dialect()));
        var stretches = new ArrayList<Stretch>();
        long size = Math.max(1, item.size() / parts);
        for (long start = 0; start < item.size(); start += size) {
            stretches.add(Stretch.split(start, Math.min(item.size(), start + size)));
        }
        var text = new TextFile(new InputFile(item, CONFIGURATION));
        var observed = parts == 1
                ? inference.observe(Long.MAX_VALUE).observed()
                : inference.observe(text, stretches).observed();
        return shown(observed) + TypeString.print(Resolution.LOSSLESS.resolveRows(observed));
    }

    @Property(tries = 200)
    void comesToTheSameHoweverAFileIsCut(@ForAll("texts") String text, @ForAll("parts") int parts) throws IOException {
        var folder = Files.createTempDirectory("inference");
        try {
            var file = Files.writeString(folder.resolve("rows.json"), text);
            var expected = careful(file.toString(), text);
            assertThat(inferred(file, 1)).isEqualTo(expected);
            assertThat(inferred(file, parts)).isEqualTo(expected);
        } finally {
            Files.deleteIfExists(folder.resolve("rows.json"));
            Files.delete(folder);
        }
    }

    @Provide
    Arbitrary<Integer> parts() {
        return Arbitraries.integers().between(2, 5);
    }

    @Provide
    Arbitrary<String> texts() {
        var values = Arbitraries.of(
                "1",
                "2",
                "3000000000",
                "18446744073709551615",
                "1.5",
                "1e3",
                "\"b\"",
                "\"a\"",
                "\"\\u00fc\\n\"",
                "null",
                "true",
                "[]",
                "[1,2]",
                "[\"z\",\"y\",1.5]",
                "{}",
                "{\"x\":1}",
                "{\"x\":\"s\",\"y\":[{}]}",
                "[{\"x\":2}]",
                "broken");
        var names = Arbitraries.of("a", "b", "c", "a", "ü\\\\n", "a name of more than two words");
        var colons = Arbitraries.of(":", ":", ":", ": ", " :", " :\n ");
        var field =
                names.flatMap(name -> colons.flatMap(colon -> values.map(value -> "\"" + name + "\"" + colon + value)));
        var record = field.list().ofMinSize(0).ofMaxSize(3).map(fields -> "{" + String.join(",", fields) + "}");
        var ends = Arbitraries.of("\n", "\n", "\n", "\r\n", "", " ", "\n\n");
        return record.flatMap(text -> ends.map(end -> text + end))
                .list()
                .ofMinSize(1)
                .ofMaxSize(25)
                .map(list -> String.join("", list));
    }

    @Test
    void leavesRecordsThatAreRefusedOutOfTheCounts() throws IOException {
        var text = "{\"a\":1}\n{\"a\":2,\"b\":3} x\n{\"a\":4}\n{\"a\":5,\n{\"a\":6}\n";
        var folder = Files.createTempDirectory("inference");
        var file = Files.writeString(folder.resolve("rows.json"), text, StandardCharsets.UTF_8);
        assertThat(inferred(file, 1)).isEqualTo(careful(file.toString(), text)).doesNotContain("b=");
        Files.delete(file);
        Files.delete(folder);
    }

    @Test
    void takesManyShapesAndColumns() {
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("{\"k")
                    .append(i % 50)
                    .append("\":{\"v\":")
                    .append(i)
                    .append("},\"id\":")
                    .append(i)
                    .append("}\n");
        }
        var tally = new JsonTally("any");
        var seen = new ArrayList<Long>();
        JsonLines.each(text.toString(), tally, (sighting, line) -> {
            sighting.keep(() -> line);
            seen.add(line);
        });
        var observed = tally.observation().toObserved();
        assertThat(seen).hasSize(200);
        assertThat(observed.field("id").kinds().get("int").count()).isEqualTo(200);
        assertThat(List.of(observed.field("k7")
                        .field("v")
                        .kinds()
                        .get("int")
                        .first()
                        .line()))
                .containsExactly(8L);
    }
}
