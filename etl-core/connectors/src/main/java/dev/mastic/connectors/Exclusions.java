// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Glue's patterns of files that a source passes over, matched against the path below the root of the source: {@code *.csv} means files
 * directly there, {@code **.csv} those at any depth.
 *
 * @see FileSystems#getDefault()
 * @see java.nio.file.FileSystem#getPathMatcher
 */
record Exclusions(List<PathMatcher> globs) {
    static final Setting<Exclusions> EXCLUSIONS = Setting.of("exclusions", Exclusions::read)
            .defaultsTo(new Exclusions(List.of()))
            .doc(
                    "Patterns of files that are passed over, as Glue writes them, from the path on: [\"*.tmp\", \"**/old/**\"];"
                            + " * stays inside a folder, ** crosses folders.");
    private static final Setting<List<String>> TEXTS = Setting.stringsOrNone("exclusions");

    private static Exclusions read(ConfigValue value, String base) {
        return new Exclusions(TEXTS.reader().read(value, base).stream()
                .map(Exclusions::matcher)
                .toList());
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "a list of patterns such as \"**.tmp\"; '" + glob + "' is none: " + e.getDescription(), e);
        }
    }

    /**
     * Whether a file is passed over.
     *
     * @param path below the root of the source
     */
    boolean exclude(String path) {
        if (globs.isEmpty()) {
            return false;
        }
        var relative = Path.of(path);
        return globs.stream().anyMatch(glob -> glob.matches(relative));
    }
}
