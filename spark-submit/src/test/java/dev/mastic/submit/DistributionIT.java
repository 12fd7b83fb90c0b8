// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionIT {

    /** Spark's files in Avro are no part of Spark's distribution. */
    /** Others have classes in packages of Spark: its own Avro, and Deequ. */
    private static final String OTHERS = "sql/(v2/)?$|sql/(v2/)?avro/|sql/catalyst/(expressions/(aggregate/)?)?$"
            + "|sql/(catalyst/expressions/aggregate/)?(Stateful|Deequ|KLLAggregation|DataTypeAggregation|HLLConstants)";

    private static final String SPARKS_OWN = "org/apache/(hadoop|iceberg|logging|parquet)/.*"
            + "|(scala|org/slf4j|com/fasterxml/jackson)/.*"
            + "|org/apache/spark/(?!" + OTHERS + ").+";

    private static final String SERVER = "dev.mastic.catalog.server.Serve";

    private final Distribution distribution = Distribution.ofThisBuild();

    @TempDir
    private Path folder;

    @Test
    void launcherTellsItsVersion() throws Exception {
        var outcome = distribution.mastic("--version");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).matches("mastic \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void launcherWorksThroughALink() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("linked"), distribution.launcher());

        var child = new ProcessBuilder(link.toString(), "--version").start();

        assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("mastic ");
        assertThat(child.waitFor()).isZero();
        Files.delete(link);
    }

    @Test
    void launcherTakesClassesFromTheArchive() throws Exception {
        var log = folder.resolve("classes");

        distribution.mastic(Map.of("MASTIC_OPTS", "-Xlog:class+load:file=" + log), "--version");

        assertThat(sourceOf(Mastic.class.getName(), log)).isEqualTo("shared objects file (top)");
    }

    /** Java 17 dies where both give it a class. */
    @Test
    void launcherTakesNoArchiveBesideAFlightRecording() throws Exception {
        var log = folder.resolve("classes");
        var recording = "-XX:StartFlightRecording=filename=" + folder.resolve("recording.jfr");

        var environment = Map.of("JAVA_TOOL_OPTIONS", recording, "MASTIC_OPTS", "-Xlog:class+load:file=" + log);
        assertThat(distribution.mastic(environment, "--version").exitCode()).isZero();

        assertThat(sourceOf(Mastic.class.getName(), log)).endsWith("mastic.jar");
    }

    @Test
    void launcherTakesTheServersClassesFromTheirArchive() throws Exception {
        var log = folder.resolve("classes");

        distribution.mastic(Map.of("MASTIC_OPTS", "-Xlog:class+load:file=" + log), "serve", "--help");

        assertThat(sourceOf(SERVER, log)).isEqualTo("shared objects file (top)");
    }

    @Test
    void launcherPassesOverAnArchiveOfOtherJars() throws Exception {
        var log = folder.resolve("classes");
        var other = Files.createDirectories(folder.resolve("other"));
        Files.copy(distribution.jobJar(), other.resolve("mastic.jar"));
        var same = List.of("conf", "lib", "mastic.jsa", "server.jsa");
        for (var name : same) {
            Files.createSymbolicLink(other.resolve(name), distribution.home().resolve(name));
        }
        Files.copy(
                distribution.launcher(),
                Files.createDirectory(other.resolve("bin")).resolve("mastic"));

        var outcome = Distribution.at(other).mastic(Map.of("MASTIC_OPTS", "-Xlog:class+load:file=" + log), "--version");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("mastic ").hasLineCount(1);
        assertThat(outcome.exitCode()).isZero();
        assertThat(sourceOf(Mastic.class.getName(), log)).endsWith("/other/mastic.jar");

        copyServer(other.resolve("server/lib"));
        var server =
                Distribution.at(other).mastic(Map.of("MASTIC_OPTS", "-Xlog:class+load:file=" + log), "serve", "--help");

        assertThat(server.err()).isEmpty();
        assertThat(server.exitCode()).isZero();
        assertThat(sourceOf(SERVER, log)).contains("/other/server/lib/mastic-catalog-server");
        for (var name : same) {
            Files.delete(other.resolve(name));
        }
    }

    @Test
    void launcherRefusesAnOldJava() throws Exception {
        var java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        var outcome =
                distribution.mastic(Map.of("JAVA_HOME", folder.resolve("jdk").toString()), "--version");

        assertThat(outcome.err()).contains("is Java 11", "needs Java 17");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    @Test
    void sparkSubmitStartsTheJobJar() throws Exception {
        var outcome = distribution.sparkSubmit(distribution.jobJar().toString(), "--version");

        assertThat(outcome.out()).as(outcome.err()).startsWith("mastic ");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void sparkSubmitRunsAUsersJarBesideTheJobJar() throws Exception {
        Files.writeString(
                folder.resolve("V1__trial.sql"), "CREATE TABLE trial (id INTEGER); INSERT INTO trial VALUES (7);");
        var jar = jarOf(TrialJob.class);

        var outcome = distribution.sparkSubmit(
                "--class",
                TrialJob.class.getName(),
                "--jars",
                distribution.jobJar().toString(),
                jar.toString(),
                folder.toString());

        assertThat(outcome.out()).as(outcome.err()).contains("sqlite 1", "iceberg 3");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void jobJarHoldsNothingOfSparks() {
        assertThat(Distribution.entries(distribution.jobJar())).noneMatch(entry -> entry.matches(SPARKS_OWN));
    }

    @Test
    void noClassIsBothInTheJobJarAndInLib() throws Exception {
        var ours = Distribution.entries(distribution.jobJar()).stream()
                .filter(entry -> entry.endsWith(".class") && !entry.startsWith("META-INF/"))
                .collect(Collectors.toSet());
        for (var library : distribution.libraries()) {
            assertThat(Distribution.entries(library).stream().filter(ours::contains))
                    .as(library.toString())
                    .isEmpty();
        }
    }

    @Test
    void jobJarMergesTheServicesOfItsParts() throws Exception {
        try (var jar = new JarFile(distribution.jobJar().toFile())) {
            assertThat(text(jar, "META-INF/services/java.sql.Driver"))
                    .contains("org.sqlite.JDBC", "org.postgresql.Driver");
            assertThat(text(jar, "META-INF/services/org.flywaydb.core.extensibility.Plugin"))
                    .contains("SQLiteDatabaseType", "PostgreSQLDatabaseType");
        }
    }

    @Test
    void libHoldsEachArtifactOnce() throws Exception {
        var versions = new HashMap<String, List<Path>>(distribution.libraries().stream()
                .collect(Collectors.groupingBy(
                        jar -> jar.getFileName().toString().replaceFirst("-\\d.*?(?=(-[a-z].*)?\\.jar$)", ""))));
        versions.values().removeIf(jars -> jars.size() == 1 || shareNoClass(jars));

        assertThat(versions).isEmpty();
    }

    /** Artifacts of one name may be of different groups. */
    private static boolean shareNoClass(List<Path> jars) {
        var classes = jars.stream()
                .flatMap(jar -> Distribution.entries(jar).stream())
                .filter(entry -> entry.endsWith(".class") && !entry.startsWith("META-INF/"))
                .toList();
        return classes.stream().distinct().count() == classes.size();
    }

    @Test
    void jvmOptionsHoldAllThatSparkAsksFor() throws Exception {
        assertThat(distribution.jvmOptions())
                .containsAll(
                        List.of(JavaModuleOptions.defaultModuleOptions().trim().split(" ")));
    }

    /** Where a JVM had a class from, by its log of loaded classes. */
    private void copyServer(Path lib) throws IOException {
        Files.createDirectories(lib);
        try (var jars = Files.newDirectoryStream(distribution.home().resolve("server/lib"))) {
            for (var jar : jars) {
                var there = lib.resolve(jar.getFileName());
                if (there.toString().contains("mastic-")) {
                    Files.copy(jar, there); // of another time
                } else {
                    Files.createLink(there, jar);
                }
            }
        }
    }

    private static String sourceOf(String type, Path log) throws IOException {
        var before = type + " source: ";
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(before))
                .map(line -> line.substring(line.indexOf(before) + before.length()))
                .collect(Collectors.joining());
    }

    private Path jarOf(Class<?> type) throws IOException {
        var entry = type.getName().replace('.', '/') + ".class";
        var jar = folder.resolve("trial.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var in = type.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }

    private static String text(JarFile jar, String entry) throws IOException {
        try (var in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
