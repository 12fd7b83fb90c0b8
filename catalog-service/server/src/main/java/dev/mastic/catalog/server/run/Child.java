// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A child, and the files into which it speaks. */
public record Child(Process process, Path out, Path err) {
    private static final int LONGEST = 2000;

    /** The last line that it said on stderr, where failures are told; empty if none. Removes both files. */
    public String lastWords() {
        try {
            var lines = new String(Files.readAllBytes(err), StandardCharsets.UTF_8)
                    .strip()
                    .split("\n");
            var last = lines[lines.length - 1];
            return last.substring(0, Math.min(last.length(), LONGEST));
        } catch (IOException e) {
            return "what it said cannot be read: " + e.getMessage();
        } finally {
            out.toFile().delete();
            err.toFile().delete();
        }
    }
}
