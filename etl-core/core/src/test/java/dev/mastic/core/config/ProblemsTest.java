// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void saysEachPlaceOnce() {
        problems.add(new Origin("job.conf", 3), "Cannot write orc by codec 'zlibb' at job.conf:4");
        problems.add(new Origin("job.conf", 5), "Cannot read a.sql at a.sql:7");
        problems.add(new Origin("job.conf", 6), "nothing at job.conf:7 is a source");
        problems.add(Origin.of("demo.Job"), "Cannot replace partitions at demo.Job");
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "demo.Job: Cannot replace partitions",
                        "job.conf:4: Cannot write orc by codec 'zlibb'",
                        "job.conf:5: Cannot read a.sql at a.sql:7",
                        "job.conf:6: nothing at job.conf:7 is a source");
    }

    @Test
    void saysThePlaceOfASingleProblemOnce() {
        problems.add(new Origin("job.conf", 3), "Cannot write orc by codec 'zlibb' at job.conf:3");
        assertThatThrownBy(() -> problems.throwIfAny("job.conf"))
                .hasMessage("Cannot write orc by codec 'zlibb' at job.conf:3");
    }
}
