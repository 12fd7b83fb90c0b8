// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import dev.mastic.core.failure.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A verb of the command line. */
@Command(mixinStandardHelpOptions = true)
abstract class Verb implements Callable<Integer> {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Override
    public final Integer call() {
        return execute(new Console(options)).number();
    }

    /** Does the work; failures are thrown. */
    abstract ExitCode execute(Console console);

    CommonOptions options() {
        return options;
    }

    /** The state for verbs without a job file. */
    Workspace openHere() {
        return Workspace.open(Project.of(Path.of(""), options));
    }
}
