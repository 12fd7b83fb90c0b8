// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others, as children. */
final class Programs {
    private static final long PATIENCE_MINUTES = 15;

    private Programs() {}

    /** A file of the clients. */
    static String file(String name) {
        return Path.of("src/test/clients", name).toAbsolutePath().toString();
    }

    /** What a program says on both its outputs; it must end with 0. */
    static String run(Path dir, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(dir, "said", ".txt");
        var process = builder(dir, command).redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        var said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + said);
        }
        return said;
    }

    static ProcessBuilder builder(Path dir, List<String> command) {
        var builder = new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "any");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "anysecret");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder;
    }

    static List<String> java(List<String> options, String classPath, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The class path of a folder's pom. */
    static String classPath(Path dir, String folder) throws IOException, InterruptedException {
        var file = dir.resolve(folder + ".classpath");
        run(
                dir,
                List.of(
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        file(folder + "/pom.xml"),
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + file));
        return Files.readString(file).strip();
    }
}
