// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import dev.mastic.core.Arguments;
import dev.mastic.core.config.Problems;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.engine.JobFile;
import dev.mastic.engine.JobTestFile;
import dev.mastic.engine.JobTestResult;
import dev.mastic.engine.JobTestRunner;
import dev.mastic.engine.TestedJob;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of transforms says what is there, all of it, and its examples run as jobs. */
@ExtendWith(SparkExtension.class)
class TransformsPageIT {
    private static final int CLASS = 1;
    private static final int SETTINGS = 2;
    private static final int METHOD = 3;
    private static final int TEST = 4;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CALLED = Pattern.compile("(?:(\\w+)\\.)?(\\w+)\\(");
    private static final Map<String, Class<?>> TYPES = Map.of(
            "DynamicFrame", DynamicFrame.class,
            "Frames", Frames.class,
            "DynamicRecord", DynamicRecord.class,
            "ColumnPath", ColumnPath.class);

    private static Page page;
    private static Registry registry;

    /** The classes that the page shows stand on the class path, as the jar of a user would. */
    @BeforeAll
    static void readPage(@TempDir Path folder) throws Exception {
        page = Page.of("docs/transforms.md");
        registry = Registry.fromClasspath();
        var classes =
                TransformsPageIT.class.getProtectionDomain().getCodeSource().getLocation();
        Page.compile(page.blocks("java"), folder, Path.of(classes.toURI()));
    }

    static Stream<String> examples() throws IOException {
        return Page.of("docs/transforms.md").section("Examples").blocks("conf").stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void runs(String example, LazySpark spark, @TempDir Path folder) throws IOException {
        var result = run(ConfigFactory.parseString(example), spark, folder);
        assertThat(result.status()).as(result.toString()).isEqualTo(JobTestResult.Status.PASSED);
    }

    @Test
    void spigotsWriteWhatTheySay(LazySpark spark, @TempDir Path folder) throws IOException {
        var example = examples()
                .map(ConfigFactory::parseString)
                .filter(config -> config.getString("step.transform").equals("spigot"))
                .findFirst();
        run(example.orElseThrow(), spark, folder);
        try (var written = Files.list(folder.resolve("samples"))) {
            var file = written.filter(path -> path.toString().endsWith(".json")).findFirst();
            assertThat(Files.readAllLines(file.orElseThrow())).containsExactly("{\"id\":1}");
        }
    }

    private static JobTestResult run(Config example, LazySpark spark, Path folder) throws IOException {
        Files.writeString(folder.resolve("example.conf"), job(example));
        Files.writeString(
                folder.resolve("example.test.conf"), "tests { example " + text(example.withoutPath("step")) + " }");
        var problems = new Problems();
        var tests = JobTestFile.read(folder.resolve("example.test.conf"), problems);
        var spec = JobFile.read(folder.resolve("example.conf"), List.of(), Arguments.none(), registry, problems);
        problems.throwIfAny("the example");
        return new JobTestRunner(registry, new Configuration(), spark)
                .run(
                        TestedJob.of(spec.orElseThrow()),
                        tests.orElseThrow().tests().get(0));
    }

    private static String job(Config example) {
        var sources = example.getObject("inputs").keySet().stream()
                .map(name -> ConfigUtil.quoteString(name) + " { path = in }")
                .collect(Collectors.joining(", "));
        boolean several = example.hasPath("expect")
                && example.getObject("expect").keySet().stream().anyMatch(name -> name.startsWith("out."));
        return "job { name = example, sources { " + sources + " }, steps = [ " + text(example.getConfig("step"))
                + " ], sinks { files { path = out, in = \"" + (several ? "out.*" : "out") + "\" } } }";
    }

    private static String text(Config config) {
        return config.root().render(ConfigRenderOptions.concise());
    }

    @Test
    void showsEveryTransformInAnExample() throws IOException {
        var shown = examples()
                .map(example -> ConfigFactory.parseString(example).getString("step.transform"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).isEqualTo(new TreeSet<>(registry.names(Transform.class)));
    }

    @Test
    void listsEveryTransformWithItsClass() {
        var listed = new TreeMap<String, String>();
        transforms().forEach(row -> {
            assertThat(row).hasSize(6);
            assertThat(listed.put(
                            codes(row.get(SETTINGS)).get(0),
                            codes(row.get(CLASS)).get(0)))
                    .as(row.toString())
                    .isNull();
        });
        var registered = new TreeMap<String, String>();
        registry.all(Transform.class)
                .forEach(factory -> registered.put(
                        factory.name(),
                        factory.getClass().getEnclosingClass().getName().replace("dev.mastic.transforms.", "")));
        assertThat(listed).isEqualTo(registered);
    }

    @Test
    void listsAllSettings() {
        for (var row : transforms()) {
            var said = codes(row.get(SETTINGS));
            var settings = registry.get(Transform.class, said.get(0)).settings().names();
            assertThat(said.stream().skip(1).map(TransformsPageIT::word).filter(name -> !name.equals("in")))
                    .as(said.get(0))
                    .containsExactlyInAnyOrderElementsOf(settings);
        }
    }

    /** The name of a setting, without its value. */
    private static String word(String code) {
        return code.split("[ ={]", 2)[0];
    }

    @Test
    void namesTestsThatAreThere() throws IOException {
        var tests = tests();
        transforms().forEach(row -> assertThat(tests).containsAll(codes(row.get(TEST))));
        methods().forEach(row -> assertThat(tests).as(row.toString()).containsAll(codes(row.get(row.size() - 2))));
    }

    @Test
    void namesMethodsThatAreThere() {
        var said = Stream.concat(
                transforms().stream().map(row -> row.get(METHOD)),
                methods().stream().map(row -> row.get(1)));
        said.flatMap(cell -> codes(cell).stream())
                .flatMap(code -> CALLED.matcher(code).results())
                .forEach(TransformsPageIT::assertIsThere);
    }

    private static void assertIsThere(MatchResult call) {
        var type = TYPES.getOrDefault(String.valueOf(call.group(1)), DynamicFrame.class);
        assertThat(Arrays.stream(type.getMethods()).map(Method::getName))
                .as(call.group())
                .contains(call.group(2));
    }

    /** Whatever a frame can do stands on the page. */
    @Test
    void namesAllMethodsOfFramesThatUsersCall() {
        var said =
                CALLED.matcher(page.text()).results().map(call -> call.group(2)).collect(Collectors.toSet());
        var there = Arrays.stream(DynamicFrame.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("toString"))
                .toList();
        assertThat(said).containsAll(there);
    }

    private static List<List<String>> transforms() {
        var rows = page.section("Transforms").rows("Glue");
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static List<List<String>> methods() {
        var rows = page.section("Methods").rows("Glue");
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    private static List<String> tests() throws IOException {
        try (var files = Files.walk(Page.root())) {
            return files.map(Path::toString)
                    .filter(file -> file.contains("/src/test/java/") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .toList();
        }
    }
}
