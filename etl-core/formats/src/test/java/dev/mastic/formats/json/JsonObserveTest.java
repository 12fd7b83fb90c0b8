// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Sample;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.TypeString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonObserveTest {
    @TempDir
    Path folder;

    private JsonFolder files;

    @BeforeEach
    void open() {
        files = new JsonFolder(folder);
    }

    private String type(String text, Resolution resolution) {
        var inference = JsonFolder.observe(files.file("rows.json", text));
        return TypeString.print(resolution.resolveRows(inference.observed()));
    }

    @Test
    void findsKindsOfValues() {
        var text = """
                {"i":1,"l":3000000000,"d":1.0,"s":"2024-01-01","b":true,"n":null,"big":18446744073709551615}
                {"i":2,"l":1,"d":1e3,"s":"x","b":false,"n":null,"o":{"x":[1,2]},"e":[]}
                """;
        assertThat(type(text, Resolution.GLUE))
                .isEqualTo("struct<i:int,l:bigint,d:double,s:string,b:boolean,n:string,big:decimal(20,0),"
                        + "o:struct<x:array<int>>,e:array<string>>");
    }

    @Test
    void keepsEvidenceOfMixedKinds() {
        var file = files.file("rows.json", "\n{\"v\":1}\n{\"v\":\"x\",\"o\":{\"a\":1}}\n");
        var observed = JsonFolder.observe(file).observed();
        assertThat(observed.field("v").kinds().get("string").first()).isEqualTo(new Example(file.path(), 3, "x"));
        assertThat(observed.field("v").kinds().get("int").first()).isEqualTo(new Example(file.path(), 2, "1"));
        assertThat(observed.field("o").kinds().get("struct").first().value()).startsWith("{\"a\":1}");
    }

    @Test
    void showsArraysAndObjectsFromTheirStartToTheirEnd() {
        var file =
                files.file("rows.json", "{\"v\":[117,118],\"o\":{\"a\":\n\t[1]},\"z\":\"\\u001b[31m\"}\n{\"v\":[]}\n");
        var observed = JsonFolder.observe(file).observed();
        assertThat(observed.field("v").kinds().get("array").first().value()).isEqualTo("[117,118]");
        assertThat(observed.field("o").kinds().get("struct").first().value()).isEqualTo("{\"a\": [1]}");
        assertThat(observed.field("z").kinds().get("string").first().value()).isEqualTo("·[31m");
    }

    @Test
    void cutsALongValueBetweenCharacters() {
        var file = files.file("rows.json", "{\"v\":[\"" + "€".repeat(60) + "\"]}\n");
        var shown = JsonFolder.observe(file)
                .observed()
                .field("v")
                .kinds()
                .get("array")
                .first()
                .value();
        assertThat(shown).startsWith("[\"€€").endsWith("€…").doesNotContain("\ufffd");
    }

    @Test
    void skipsBrokenLinesAndDoubledKeysAsTheReaderDoes() {
        var file = files.file("rows.json", "{\"a\":\n{\"a\":1}\n{\"b\":1,\"b\":\"x\"}\nnonsense\n{\"c\":1}\n");
        var inference = JsonFolder.observe(file);
        assertThat(inference.rows()).isEqualTo(2);
        assertThat(TypeString.print(Resolution.GLUE.resolveRows(inference.observed())))
                .isEqualTo("struct<a:int,c:int>");
    }

    @Test
    void readsWholeRecordsUpToALimit() {
        var file = files.file("rows.json", "{\"a\":1}\n".repeat(100));
        assertThat(JsonFolder.observe(file, 81).rows()).isEqualTo(11);
        assertThat(JsonFolder.observe(file, 1).rows()).isEqualTo(1);
    }

    @Test
    void takesWhatLiesTooDeepForText() {
        var text = "{\"a\":".repeat(300) + "1" + "}".repeat(300);
        assertThat(type(text, Resolution.LOSSLESS)).contains("a:string");
    }

    @Test
    void readsPackedFilesUpToWhereTheyAreCut() throws IOException {
        var packed = gzip("{\"a\":1}\n".repeat(100_000));
        var whole = files.file("whole.json.gz", packed);
        assertThat(JsonFolder.observe(whole).rows()).isEqualTo(100_000);
        var sample = new InputFile(whole, new Configuration()).sample();
        assertThat(new JsonFormat().sniff(sample)).hasValueSatisfying(match -> {
            assertThat(match.certainty()).isEqualTo(1);
            assertThat(match.compression()).isEqualTo("gzip");
        });
        var cut = files.file("cut.json.gz", Arrays.copyOf(packed, packed.length / 2));
        assertThat(JsonFolder.observe(cut).rows()).isBetween(1L, 99_999L);
    }

    @Test
    void recognisesObjectsInAllTheirForms() {
        assertThat(certainty("{\"a\":1}\n{\"a\":2}\n")).isEqualTo(1);
        assertThat(certainty("\uFEFF{\"a\":1}")).isEqualTo(1);
        assertThat(certainty("\n {\n \"a\": 1\n}\n{\n \"a\": 2\n}\n")).isEqualTo(1);
        assertThat(certainty("{\"a\":1}\nbroken\n{\"a\":1}\n")).isEqualTo(2.0 / 3);
        assertThat(certainty("{\"a\":[" + "1,".repeat(40_000))).isEqualTo(1);
        assertThat(certainty("{\"a\":\"" + "x".repeat(70_000))).isEqualTo(1);
    }

    @Test
    void recognisesNothingElse() {
        assertThat(certainty("[1,{\"a\":2}]")).isZero();
        assertThat(certainty("1\n2\n3\n")).isZero();
        assertThat(certainty("a,b\n1,2\n")).isZero();
        assertThat(certainty("{not json}\n{nor this}\n")).isZero();
        assertThat(certainty("<a>{\"a\":1}</a>")).isZero();
    }

    private static double certainty(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var head = Arrays.copyOf(bytes, Math.min(bytes.length, 64 * 1024));
        return new JsonFormat()
                .sniff(new Sample("/any", bytes.length, head, new byte[0], "none"))
                .map(match -> match.certainty())
                .orElse(0.0);
    }

    static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
