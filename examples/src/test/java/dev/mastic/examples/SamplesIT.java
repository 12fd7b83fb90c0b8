// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Glue's samples, and the films, as job files; {@link JoinAndRelationalizeIT} and {@link DataCleaningIT} have them in Java. */
class SamplesIT {
    private static final Path SAMPLES = Path.of("src/test/resources/samples").toAbsolutePath();

    @TempDir
    private Path folder;

    private Playground play(String sample) throws Exception {
        var play = Playground.make(folder.resolve("jobs"));
        Files.copy(SAMPLES.resolve(sample), play.file(sample));
        return play;
    }

    @Tag("long")
    @Test
    void joinsAndRelationalizes() throws Exception {
        var play = play("join-and-relationalize.conf");
        LegislatorFiles.write(play.file("all"));

        var report = play.run("join-and-relationalize.conf");

        assertThat(report.path("faults").asLong()).isZero();
        assertThat(play.parquet("out/history")).hasSize(LegislatorFiles.MEMBERSHIPS);
        assertThat(play.file("out/history/org_name=Senate")).isDirectory();
        assertThat(play.file("out/history/org_name=House of Representatives")).isDirectory();
        assertThat(play.counts("out/tables"))
                .containsOnlyKeys(
                        "hist_root",
                        "hist_root_contact_details",
                        "hist_root_links",
                        "hist_root_other_names",
                        "hist_root_images",
                        "hist_root_identifiers")
                .containsEntry("hist_root", 10439L)
                .containsEntry("hist_root_images", 10439L);
    }

    @Tag("long")
    @Test
    void cleansData() throws Exception {
        var play = play("data-cleaning.conf");
        MedicareFile.write(Files.createDirectories(play.file("medicare")).resolve("medicare.csv"));

        var report = play.run("data-cleaning.conf");

        assertThat(report.path("faults").asLong()).isZero();
        assertThat(written(report))
                .isEqualTo(Map.of(
                        "nested",
                        MedicareFile.ROWS - 2L,
                        "two-cities",
                        564L,
                        "busy",
                        MedicareFile.withMoreDischarges(30)));
    }

    @Test
    void keepsAndCleansTheFilms() throws Exception {
        var play = Playground.make(folder.resolve("jobs"));
        var films = Files.createDirectories(folder.resolve("data/movies")).resolve("movies.json");
        Files.copy(Path.of("data/movies/movies.json"), films);

        var report = play.run("movies.conf");

        assertThat(written(report)).isEqualTo(Map.of("raw", 3201L, "films", 3201L));
        assertThat(play.parquet("out/movies")).anyMatch(film -> film.contains("\"Title\":{\"int\":1776}"));
        assertThat(play.iceberg("lake.films")).anyMatch(film -> film.contains("\"title\":\"1776\""));
    }

    private static Map<String, Long> written(JsonNode report) {
        var rows = new TreeMap<String, Long>();
        for (var sink : report.path("sinks")) {
            rows.put(sink.path("name").asText(), sink.path("rows").asLong());
        }
        return rows;
    }
}
