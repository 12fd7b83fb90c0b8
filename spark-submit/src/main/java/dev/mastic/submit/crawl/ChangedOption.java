// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.config.Location;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.verb.WrittenFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The list of files that a crawl of events looks at. */
final class ChangedOption {
    @Option(
            names = "--changed",
            paramLabel = "FILE",
            description = "A list of files that came, changed or went, one path a line: only they are looked at.")
    private Path file;

    boolean isGiven() {
        return file != null;
    }

    /** The paths, absolute; relative ones are so to the current folder. */
    List<String> paths() {
        if (file == null) {
            return List.of();
        }
        var here = Path.of("").toAbsolutePath().toString();
        return WrittenFile.text(file)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> path(here, line))
                .toList();
    }

    private String path(String here, String line) {
        if (line.startsWith("{")) {
            throw new UsageException("Cannot read " + file + ": it holds JSON (got '"
                    + line.substring(0, Math.min(line.length(), 40)) + "'; expected one path a line)");
        }
        return Location.resolve(here, line);
    }
}
