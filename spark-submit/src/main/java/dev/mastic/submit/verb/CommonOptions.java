// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.config.Project;
import dev.mastic.submit.console.Console;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every verb has. */
public final class CommonOptions {
    @Option(
            names = "--db",
            paramLabel = "FILE|URL",
            description = "The state: catalog, bookmarks, runs. Default: MASTIC_DB, else mastic.db beside the nearest"
                    + " mastic.conf, else beside the job file.")
    private String db;

    @Option(
            names = "--warehouse",
            paramLabel = "FOLDER",
            description = "Where Iceberg tables lie. Default: MASTIC_WAREHOUSE, else warehouse/ beside the state.")
    private String warehouse;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            description = "Form of stdout: ${COMPLETION-CANDIDATES}. Default: table; json for cat.")
    private Console.Output output;

    @Option(names = "--quiet", description = "Say nothing on stderr but errors.")
    private boolean quiet;

    @Option(names = "--debug", description = "Show where an error comes from.")
    private boolean debug;

    @Option(names = "--master", paramLabel = "URL", description = "The Spark master. Default: this machine.")
    private String master;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A Spark setting; may be repeated.")
    private Map<String, String> conf = new LinkedHashMap<>();

    public Console.Output output() {
        return output(Console.Output.table);
    }

    /** The project of a folder, as these options change it. */
    public Project project(Path home) {
        return Project.of(home, Optional.ofNullable(db), Optional.ofNullable(warehouse))
                .withSpark(conf);
    }

    /** The form that was asked for, else the verb's own. */
    public Console.Output output(Console.Output otherwise) {
        return Optional.ofNullable(output).orElse(otherwise);
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean debug() {
        return debug;
    }

    Optional<String> master() {
        return Optional.ofNullable(master);
    }

    Map<String, String> conf() {
        return Map.copyOf(conf);
    }
}
