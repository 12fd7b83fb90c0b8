// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.testkit.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job of the page about quality, in processes of their own: the class path holds what rules need, and nothing talks of it. */
class QualityIT {
    private static final Pattern JOB = Pattern.compile("(?s)```hocon\n(job \\{\n  name = people-checked\n.*?\n)```");

    @TempDir
    private Path folder;

    private String job;

    @BeforeEach
    void takeTheJobFromThePage() throws IOException {
        var page = JOB.matcher(Files.readString(Path.of("../docs/quality.md")));
        assertThat(page.find()).isTrue();
        job = page.group(1);
        Files.writeString(folder.resolve("people.csv"), "id,name,score\n1,Ada,9.5\n2,,7\n3,Grace,8.25\n");
        Files.writeString(folder.resolve("people.conf"), job);
    }

    @Test
    void aGateThatFailsLeavesEverythingAsItWas() throws Exception {
        var stopped = run();
        assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(3);
        assertThat(stopped.err())
                .contains("people at people.conf:4: 1 of 2 rules does not hold", "IsComplete \"name\": 1 row of 3")
                .doesNotContain("ANTLR", "\tat ", " WARN ", " ERROR ");
        assertThat(dataFiles(folder.resolve("out/people"))).isZero();

        takesTheSameRowsWhenTheRulesHold();
    }

    /** Whoever ends a run that was killed there may not take its staged rows for checked. */
    @Tag("chaos")
    @ParameterizedTest
    @ValueSource(strings = {"engine.before-gates", "engine.after-gates"})
    void aRunThatWasKilledAtItsGateIsAskedAgain(String failpoint) throws Exception {
        Distribution.ofThisBuild()
                .kill(failpoint, "run", folder.resolve("people.conf").toString());
        assertThat(dataFiles(folder.resolve("out/people"))).isZero();

        assertThat(run().exitCode()).isEqualTo(3);
        assertThat(dataFiles(folder.resolve("out/people"))).isZero();

        takesTheSameRowsWhenTheRulesHold();
    }

    private void takesTheSameRowsWhenTheRulesHold() throws Exception {
        Files.writeString(folder.resolve("people.conf"), job.replace("IsComplete \\\"name\\\"", "RowCount = 3"));
        var done = run();
        assertThat(done.exitCode()).as(done.toString()).isZero();
        var report = new ObjectMapper().readTree(done.out());
        assertThat(report.path("sources").path(0).path("newFiles").asInt()).isEqualTo(1);
        assertThat(report.path("quality").path(0).path("outcome").asText()).isEqualTo("Passed");
        assertThat(dataFiles(folder.resolve("out/people"))).isPositive();
    }

    private Distribution.Outcome run() throws Exception {
        return Distribution.ofThisBuild()
                .mastic("run", folder.resolve("people.conf").toString(), "--output", "json");
    }

    private static long dataFiles(Path out) throws IOException {
        if (!Files.exists(out)) {
            return 0;
        }
        try (var files = Files.list(out)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }
}
