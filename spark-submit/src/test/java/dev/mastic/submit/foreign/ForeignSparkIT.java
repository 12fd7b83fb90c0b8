// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code doctor} says in the Sparks that PyPI has, and that other verbs are refused where jobs would fail. */
@Tag("clients")
class ForeignSparkIT {
    @TempDir
    private Path folder;

    private final String jar = Distribution.ofThisBuild().jobJar().toString();

    @Test
    void worksInSparkOfTheSameLineOnAnotherHadoop() throws Exception {
        var doctor = PySpark.of("3.5.7").submit(folder, "--master", "local[1]", jar, "doctor");
        assertThat(doctor.exitCode()).as(doctor.text()).isZero();
        assertThat(doctor.text())
                .contains(
                        "java modules: open to Spark",
                        "spark: 3.5.7",
                        "scala: 2.12",
                        "hadoop: 3.3.4",
                        "hadoop-aws:3.3.4")
                .contains("iceberg: none (for its tables: --jars")
                .doesNotContain("WRONG");
    }

    @ParameterizedTest
    @CsvSource({"4.0.1, 2.13", "3.4.4, ''"})
    void refusesOthers(String version, String scala) throws Exception {
        var foreign = PySpark.of(version);
        var job = Files.writeString(
                folder.resolve("job.conf"),
                "job { name = j, sources { a { path = in } }, sinks { b { in = a, path = out } } }");

        var doctor = foreign.submit(folder, "--master", "local[1]", jar, "doctor");
        assertThat(doctor.exitCode()).as(doctor.text()).isEqualTo(2);
        assertThat(doctor.text())
                .contains("WRONG spark: " + version + " (expected 3.5.x)", "pip install pyspark==3.5.7");
        if (!scala.isEmpty()) {
            assertThat(doctor.text()).contains("WRONG scala: " + scala);
        }
        var run = foreign.submit(folder, "--master", "local[1]", jar, "run", job.toString());
        assertThat(run.exitCode()).as(run.text()).isEqualTo(2);
        assertThat(run.text())
                .contains("mastic: Cannot run in this Spark: spark " + version)
                .doesNotContain("\tat ");
        assertThat(folder.resolve("mastic.db")).doesNotExist();
    }
}
