// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The packed distribution in {@code target/mastic}, and child processes started from it. */
final class Distribution {

    /** How a child ended. */
    record Outcome(int exitCode, String out, String err) {}

    private static final int PATIENCE_SECONDS = 180;

    private final Path home = Path.of("target", "mastic").toAbsolutePath();

    Path jobJar() {
        return home.resolve("mastic.jar");
    }

    Path launcher() {
        return home.resolve("bin/mastic");
    }

    List<Path> libraries() throws IOException {
        try (var files = Files.list(home.resolve("lib"))) {
            return files.sorted().toList();
        }
    }

    List<String> jvmOptions() throws IOException {
        return Files.readAllLines(home.resolve("conf/jvm.options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    Outcome mastic(String... arguments) throws IOException, InterruptedException {
        return mastic(Map.of(), arguments);
    }

    Outcome mastic(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(arguments));
        return run(command, environment);
    }

    /** Spark's own submit, in local mode and without Mastic's launcher, as a foreign Spark would start the job jar. */
    Outcome sparkSubmit(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(java(), "@" + home.resolve("conf/jvm.options"), "-Xmx1g"));
        command.addAll(List.of("-cp", home.resolve("lib") + "/*", "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", "local[2]", "--conf", "spark.driver.host=127.0.0.1"));
        command.addAll(List.of("--conf", "spark.ui.enabled=false"));
        command.addAll(List.of(arguments));
        return run(command, Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
    }

    static Set<String> entries(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Outcome run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("mastic-child");
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("Cannot wait longer for %s%n%s".formatted(command, Files.readString(err)));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
