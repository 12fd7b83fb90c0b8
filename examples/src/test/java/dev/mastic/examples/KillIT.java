// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills real children with SIGKILL in each phase of the protocol, then runs the job to its end: the targets hold exactly the rows of a
 * run that nobody disturbed. {@link dev.mastic.examples.chaos.EightKillsIT} is the short form of it.
 */
@Tag("chaos")
class KillIT {
    private static final String JOB = "legislators-history.conf";
    private static final Map<String, List<String>> KILLS = new TreeMap<>();

    @TempDir
    private static Path shared;

    private static Playground prepared;
    private static List<String> files;
    private static List<String> lake;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        prepared = Playground.make(shared.resolve("prepared"), "2019", "2021");
        prepared.crawl();
        var undisturbed = prepared.copyTo(shared.resolve("undisturbed"));
        undisturbed.run(JOB);
        files = undisturbed.parquet("out/history");
        lake = undisturbed.iceberg("lake.history");
        assertThat(files).hasSize(974).isEqualTo(lake);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "plan, engine.after-lease",
        "plan, engine.after-slice",
        "plan, engine.after-plan",
        "stage, engine.during-stage:2",
        "stage, iceberg-sink.before-staged",
        "stage, engine.after-staging",
        "commit, file-sink.after-rename:2",
        "commit, engine.after-sink-commit",
        "commit, engine.before-sink-commit:2",
        "commit, iceberg-sink.after-commit",
        "advance, engine.after-commit",
        "advance, engine.after-advance",
    })
    void losesAndDoublesNothing(String phase, String failpoint) throws Exception {
        var play = prepared.copyTo(folder.resolve("play"));

        play.kill(failpoint, JOB);
        KILLS.computeIfAbsent(phase, p -> new ArrayList<>()).add(failpoint);
        play.run(JOB);

        assertThat(play.parquet("out/history")).isEqualTo(files);
        assertThat(play.iceberg("lake.history")).isEqualTo(lake);
        assertThat(play.run(JOB).path("status").asText()).isEqualTo("nothing-new");
    }

    @AfterAll
    static void everyPhaseWasHit() {
        KILLS.forEach(
                (phase, points) -> System.out.println("killed in " + phase + ": " + points.size() + " " + points));
        assertThat(KILLS).containsOnlyKeys("plan", "stage", "commit", "advance");
    }
}
