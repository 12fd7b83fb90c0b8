// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a definition in it. */
public final class WrittenFile {
    private WrittenFile() {}

    /** Whether it holds JSON in Glue's words, and not settings. */
    public static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageException("Cannot read " + file + ": " + IoReason.of(e), e);
        }
    }
}
