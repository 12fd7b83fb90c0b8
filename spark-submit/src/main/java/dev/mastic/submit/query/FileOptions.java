// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How files are read that a command names. */
final class FileOptions {
    @Option(names = "--format", paramLabel = "FORMAT", description = "The format of the files. Default: found out.")
    private String format;

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description = "A setting of the format, which wins over what is found out; may be repeated.")
    private Map<String, String> formatOptions = new LinkedHashMap<>();

    @Option(
            names = "--schema",
            paramLabel = "COLUMNS",
            description = "The columns: \"id long, name string\" or \"struct<...>\". Default: found out.")
    private String schema;

    @Option(
            names = "--infer",
            paramLabel = "HOW",
            description =
                    "How much of a text file is read for its columns: all or sample; none leaves the values of CSV"
                            + " files texts. Default: sample, 10 MB.")
    private String infer;

    /** The settings of the path source that were given. */
    Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        Optional.ofNullable(format).ifPresent(set -> settings.put("format", set));
        Optional.ofNullable(schema).ifPresent(set -> settings.put("schema", set));
        Optional.ofNullable(infer).ifPresent(set -> settings.put("infer", set));
        if (!formatOptions.isEmpty()) {
            settings.put("options", formatOptions);
        }
        return settings;
    }

    /** The settings of the format that were given, as they were written. */
    String givenOptions() {
        return formatOptions.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
