// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that say they are very large are looked at in a process of little memory, by {@link LookedAt}. */
class BombsIT {
    private static final int MEGABYTE = 1 << 20;
    private static final int MEMBER = 4;
    private static final int MEMBERS = 640;

    @TempDir
    Path folder;

    /** Packs the text again and again: files of many members, two and a half gigabytes each. */
    private void packed(String name, String text, boolean bzip2) throws IOException {
        var member = new ByteArrayOutputStream();
        try (var out = bzip2 ? new BZip2CompressorOutputStream(member) : new GZIPOutputStream(member)) {
            var some = text.repeat(MEGABYTE / text.length()).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < MEMBER; i++) {
                out.write(some);
            }
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            for (int i = 0; i < MEMBERS; i++) {
                out.write(member.toByteArray());
            }
        }
    }

    private void text(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    private void footer(String name, int length) throws IOException {
        var size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
        text(name, "PAR1" + " ".repeat(100) + new String(size.array(), StandardCharsets.ISO_8859_1) + "PAR1");
    }

    /** One line of a gigabyte, most of it a hole in the file. */
    private void line(String name, String start) throws IOException {
        try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.write(start.getBytes(StandardCharsets.UTF_8));
            file.setLength(1L << 30);
        }
    }

    @Tag("long")
    @Test
    void looksAtFilesThatAreLargerThanTheySeem() throws IOException, InterruptedException {
        packed("zeros.json.gz", "\0", false);
        packed("open.json.gz", "[", false);
        packed("open.json.bz2", "[", true);
        packed("line.csv.gz", "a,", false);
        packed("open.xml.gz", "<a>", false);
        text("deep.json", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
        text("deep.jsonl", "{\"a\":1}\n{\"a\":" + "[".repeat(100_000) + "\n{\"a\":2}\n");
        text("deep.xml", "<r><row>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</row></r>");
        text("entities.xml", "<!DOCTYPE l [<!ENTITY a \"lol\">" + entities() + "]><r><row>&m;</row><row>&m;</row></r>");
        footer("large.parquet", Integer.MAX_VALUE);
        footer("negative.parquet", -1);
        line("hole.csv", "id,name\n1,\"");
        line("hole.json", "{\"a\":1}\n{\"a\":\"");
        var seen = lookedAt();
        assertThat(seen).contains("zeros.json.gz unknown", "deep.json unknown", "hole.json json 1 row");
        assertThat(seen.lines()).hasSize(13).noneMatch(line -> line.contains("Error"));
    }

    private static String entities() {
        var text = new StringBuilder();
        for (char name = 'b'; name <= 'm'; name++) {
            text.append("<!ENTITY " + name + " \"" + ("&" + (char) (name - 1) + ";").repeat(10) + "\">");
        }
        return text.toString();
    }

    private String lookedAt() throws IOException, InterruptedException {
        var out = folder.resolveSibling("out");
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LookedAt.class.getName(),
                        folder.toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }
}
