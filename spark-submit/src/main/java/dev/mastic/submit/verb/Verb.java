// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.console.Console;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A verb of the command line. */
@Command(mixinStandardHelpOptions = true)
public abstract class Verb implements Callable<Integer> {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Override
    public final Integer call() {
        if (needsItsSpark()) {
            Surroundings.refuseForeign();
        }
        return execute(new Console(options.quiet())).number();
    }

    /** Whether the verb is refused in a Spark that Mastic does not work in. */
    protected boolean needsItsSpark() {
        return true;
    }

    /** Does the work; failures are thrown. */
    protected abstract ExitCode execute(Console console);

    /**
     * What goes to stdout when the command fails under {@code --output json}, so that a program always reads one document; nothing where
     * stdout is rows.
     */
    protected Optional<ObjectNode> failure(ExitCode code, String message) {
        return Optional.of(new ObjectMapper()
                .createObjectNode()
                .put("status", "failed")
                .put("exitCode", code.number())
                .put("message", message));
    }

    protected CommonOptions options() {
        return options;
    }

    /** The state for verbs without a job file. */
    protected Workspace openHere() {
        return Workspace.open(options.project(Path.of("")));
    }

    /** The same for a crawl, which works on Spark where a master is given, and without Spark elsewhere. */
    protected Workspace openForCrawl() {
        var project = options.project(Path.of(""));
        return Sessions.master(project, options).isPresent()
                ? Workspace.open(project, "crawler", Sessions.lazy("mastic crawl", project, options))
                : Workspace.open(project, "crawler");
    }
}
