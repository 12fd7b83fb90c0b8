// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example jobs as users run them, against figures that another program has counted (examples/data/legislators/README.md). */
class LegislatorsIT {
    private static final String HISTORY = "legislators-history.conf";
    private static final Map<String, Long> PERSONS = Map.of(
            "persons", 1138L,
            "persons_id.fec", 1263L,
            "persons_terms", 6532L,
            "persons_terms.val.party_affiliations", 19L,
            "persons_leadership_roles", 156L,
            "persons_family", 53L,
            "persons_other_names", 2L);

    @TempDir
    private Path folder;

    @Test
    void readsOnlyWhatIsNew() throws Exception {
        var play = Playground.make(folder, "2019", "2021", "2023");
        play.crawl();

        var first = play.run(HISTORY);
        var second = play.run(HISTORY);
        play.addYear("2025");
        play.crawl();
        var third = play.run(HISTORY);

        assertThat(rows(first, "files")).isEqualTo(1466);
        assertThat(rows(first, "lake")).isEqualTo(1466);
        assertThat(second.path("status").asText()).isEqualTo("nothing-new");
        assertThat(second.path("sparkStarted").asBoolean()).isFalse();
        assertThat(third.at("/sources/0/name").asText()).isEqualTo("memberships");
        assertThat(third.at("/sources/0/files").asLong()).isEqualTo(1);
        assertThat(rows(third, "files")).isEqualTo(485);
        assertThat(rows(third, "lake")).isEqualTo(485);
        assertThat(play.parquet("out/history")).hasSize(1951).isEqualTo(play.iceberg("lake.history"));
        assertThat(play.mastic("cat", "lake.history").out().lines()).hasSize(1951);
    }

    @Tag("long")
    @Test
    void relationalizesPersonsIntoSevenTables() throws Exception {
        var play = Playground.make(folder, "2019");
        play.crawl();

        var report = play.run("legislators-persons.conf");

        assertThat(report.path("faults").asLong()).isZero();
        assertThat(play.counts("out/persons")).isEqualTo(PERSONS);
    }

    @Tag("long")
    @Test
    void givesTheSameRowsFromJavaByASparkSubmit() throws Exception {
        var play = Playground.make(folder, "2019", "2021");
        play.crawl();
        var twin = play.copyTo(folder.resolve("twin"));
        play.run(HISTORY);

        var submitted = twin.sparkSubmit(
                "--jars",
                exampleJar(),
                "--class",
                "dev.mastic.submit.Mastic",
                twin.jobJar().toString(),
                "run",
                "#" + LegislatorsHistory.class.getName(),
                "--warehouse",
                twin.file("warehouse").toString(),
                "--",
                "--out",
                twin.file("out").toString());

        assertThat(submitted.exitCode()).as(submitted.err()).isZero();
        assertThat(twin.parquet("out/history")).hasSize(974).isEqualTo(play.parquet("out/history"));
        assertThat(twin.iceberg("lake.history")).isEqualTo(play.iceberg("lake.history"));
    }

    @Tag("long")
    @Test
    void runsAJobFileByASparkSubmit() throws Exception {
        var play = Playground.make(folder, "2019");
        play.crawl();

        var submitted = play.sparkSubmit(
                play.jobJar().toString(), "run", play.file(HISTORY).toString());

        assertThat(submitted.exitCode()).as(submitted.err()).isZero();
        assertThat(play.parquet("out/history")).hasSize(483);
    }

    @Tag("long")
    @Test
    void givesTheSameRelationalizedTablesFromJava() throws Exception {
        var play = Playground.make(folder, "2019");
        play.crawl();

        var run = play.mastic(
                "run",
                exampleJar() + "#" + LegislatorsPersons.class.getName(),
                "--",
                "--out",
                play.file("out").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(play.counts("out/persons")).isEqualTo(PERSONS);
    }

    @Tag("long")
    @Test
    void passesTheTestsBesideTheJobs() throws Exception {
        var play = Playground.make(folder, "2019");

        var outcome = play.mastic("test", folder.toString(), "--output", "json");
        var java = play.mastic(
                "test",
                play.file("legislators-persons.test.conf").toString(),
                "--job",
                exampleJar() + "#" + LegislatorsPersons.class.getName());

        assertThat(outcome.exitCode()).as(outcome.out()).isZero();
        var document = new ObjectMapper().readTree(outcome.out());
        assertThat(document.path("passed").asInt()).isEqualTo(4);
        assertThat(java.exitCode()).as(java.out()).isZero();
        assertThat(play.file("mastic.db")).doesNotExist();
        assertThat(play.file("out")).doesNotExist();
    }

    private static long rows(JsonNode report, String sink) {
        for (var written : report.path("sinks")) {
            if (written.path("name").asText().equals(sink)) {
                return written.path("rows").asLong();
            }
        }
        throw new AssertionError("No sink " + sink + " in " + report);
    }

    private static String exampleJar() throws Exception {
        try (var jars = Files.list(Path.of("target"))) {
            return jars.filter(path -> path.getFileName().toString().matches("mastic-examples-.*(?<!sources)\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath()
                    .toString();
        }
    }
}
