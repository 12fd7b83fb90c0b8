// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import dev.mastic.submit.bookmark.BookmarkCommand;
import dev.mastic.submit.catalog.CatalogCommand;
import dev.mastic.submit.catalog.MaintainCommand;
import dev.mastic.submit.crawl.CrawlCommand;
import dev.mastic.submit.cron.CronCommand;
import dev.mastic.submit.demo.DemoCommand;
import dev.mastic.submit.doctor.DoctorCommand;
import dev.mastic.submit.query.CatCommand;
import dev.mastic.submit.query.CompareCommand;
import dev.mastic.submit.query.DqCommand;
import dev.mastic.submit.query.SqlCommand;
import dev.mastic.submit.run.CheckCommand;
import dev.mastic.submit.run.RunCommand;
import dev.mastic.submit.run.RunsCommand;
import dev.mastic.submit.testing.TestCommand;
import dev.mastic.submit.trigger.TriggerCommand;
import dev.mastic.submit.verb.Failures;
import dev.mastic.submit.verb.Termination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The one main class: the command {@code mastic}, and the application that {@code spark-submit} starts. */
@Command(
        name = "mastic",
        mixinStandardHelpOptions = true,
        versionProvider = Mastic.Version.class,
        description = "Batch ETL on Apache Spark: crawl folders into tables, run jobs on what is new.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:ok",
            " 1:failed",
            " 2:usage or configuration",
            " 3:quality gate failed",
            " 4:nothing new (only with --fail-on-empty)",
            " 5:locked by another run",
            " 6:some tables failed",
            " 7:outcome unknown",
            "70:internal error",
            "124:time limit reached (cron run)"
        })
public final class Mastic implements Runnable {
    private static final List<Class<?>> VERBS = List.of(
            DemoCommand.class,
            CrawlCommand.class,
            CheckCommand.class,
            TestCommand.class,
            RunCommand.class,
            CatCommand.class,
            SqlCommand.class,
            DqCommand.class,
            CatalogCommand.class,
            MaintainCommand.class,
            BookmarkCommand.class,
            RunsCommand.class,
            CompareCommand.class,
            CronCommand.class,
            TriggerCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            DoctorCommand.class);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        int code = execute(arguments);
        Termination.leavesTheCodeToSignals();
        System.exit(code);
    }

    static int execute(String... arguments) {
        return commandLine(asked(arguments)).execute(arguments);
    }

    /** The verb that is asked for alone, or all: picocli reads every option of those it is given, which takes a part of each start. */
    private static List<Class<?>> asked(String[] arguments) {
        return VERBS.stream()
                .filter(verb -> arguments.length > 0
                        && verb.getAnnotation(Command.class).name().equals(arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(VERBS);
    }

    private static CommandLine commandLine(List<Class<?>> verbs) {
        var failures = new Failures();
        var mastic = new CommandLine(new Mastic());
        verbs.forEach(mastic::addSubcommand);
        return mastic.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "No command given");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var properties = new Properties();
            try (var in = Mastic.class.getResourceAsStream("mastic.properties")) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new String[] {"mastic " + properties.getProperty("version")};
        }
    }
}
