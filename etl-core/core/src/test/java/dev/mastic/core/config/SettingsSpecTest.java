// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSpecTest {
    private static final Setting<String> PATH = Setting.path("path").required().doc("where the files lie");
    private static final Setting<Long> PARTITIONS =
            Setting.number("partitions", 1).defaultsTo(8L);
    private static final Setting<String> SECRET = Setting.string("password");
    private static final Setting<List<String>> KEYS = Setting.strings("keys");
    private static final SettingsSpec SPEC = SettingsSpec.of(PATH, PARTITIONS, SECRET, KEYS);

    @TempDir
    Path folder;

    @Test
    void givesWhatIsWrittenAndDefaultsForTheRest() {
        var settings = SPEC.of("sink", Map.of("path", "/data"));
        assertThat(settings.get(PATH)).isEqualTo("/data");
        assertThat(settings.get(PARTITIONS)).isEqualTo(8);
        assertThat(settings.find(SECRET)).isEmpty();
        assertThatThrownBy(() -> settings.get(SECRET))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no value for 'password'");
    }

    @Test
    void tellsAllProblemsAtOnceWithTheirLines() throws IOException {
        var problems = new Problems();
        SPEC.read(
                ConfigFactory.parseFile(jobFile("{", "partitons = 4", "zzzzzzzzz = 1", "partitions = many", "}"))
                        .root(),
                "/",
                problems);
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "job.conf:2: unknown setting 'partitons' (did you mean 'partitions'?)",
                        "job.conf:3: unknown setting 'zzzzzzzzz' (known: path, partitions, password, keys)",
                        "job.conf:4: setting 'partitions' must be a whole number (got \"many\")",
                        "job.conf:1: missing setting 'path' (where the files lie)");
        assertThatThrownBy(() -> problems.throwIfAny("job.conf"))
                .isInstanceOfSatisfying(ConfigProblemsException.class, e -> {
                    assertThat(e.problems()).isEqualTo(problems.list());
                    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
                })
                .hasMessageStartingWith("Cannot run job.conf: 4 problems\n  job.conf:");
    }

    @Test
    void knowsWhereEachValueWasWritten() throws IOException {
        var block = ConfigFactory.parseFile(jobFile("{", "path = /data", "}")).root();
        var settings = SPEC.read(block, "/", new Problems());
        assertThat(settings.origin()).hasToString("job.conf:1");
        assertThat(settings.origin(PATH)).hasToString("job.conf:2");
        assertThat(settings.origin(PARTITIONS)).as("not written").hasToString("job.conf:1");
    }

    @Test
    void throwsProblemsOfJavaCodeAtOnce() {
        assertThatThrownBy(() -> SPEC.of("orders", Map.of("pth", "x")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("Cannot run orders: 2 problems")
                .hasMessageContaining("orders: unknown setting 'pth' (did you mean 'path'?)")
                .hasMessageContaining("orders: missing setting 'path' (where the files lie)");
    }

    @Test
    void aSingleProblemStandsInOneLine() {
        assertThatThrownBy(() -> SPEC.of("orders", Map.of()))
                .hasMessage("Cannot run orders: missing setting 'path' (where the files lie)");
    }

    @Test
    void rendersForAnyProcess() {
        var settings = read("/home/ann/jobs", Map.of("path", "data", "partitions", 3, "keys", List.of("a", "b")));
        var again = SPEC.parse("recovery", settings.render());
        assertThat(again).isEqualTo(settings).hasSameHashCodeAs(settings).hasToString(settings.render());
        assertThat(again.get(PATH)).isEqualTo("/home/ann/jobs/data");
        assertThat(again.base()).isEqualTo("/home/ann/jobs");
    }

    @Test
    void rendersTheWorkingFolderWhereNoOtherIsTheBase() {
        var settings = SPEC.of("orders", Map.of("path", "data"));
        assertThat(settings.base()).isEqualTo(Path.of("").toAbsolutePath().toString());
        assertThat(settings.render()).contains(settings.base());
        assertThat(SPEC.parse("recovery", settings.render()).get(PATH))
                .isEqualTo(Path.of("data").toAbsolutePath().toString());
    }

    @Test
    void rendersWhatWasWrittenNotWhatWasMadeOfIt() {
        var reference = Setting.of("password", (value, base) -> "resolved");
        var problems = new Problems();
        var written = ConfigValueFactory.fromMap(Map.of("password", "secret:db/password"));
        var settings = SettingsSpec.of(reference).read(written, "s3a://jobs/daily", problems);
        assertThat(settings.get(reference)).isEqualTo("resolved");
        assertThat(settings.render()).contains("secret:db/password").doesNotContain("resolved");
        assertThat(settings.base()).isEqualTo("s3a://jobs/daily");
    }

    @Property(tries = 200)
    void rendersAnyText(@ForAll String secret, @ForAll @NotEmpty List<String> keys) {
        var settings = read("/base", Map.of("path", "p", "password", secret, "keys", keys));
        assertThat(SPEC.parse("recovery", settings.render())).isEqualTo(settings);
    }

    @Test
    void notesAProblemOnlyOnce() {
        var problems = new Problems();
        assertThat(problems.isEmpty()).isTrue();
        problems.throwIfAny("nothing");
        problems.add(Origin.of("job.conf"), "wrong");
        problems.add(Origin.of("job.conf"), "wrong");
        problems.add(new Origin("job.conf", 3), "wrong", "mend it");
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("job.conf: wrong", "job.conf:3: wrong (mend it)");
        assertThat(problems.isEmpty()).isFalse();
    }

    private static Settings read(String base, Map<String, ?> written) {
        var problems = new Problems();
        var settings = SPEC.read(ConfigValueFactory.fromMap(written), base, problems);
        assertThat(problems.list()).isEmpty();
        return settings;
    }

    private java.io.File jobFile(String... lines) throws IOException {
        return Files.write(folder.resolve("job.conf"), List.of(lines)).toFile();
    }
}
