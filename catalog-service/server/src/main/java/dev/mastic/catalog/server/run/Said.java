// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.catalog.server.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The files into which a child speaks: documents on {@code out}, talk and failures on {@code err}. */
record Said(Path out, Path err) {
    private static final int LONGEST = 2000;

    /** The exit code that the child's document tells; empty if it ended before it had written one. */
    OptionalInt exitCode() {
        try {
            JsonNode code = Json.read(text(out)).path("exitCode");
            return code.isInt() ? OptionalInt.of(code.intValue()) : OptionalInt.empty();
        } catch (IOException | UncheckedIOException e) {
            // Not swallowed: whoever asks says that the end is not known.
            return OptionalInt.empty();
        }
    }

    /** The last line on stderr, where failures are told. */
    String lastWords() {
        try {
            var lines = text(err).strip().split("\n");
            var last = lines[lines.length - 1];
            return last.substring(0, Math.min(last.length(), LONGEST));
        } catch (IOException e) {
            return "what it said cannot be read: " + e.getMessage();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    void delete() {
        out.toFile().delete();
        err.toFile().delete();
    }
}
