// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many rows the steps of a run may refuse. */
class ThresholdTest {
    private static final String JOB = """
            job {
              name = orders
              sources {
                orders { path = "in/orders" }
                people { path = "in/people", read = all }
              }
              steps = [
                { name = joined, transform = join, in = [orders, people], keys = [person], unmatched = fault%s }
              ]
              sinks { files { in = joined, path = "out/files", format = json } }
              faults { path = "out/rejects" }
            }
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write(
                "in/orders/a.json",
                "{\"id\":1,\"person\":\"a\"}\nbroken\n{\"id\":2,\"person\":\"x\"}\n{\"id\":3,\"person\":\"y\"}\n");
        shell.write("in/people/a.json", "{\"person\":\"a\",\"name\":\"Ada\"}\n");
    }

    private Shell.Ended run(String tail, String... more) {
        var job = shell.write("job.conf", JOB.formatted(tail)).toString();
        return shell.mastic(
                Stream.concat(Stream.of("run", job), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void stopsBeforeCommitWhenAStepRefusesMoreThanItMay() {
        run(", stage-threshold = 1")
                .failed(
                        1,
                        "2 rows were refused by step 'joined' at job.conf:8 (stage-threshold allows 1)",
                        "no partner in people");
        run(", total-threshold = 2")
                .failed(1, "3 rows were refused up to step 'joined' at job.conf:8 (total-threshold allows 2)");
        assertThat(shell.dataFiles("out")).isEmpty();
    }

    @Test
    void commitsWhenTheLimitsAreKeptAndCountsPerStep() {
        var report = run(", stage-threshold = 2, total-threshold = 3, info = \"ask sales\"", "--output", "json")
                .succeeded()
                .document();
        assertThat(report.path("faults").asLong()).isEqualTo(3);
        assertThat(report.at("/steps/0/faults").asLong()).isEqualTo(2);
        var reasons = shell.mastic("cat", shell.file("out/rejects").toString())
                .succeeded()
                .lines();
        assertThat(reasons)
                .hasSize(3)
                .filteredOn(line -> line.contains("[ask sales]"))
                .hasSize(2);
    }

    @Test
    void setsNoLimitByDefault() {
        run(", stage-threshold = 0").succeeded();
    }
}
