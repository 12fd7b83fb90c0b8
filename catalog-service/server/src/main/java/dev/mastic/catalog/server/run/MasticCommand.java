// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command {@code mastic} as the server starts it.
 *
 * @param program {@code bin/mastic} of the distribution; empty for a server that was started without one
 * @param db the server's state
 * @param warehouse the server's warehouse
 */
public record MasticCommand(Optional<Path> program, String db, String warehouse) {
    private static final String HOME = "mastic.home";

    /** The command beside this server, whose script names the distribution. */
    public static MasticCommand ofThisServer(String db, String warehouse) {
        var home = Optional.ofNullable(System.getProperty(HOME));
        return new MasticCommand(home.map(folder -> Path.of(folder, "bin", "mastic")), db, warehouse);
    }

    /**
     * Starts a verb; what it says goes into two new files.
     *
     * @throws UsageException if this server has no distribution beside it
     * @throws EtlException if the program does not start
     */
    public Child start(List<String> verb, List<String> after) {
        var command = new ArrayList<>(List.of(program.orElseThrow(
                        () -> new UsageException(
                                "Cannot start mastic: this server was not started by bin/mastic of a distribution: start it so"))
                .toString()));
        command.addAll(verb);
        command.addAll(List.of("--db", db, "--warehouse", warehouse));
        command.addAll(after);
        try {
            var out = Files.createTempFile("mastic-run", ".out");
            var err = Files.createTempFile("mastic-run", ".err");
            var process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Child(process, out, err);
        } catch (IOException e) {
            throw new EtlException("Cannot start " + command.get(0) + ": " + IoReason.of(e), e);
        }
    }
}
