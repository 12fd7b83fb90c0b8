// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command {@code mastic}, to be started as a child.
 *
 * @param program {@code bin/mastic} of the distribution that this process was started from
 */
public record Launcher(Path program) {
    /** Set by {@code bin/mastic}. */
    private static final String HOME = "mastic.home";

    /**
     * The command that started this process.
     *
     * @throws UsageException if something else has started it
     */
    public static Launcher ofThisProcess() {
        return Optional.ofNullable(System.getProperty(HOME))
                .map(home -> new Launcher(Path.of(home, "bin", "mastic")))
                .orElseThrow(
                        () -> new UsageException(
                                "Cannot start a command: this process was not started by bin/mastic of a distribution: start it so"));
    }

    /**
     * A child that adds what it says, on both its outputs, to a file, and reads nothing.
     *
     * @param environment more variables for it; unlike words, they are not seen by everybody on the machine
     * @throws EtlException if it does not start
     */
    public Process start(List<String> words, Map<String, String> environment, Path log) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(words);
        try {
            var child = new ProcessBuilder(command);
            child.environment().putAll(environment);
            return child.redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new EtlException("Cannot start " + program + ": " + IoReason.of(e), e);
        }
    }
}
