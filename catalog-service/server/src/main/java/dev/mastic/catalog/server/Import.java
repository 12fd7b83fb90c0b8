// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import dev.mastic.catalog.server.glue.GlueImport;
import dev.mastic.catalog.server.glue.GlueImport.Change;
import dev.mastic.catalog.server.glue.GlueImport.Step;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Project;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mastic import}: takes other catalogs into this one. It needs Glue's shapes, so it runs where the server does, without Spark. */
@Command(
        name = "mastic import",
        mixinStandardHelpOptions = true,
        description = "Take another catalog into this one.",
        subcommands = Import.Glue.class)
public final class Import implements Callable<Integer> {
    /** Imports, and exits. */
    public static void main(String[] arguments) {
        var failures = new ServeFailures("import");
        System.exit(new CommandLine(new Import())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        throw new UsageException("Cannot import: it is not said from what (expected mastic import glue DIR)");
    }

    /** {@code mastic import glue}. */
    @Command(
            name = "glue",
            mixinStandardHelpOptions = true,
            description =
                    "Take in what aws glue get-databases, get-tables, get-partitions, get-crawlers, get-classifiers and"
                            + " get-jobs have printed into the .json files of a folder. Says the difference first.")
    static final class Glue implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "The folder of the files.")
        private Path folder;

        @Option(names = "--dry-run", description = "Only say the difference.")
        private boolean dryRun;

        @Option(names = "--db", paramLabel = "FILE|URL", description = "The state. Default: as for all verbs.")
        private String db;

        /** ServeFailures looks for it among the arguments. */
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--debug", description = "Show where an error comes from.")
        private boolean debug;

        @Override
        public Integer call() {
            var project = Project.of(Path.of(""), Optional.ofNullable(db), Optional.empty());
            var settings = Map.of("db", project.db(), "warehouse", project.warehouse(), "face", "cli");
            try (var parts = new ServerParts(settings)) {
                var steps = plan(parts);
                steps.stream().filter(step -> step.change() != Change.NOTHING).forEach(Glue::say);
                System.out.println(summary(steps));
                if (!dryRun) {
                    steps.forEach(step -> step.work().run());
                }
                return (count(steps, Change.REFUSED) > 0 ? ExitCode.PARTIAL : ExitCode.OK).number();
            }
        }

        private List<Step> plan(ServerParts parts) {
            try {
                return GlueImport.plan(folder, parts.the(Catalog.class), parts.the(CrawlerStore.class));
            } catch (AwsError e) {
                throw new UsageException("Cannot import " + folder + ": " + e.getMessage(), e);
            }
        }

        private static void say(Step step) {
            var sign =
                    switch (step.change()) {
                        case CREATE -> "+";
                        case UPDATE -> "~";
                        case REFUSED -> "!";
                        case NOTHING -> "=";
                    };
            System.out.println(sign + " " + step.kind() + " " + step.name()
                    + (step.reason().isEmpty() ? "" : ": " + step.reason()));
        }

        private String summary(List<Step> steps) {
            return (dryRun ? "would create " : "creates ") + count(steps, Change.CREATE) + ", "
                    + (dryRun ? "update " : "updates ")
                    + count(steps, Change.UPDATE) + ", leaves " + count(steps, Change.NOTHING)
                    + " as they are, refuses "
                    + count(steps, Change.REFUSED);
        }

        private static long count(List<Step> steps, Change change) {
            return steps.stream().filter(step -> step.change() == change).count();
        }
    }
}
