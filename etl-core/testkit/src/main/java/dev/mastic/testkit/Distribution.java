// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.failure.Failpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The packed distribution, and child processes started from it. */
public final class Distribution {

    /** How a child ended. */
    public record Outcome(int exitCode, String out, String err) {}

    /** Children live for seconds: the first compiler alone serves them better. */
    private static final Map<String, String> SHORT_LIVED = Map.of("MASTIC_OPTS", "-XX:TieredStopAtLevel=1");

    private static final Map<String, String> ON_LOOPBACK = Map.of("SPARK_LOCAL_IP", "127.0.0.1");

    private final Path home;

    private Distribution(Path home) {
        this.home = home;
    }

    /** The distribution that the build has packed, seen from any module of it. */
    public static Distribution ofThisBuild() {
        for (var here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            var packed = here.resolve("spark-submit/target/mastic");
            if (Files.isDirectory(packed)) {
                return new Distribution(packed);
            }
        }
        throw new AssertionError(
                "No distribution is packed (expected spark-submit/target/mastic): run mvn package first");
    }

    /** A distribution in another place. */
    public static Distribution at(Path home) {
        return new Distribution(home);
    }

    /** The folder of the distribution. */
    public Path home() {
        return home;
    }

    /** The one application for {@code spark-submit}. */
    public Path jobJar() {
        return home.resolve("mastic.jar");
    }

    /** The command {@code mastic}. */
    public Path launcher() {
        return home.resolve("bin/mastic");
    }

    /** The jars of Spark and what it needs. */
    public List<Path> libraries() throws IOException {
        try (var files = Files.list(home.resolve("lib"))) {
            return files.sorted().toList();
        }
    }

    /** The options that every JVM with Spark needs. */
    public List<String> jvmOptions() throws IOException {
        return Files.readAllLines(home.resolve("conf/jvm.options")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** Runs a command to its end. */
    public Outcome mastic(String... arguments) throws IOException, InterruptedException {
        return mastic(Map.of(), arguments);
    }

    /** Runs a command to its end, with more environment variables. */
    public Outcome mastic(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return child(environment, launched(arguments)).outcome();
    }

    /** Spark's own submit, in local mode and without Mastic's launcher, as a foreign Spark would start the job jar. */
    public Outcome sparkSubmit(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(TestJvm.java(), "@" + home.resolve("conf/jvm.options"), "-Xmx1g"));
        command.addAll(List.of("-cp", home.resolve("lib") + "/*", "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", "local[2]", "--conf", "spark.driver.host=127.0.0.1"));
        command.addAll(List.of("--conf", "spark.ui.enabled=false"));
        command.addAll(List.of(arguments));
        return child(ON_LOOPBACK, command).outcome();
    }

    /** The names of all entries of a jar. */
    public static Set<String> entries(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a command, waits until it reaches a failpoint, and kills it with SIGKILL. */
    public void kill(String failpoint, String... arguments) throws IOException, InterruptedException {
        var child = startUntil(failpoint, arguments);
        if (!child.reaches()) {
            throw new AssertionError("Failpoint " + failpoint + " was not reached: "
                    + child.outcome().err());
        }
        child.kill();
    }

    /** Starts a command that waits when it has reached a failpoint. */
    public ChildProcess startUntil(String failpoint, String... arguments) throws IOException {
        return childUntil(failpoint, launched(arguments));
    }

    /** Starts a command that goes on by itself. */
    public ChildProcess start(String... arguments) throws IOException {
        return child(Map.of(), launched(arguments));
    }

    /** Starts a command none of whose files can grow beyond so many kilobytes, as if the disk were full then. */
    public ChildProcess startOnFullDisk(int kilobytes, Map<String, String> environment, String... arguments)
            throws IOException {
        // the shell counts blocks of 512 bytes
        var limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f $0 && exec \"$@\"", "" + kilobytes * 2));
        limited.addAll(launched(arguments));
        return child(environment, limited);
    }

    private List<String> launched(String... arguments) {
        var command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    static ChildProcess child(Map<String, String> environment, List<String> command) throws IOException {
        return child(environment, command, unreached());
    }

    static ChildProcess childUntil(String failpoint, List<String> command) throws IOException {
        var reached = unreached();
        var environment = new HashMap<>(ON_LOOPBACK);
        environment.put(Failpoints.VARIABLE, failpoint);
        environment.put(Failpoints.REACHED, reached.toString());
        return child(environment, command, reached);
    }

    private static Path unreached() throws IOException {
        return Files.createTempDirectory("mastic-child").resolve("reached");
    }

    private static ChildProcess child(Map<String, String> environment, List<String> command, Path reached)
            throws IOException {
        var out = reached.resolveSibling("out");
        var err = reached.resolveSibling("err");
        // the folder before what lies in it: deleted in the order from the last to the first
        List.of(reached.getParent(), reached, out, err)
                .forEach(path -> path.toFile().deleteOnExit());
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(SHORT_LIVED);
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), reached, out, err);
    }
}
