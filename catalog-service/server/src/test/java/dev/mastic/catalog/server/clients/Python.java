// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python with the clients, made once for each list of them and kept in the user's cache. Prints which it has. */
record Python(Path home) {
    static Python with(Path requirements) throws IOException, InterruptedException {
        var list = Files.readString(requirements);
        var cache = Path.of(System.getProperty("user.home"), ".cache", "mastic");
        var home = cache.resolve("clients-" + Integer.toHexString(list.hashCode()));
        if (!Files.exists(home.resolve("complete"))) {
            Files.createDirectories(cache);
            Programs.run(cache, List.of("python3", "-m", "venv", "--clear", home.toString()));
            Programs.run(
                    cache,
                    List.of(
                            home.resolve("bin/pip").toString(),
                            "install",
                            "-q",
                            "-r",
                            requirements.toAbsolutePath().toString()));
            Files.createFile(home.resolve("complete"));
        }
        System.out.println("Python of " + home.getFileName() + ": " + String.join(" ", list.split("\\s+")));
        return new Python(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    List<String> script(String name, String... arguments) {
        var command = new ArrayList<>(List.of(program("python"), Programs.file(name)));
        command.addAll(List.of(arguments));
        return command;
    }
}
