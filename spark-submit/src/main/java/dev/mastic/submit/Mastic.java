// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The one main class: the command {@code mastic}, and the application that {@code spark-submit} starts. */
@Command(
        name = "mastic",
        mixinStandardHelpOptions = true,
        versionProvider = Mastic.Version.class,
        description = "Batch ETL on Apache Spark: crawl, run, look.")
public final class Mastic implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command;

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Mastic()).execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(), "Cannot start: no command given");
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
