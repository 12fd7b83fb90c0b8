// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Python with packages of PyPI, made once and kept in the user's cache. */
record Venv(Path home) {
    static Venv of(String name, String... packages) throws Exception {
        var cache = Path.of(System.getProperty("user.home"), ".cache", "mastic");
        var venv = cache.resolve(name);
        if (!Files.exists(venv.resolve("complete"))) {
            Files.createDirectories(cache);
            Program.run(cache, Map.of(), List.of("python3", "-m", "venv", "--clear", venv.toString()));
            var install = new ArrayList<>(List.of(venv.resolve("bin/pip").toString(), "install", "-q"));
            install.addAll(List.of(packages));
            Program.run(cache, Map.of(), install);
            Files.createFile(venv.resolve("complete"));
        }
        return new Venv(venv);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
