// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Setting;
import java.util.List;

/**
 * Glue's patterns of files that a source passes over, matched against the path below the root of the source: {@code *.csv} means files
 * directly there, {@code **.csv} those at any depth.
 *
 * @see Globs
 */
record Exclusions(Globs globs) {
    static final Setting<Exclusions> EXCLUSIONS = Setting.of("exclusions", Exclusions::read)
            .defaultsTo(new Exclusions(Globs.of(List.of())))
            .doc(
                    "Patterns of files that are passed over, as Glue writes them, from the path on: [\"*.tmp\", \"**/old/**\"];"
                            + " * stays inside a folder, ** crosses folders.");
    private static final Setting<List<String>> TEXTS = Setting.stringsOrNone("exclusions");

    private static Exclusions read(ConfigValue value, String base) {
        try {
            return new Exclusions(Globs.of(TEXTS.reader().read(value, base)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a list of patterns such as \"**.tmp\"; " + e.getMessage(), e);
        }
    }

    /**
     * Whether a file is passed over.
     *
     * @param path below the root of the source
     */
    boolean exclude(String path) {
        return globs.match(path);
    }
}
