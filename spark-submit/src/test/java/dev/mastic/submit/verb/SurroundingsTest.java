// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.verb.Surroundings.Part;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a foreign Spark brings, and what to do about it. The real ones are in {@code ForeignSparkIT}. */
class SurroundingsTest {
    @Test
    void takesAnySparkOfItsLine() {
        assertThat(Surroundings.spark("3.5.7")).isEqualTo(new Part("spark", "3.5.7", false));
        assertThat(Surroundings.spark("3.5.1")).isEqualTo(new Part("spark", "3.5.1 (tested with 3.5.7)", false));
        assertThat(Surroundings.spark("3.4.4").wrong()).isTrue();
        assertThat(Surroundings.spark("4.0.1").text())
                .isEqualTo("4.0.1 (expected 3.5.x): use such a Spark, for example that of 'pip install pyspark==3.5.7',"
                        + " or start bin/mastic, which brings its own");
    }

    @Test
    void takesNoOtherScala() {
        assertThat(Surroundings.scala("2.12.18").wrong()).isFalse();
        assertThat(Surroundings.scala("2.13.8").wrong()).isTrue();
        assertThat(Surroundings.scala("2.13.8").text()).contains("expected 2.12", "pyspark==3.5.7");
    }

    @Test
    void namesTheFilesOfS3ForEachHadoop() {
        assertThat(Surroundings.hadoop("3.3.4").text()).contains("hadoop-aws:3.3.4");
        assertThat(Surroundings.hadoop("3.4.3").wrong()).isFalse();
        assertThat(Surroundings.hadoop("2.7.4").text())
                .isEqualTo("2.7.4 (expected 3.3 or newer): use a Spark with Hadoop 3");
        assertThat(Surroundings.hadoop("3.2.4").wrong()).isTrue();
    }

    @Test
    void knowsWhichJavaCannotBe() {
        assertThat(Surroundings.java(17, Optional.of("3.3.4")).wrong()).isFalse();
        assertThat(Surroundings.java(21, Optional.of("3.3.4")).text()).endsWith("(expected 17)");
        assertThat(Surroundings.java(11, Optional.of("3.3.4")).wrong()).isTrue();
        assertThat(Surroundings.java(25, Optional.of("3.4.3")).wrong()).isFalse();
        assertThat(Surroundings.java(25, Optional.of("3.3.4")).text())
                .contains("Hadoop 3.3.4 does not start on Java 25", "set JAVA_HOME to a Java 17");
    }

    @Test
    void asksForOpenModules() {
        assertThat(Surroundings.modules(true).wrong()).isFalse();
        assertThat(Surroundings.modules(false).text())
                .contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "spark.driver.extraJavaOptions");
    }

    @Test
    void refusesNothingOutsideSparkSubmit() {
        Surroundings.refuseForeign();
        assertThat(Surroundings.parts()).noneMatch(Part::wrong).anySatisfy(part -> {
            assertThat(part.name()).isEqualTo("iceberg");
            assertThat(part.text()).matches("1\\.\\d+\\.\\d+");
        });
    }
}
