// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A folder with the legislators' data, the jobs, and a state of its own; commands run as child processes. */
final class Playground {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("").toAbsolutePath();
    private final Distribution distribution = Distribution.ofThisBuild();
    private final Path root;

    private Playground(Path root) {
        this.root = root;
    }

    /** A folder whose data holds these partitions of the memberships. */
    static Playground make(Path root, String... years) throws IOException {
        var data = EXAMPLES.resolve("data/legislators");
        for (var table : List.of("persons", "organizations", "areas")) {
            copy(data.resolve(table), root.resolve("data/legislators").resolve(table));
        }
        var playground = new Playground(root);
        for (var year : years) {
            playground.addYear(year);
        }
        copy(EXAMPLES.resolve("jobs"), root);
        return playground;
    }

    void addYear(String year) throws IOException {
        var from = EXAMPLES.resolve("data/legislators/memberships_by_year/year=" + year);
        copy(from, file("data/legislators/memberships_by_year/year=" + year));
    }

    /** The same folder elsewhere; its catalog still points to the data of this one. */
    Playground copyTo(Path elsewhere) throws IOException {
        for (var name : List.of("mastic.db", "legislators-history.conf", "legislators-persons.conf")) {
            Files.createDirectories(elsewhere);
            Files.copy(file(name), elsewhere.resolve(name));
        }
        return new Playground(elsewhere);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    void crawl() throws Exception {
        assertThat(mastic("crawl", file("data/legislators").toString(), "--database", "legislators")
                        .exitCode())
                .isZero();
    }

    /** The report of a run that must succeed. */
    JsonNode run(String job) throws Exception {
        var outcome = mastic("run", file(job).toString(), "--output", "json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return JSON.readTree(outcome.out());
    }

    Distribution.Outcome mastic(String... words) throws Exception {
        return distribution.mastic(withState(words));
    }

    void kill(String failpoint, String job) throws Exception {
        distribution.kill(failpoint, withState("run", file(job).toString()));
    }

    Distribution.Outcome sparkSubmit(String... words) throws Exception {
        return distribution.sparkSubmit(withState(words));
    }

    Path jobJar() {
        return distribution.jobJar();
    }

    private String[] withState(String... words) {
        var all = new ArrayList<>(List.of(words));
        // what follows -- belongs to the job
        int end = all.contains("--") ? all.indexOf("--") : all.size();
        all.addAll(end, List.of("--db", file("mastic.db").toString()));
        return all.toArray(String[]::new);
    }

    /** All rows of the Parquet files below a folder, as sorted JSON. */
    List<String> parquet(String folder) {
        return sorted(SparkExtension.session().read().parquet(file(folder).toString()));
    }

    /** All rows of an Iceberg table, as sorted JSON, read by Iceberg's own metadata. */
    List<String> iceberg(String table) throws Exception {
        var shown = mastic("catalog", "show", table, "--output", "json");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        var metadata = JSON.readTree(shown.out())
                .path("parameters")
                .path("metadata_location")
                .asText();
        var io = new HadoopFileIO(new Configuration());
        var loaded = new BaseTable(new StaticTableOperations(metadata, io), table);
        try (var files = loaded.newScan().planFiles()) {
            var paths = StreamSupport.stream(files.spliterator(), false)
                    .map(task -> task.file().location())
                    .toArray(String[]::new);
            return sorted(SparkExtension.session().read().parquet(paths));
        }
    }

    /** How many rows each table in a folder of tables has. */
    Map<String, Long> counts(String folder) throws IOException {
        var counts = new TreeMap<String, Long>();
        try (var tables = Files.list(file(folder))) {
            for (var table : tables.filter(
                            path -> !path.getFileName().toString().startsWith("_"))
                    .toList()) {
                counts.put(
                        table.getFileName().toString(),
                        SparkExtension.session()
                                .read()
                                .parquet(table.toString())
                                .count());
            }
        }
        return counts;
    }

    private static List<String> sorted(Dataset<Row> rows) {
        var columns = Arrays.stream(rows.columns())
                .sorted()
                .map(name -> "`" + name.replace("`", "``") + "`")
                .toArray(String[]::new);
        return rows.selectExpr(columns).toJSON().collectAsList().stream()
                .sorted()
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
