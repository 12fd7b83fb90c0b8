// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import dev.mastic.testkit.Venv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Spark as PyPI's pyspark brings it, fetched once into the user's cache. */
record PySpark(Path home) {
    static PySpark of(String version) throws Exception {
        var venv = Venv.of("pyspark-" + version, "pyspark==" + version);
        return new PySpark(inside(venv.home().resolve("lib")));
    }

    private static Path inside(Path lib) throws IOException {
        try (var versions = Files.list(lib)) {
            return versions.map(version -> version.resolve("site-packages/pyspark"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        }
    }

    Map<String, String> environment() {
        return Map.of("SPARK_HOME", home.toString());
    }

    Program submit(Path folder, String... words) throws IOException {
        return start(folder, "spark-submit", words);
    }

    Program start(Path folder, String program, String... words) throws IOException {
        var command =
                new ArrayList<>(List.of(home.resolve("bin").resolve(program).toString()));
        command.addAll(List.of(words));
        return Program.start(folder, environment(), command);
    }
}
