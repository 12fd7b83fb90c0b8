// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.testkit.Distribution;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page about testing shows works outside this build: with the test kit's jar and the distribution alone. */
class PageOfTestingIT {
    private static final Path PAGE = Path.of("../docs/testing.md").toAbsolutePath();
    private static final Pattern CLASS_NAME = Pattern.compile("class (\\w+)");

    /** The user's project has no build: this stands for it. */
    private static final String LAUNCHER = """
            import org.junit.platform.engine.discovery.DiscoverySelectors;
            import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
            import org.junit.platform.launcher.core.LauncherFactory;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            public final class RunTests {
                public static void main(String[] tests) {
                    var request = LauncherDiscoveryRequestBuilder.request()
                            .selectors(DiscoverySelectors.selectClass(tests[0]))
                            .build();
                    var summary = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(request, summary);
                    summary.getSummary().printFailuresTo(new java.io.PrintWriter(System.err, true));
                    System.out.println("succeeded " + summary.getSummary().getTestsSucceededCount()
                            + " failed " + summary.getSummary().getTotalFailureCount());
                    System.exit(0);
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void runsTheTestsOfTheJobFile() throws Exception {
        Files.writeString(folder.resolve("sales.conf"), blocks("hocon").get(0));
        Files.writeString(folder.resolve("sales.test.conf"), blocks("conf").get(0));

        var outcome = Distribution.ofThisBuild().mastic("test", folder.toString(), "--output", "json");

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(new ObjectMapper().readTree(outcome.out()).path("passed").asInt())
                .isEqualTo(2);
    }

    @Tag("long")
    @Test
    void compilesAndRunsTheProjectOfAUser() throws Exception {
        var sources = new ArrayList<>(blocks("java"));
        assertThat(sources).hasSize(2);
        sources.add(LAUNCHER);
        var files = new ArrayList<String>();
        for (var source : sources) {
            var name = CLASS_NAME.matcher(source);
            assertThat(name.find()).isTrue();
            files.add(Files.writeString(folder.resolve(name.group(1) + ".java"), source)
                    .toString());
        }
        var classPath = classPath();
        var compile = new ArrayList<>(List.of(tool("javac"), "-proc:none", "-d", folder.toString(), "-cp", classPath));
        compile.addAll(files);
        assertThat(run(compile)).isEmpty();

        var test = new ArrayList<>(List.of(tool("java")));
        test.addAll(Distribution.ofThisBuild().jvmOptions());
        test.addAll(List.of("-cp", folder + File.pathSeparator + classPath, "RunTests", "SalesTest"));
        assertThat(run(test)).contains("succeeded 1 failed 0");
    }

    /** The published jars: the test kit with what its pom names, and the distribution; no folder of classes of this build. */
    private static String classPath() throws Exception {
        var distribution = Distribution.ofThisBuild();
        var testing = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        entry.matches(".*[/\\\\](junit-|assertj-|byte-buddy|jqwik|archunit|opentest4j|apiguardian).*"));
        var launcher = place(Class.forName("org.junit.platform.launcher.core.LauncherFactory"));
        var kit = Path.of("../etl-core/testkit/target").toAbsolutePath();
        var all = Stream.of(
                        Stream.of(jarBelow(kit)),
                        testing,
                        Stream.of(launcher, distribution.jobJar().toString()),
                        distribution.libraries().stream().map(Path::toString))
                .flatMap(part -> part)
                .distinct()
                .toList();
        assertThat(all).allMatch(entry -> entry.endsWith(".jar"));
        return String.join(File.pathSeparator, all);
    }

    private static String jarBelow(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.matches(".*mastic-testkit-[^/]*(?<!sources|javadoc)\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private String run(List<String> command) throws Exception {
        var out = folder.resolve("said").toFile();
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        var said = Files.readString(out.toPath());
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static List<String> blocks(String language) throws Exception {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
