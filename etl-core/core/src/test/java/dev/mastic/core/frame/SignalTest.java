// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SignalTest {
    private final SparkSession spark = TestSpark.session();

    private JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    @Test
    void tellsWhatTasksHaveToldOnceHoweverOftenTheyRan() {
        var signal = Signal.<String>in(spark, "told");
        assertThat(signal.isZero()).isTrue();
        for (int i = 0; i < 2; i++) {
            context().parallelize(List.of("a", "b", "a"), 2).foreach(signal::add);
        }
        assertThat(signal.value()).containsExactlyInAnyOrder("a", "b");
    }

    /** Also where a task catches it and goes on: the reader that has seen the first fact may tell of more. */
    @Test
    void stopsWhoeverTellsWithTheFirstFact() {
        var signal = Signal.<String>stopping(spark, "stops", fact -> new IllegalStateException("refused " + fact));
        assertThatThrownBy(() -> signal.add("a")).hasMessage("refused a");
        assertThatThrownBy(() -> signal.add("b")).hasMessage("refused a");
        assertThatThrownBy(() -> signal.copy().add("c")).hasMessage("refused c");
        assertThat(signal.isZero()).as("what stops is told to nobody else").isTrue();
    }

    @Test
    void stopsTheTaskAndSoTheJob() {
        var signal = Signal.<String>stopping(spark, "stops", fact -> new IllegalStateException("refused " + fact));
        var letters = context().parallelize(List.of("a", "b"), 1);
        assertThatThrownBy(() -> letters.foreach(letter -> {
                    if (letter.equals("b")) {
                        signal.add(letter);
                    }
                }))
                .hasRootCauseMessage("refused b");
        assertThat(signal.isZero()).isTrue();
    }

    @Test
    void needsAnAlarmToStop() {
        assertThatThrownBy(() -> Signal.stopping(spark, "stops", null)).hasMessage("alarm");
    }
}
