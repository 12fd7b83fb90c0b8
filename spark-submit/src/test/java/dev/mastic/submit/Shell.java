// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands in this JVM, on a folder of their own; the state lies there as {@code state.db}. One thread at a time. */
public record Shell(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a command ended. */
    public record Ended(int exitCode, String out, String err) {
        /** It failed as it should: with this code, one message, no stack trace. */
        public Ended failed(int code, String... words) {
            assertThat(exitCode).as(this::toString).isEqualTo(code);
            assertThat(err)
                    .satisfies(said ->
                            List.of(words).forEach(word -> assertThat(said).contains(word)))
                    .containsOnlyOnce("mastic: ")
                    .doesNotContain("internal error", "\tat ", "Exception");
            return this;
        }

        public Ended succeeded() {
            assertThat(exitCode).as(this::toString).isZero();
            return this;
        }

        /** The one document on stdout. */
        public JsonNode document() {
            try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(out)) {
                var all = documents.readAll();
                assertThat(all).as(this::toString).hasSize(1);
                return all.get(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The documents on stdout, one a line. */
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(String name, byte[] bytes) {
        try {
            Files.createDirectories(file(name).getParent());
            return Files.write(file(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    public String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder, without what is hidden; none if there is no folder. */
    public List<String> dataFiles(String name) {
        return files(name).filter(file -> !file.matches("(.*/)?[._].*")).toList();
    }

    /** The files below a folder, by name. */
    public Stream<String> files(String name) {
        var root = file(name);
        if (!Files.exists(root)) {
            return Stream.empty();
        }
        try (var files = Files.walk(root)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command on the state of this folder. */
    public Ended mastic(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        int end = all.indexOf("--");
        all.addAll(end < 0 ? all.size() : end, List.of("--db", file("state.db").toString()));
        return raw(all.toArray(String[]::new));
    }

    /** Runs a command as it is. */
    public static Ended raw(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var realOut = System.out;
        var realErr = System.err;
        try (var capturedOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                var capturedErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(capturedOut);
            System.setErr(capturedErr);
            int code = Mastic.execute(arguments);
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
