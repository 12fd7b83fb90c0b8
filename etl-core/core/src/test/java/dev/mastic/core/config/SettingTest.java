// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private enum Mode {
        APPEND,
        REPLACE_ALL
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"plain|plain", "\"a b\"|a b", "7|7", "1.50|1.50", "0.00001|0.00001", "true|true", "1e3|1e3"})
    void takesTextsAsTheyAreWritten(String written, String value) {
        assertThat(read(Setting.string("x"), written)).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]|a text, not a list|[1,2]",
                "{a = 1, b = 2}|a text, not a block of 2 keys|{\"a\":1,\"b\":2}",
                "null|a text, not null|null"
            })
    void refusesWhatIsNoText(String written, String expected, String got) {
        assertThat(problem(Setting.string("x"), written))
                .isEqualTo("setting 'x' must be " + expected + " (got " + got + ")");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "YES, true", "on, true", "'\"true\"', true", "false, false", "no, false", "off, false"})
    void readsTruth(String written, boolean value) {
        assertThat(read(Setting.bool("x"), written)).contains(value);
    }

    @Test
    void refusesWhatIsNeitherTrueNorFalse() {
        assertThat(problem(Setting.bool("x"), "maybe")).isEqualTo("setting 'x' must be true or false (got \"maybe\")");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1e3, 1000", "'\" 42 \"', 42", "9223372036854775807, 9223372036854775807"})
    void readsWholeNumbers(String written, long value) {
        assertThat(read(Setting.number("x", 1), written)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "many", "9223372036854775808", "\"\""})
    void refusesWhatIsNoWholeNumber(String written) {
        assertThat(problem(Setting.number("x", 1), written)).startsWith("setting 'x' must be a whole number (got ");
    }

    @Test
    void refusesNumbersThatAreTooSmall() {
        assertThat(problem(Setting.number("x", 1), "0"))
                .isEqualTo("setting 'x' must be a whole number of at least 1 (got 0)");
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "\"2 minutes\", PT2M", "0s, PT0S", "1500ms, PT1.5S"})
    void readsSpansOfTime(String written, Duration span) {
        assertThat(read(Setting.duration("x"), written)).contains(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "-1s", "soon", "[1]"})
    void refusesSpansWithoutAUnitOrOfThePast(String written) {
        assertThat(problem(Setting.duration("x"), written))
                .startsWith("setting 'x' must be a span of time with its unit, such as 30s or 2m (got ");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1k, 1024", "2MB, 2000000", "\"3 GiB\", 3221225472"})
    void readsSizes(String written, long bytes) {
        assertThat(read(Setting.size("x"), written)).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, at least 1 byte", "-5k, 'a number of bytes'", "many, 'a number of bytes'"})
    void refusesWhatIsNoSize(String written, String expected) {
        assertThat(problem(Setting.size("x"), written)).startsWith("setting 'x' must be " + expected);
    }

    @Test
    void readsConstantsInKebabCase() {
        assertThat(read(Setting.oneOf("x", Mode.class), "replace-all")).contains(Mode.REPLACE_ALL);
    }

    @Test
    void refusesOtherConstantsWithTheNearest() {
        assertThat(problem(Setting.oneOf("x", Mode.class), "replace_all"))
                .isEqualTo(
                        "setting 'x' must be one of append, replace-all; did you mean 'replace-all'? (got \"replace_all\")");
        assertThat(problem(Setting.oneOf("x", Mode.class), "upsert-by-key"))
                .isEqualTo("setting 'x' must be one of append, replace-all (got \"upsert-by-key\")");
    }

    @Test
    void readsListsAndSingleTexts() {
        assertThat(read(Setting.strings("x"), "[a, 2, \"b c\"]")).contains(List.of("a", "2", "b c"));
        assertThat(read(Setting.strings("x"), "a")).contains(List.of("a"));
        assertThat(problem(Setting.strings("x"), "[]")).contains("at least one text");
        assertThat(read(Setting.stringsOrNone("x"), "[]")).contains(List.of());
        assertThat(problem(Setting.strings("x"), "[[a]]"))
                .isEqualTo("setting 'x' must be a text, not a list (got [[\"a\"]])");
    }

    @Test
    void resolvesPathsAgainstTheFolderOfTheFile() {
        assertThat(read(Setting.path("x"), "data/in")).contains("/jobs/data/in");
        assertThat(read(Setting.path("x"), "\"s3a://lake/in\"")).contains("s3a://lake/in");
    }

    @Test
    void readsFormsOfTheCallers() {
        var twice = Setting.of("x", (value, base) -> value.unwrapped() + base);
        assertThat(read(twice, "a")).contains("a/jobs");
    }

    private static <T> Optional<T> read(Setting<T> setting, String written) {
        var problems = new Problems();
        var settings = read(setting, written, problems);
        assertThat(problems.list()).isEmpty();
        return settings.find(setting);
    }

    private static String problem(Setting<?> setting, String written) {
        var problems = new Problems();
        read(setting, written, problems);
        assertThat(problems.list()).hasSize(1);
        return problems.list().get(0).message();
    }

    private static Settings read(Setting<?> setting, String written, Problems problems) {
        var block = ConfigFactory.parseString("x = " + written).root();
        return SettingsSpec.of(setting).read(block, "/jobs", problems);
    }
}
