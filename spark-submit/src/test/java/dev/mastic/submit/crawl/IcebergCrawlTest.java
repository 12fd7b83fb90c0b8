// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IcebergCrawlTest {
    @TempDir
    private Path folder;

    private Shell shell;
    private SparkSession spark;

    @BeforeEach
    void open(SparkSession session) {
        shell = new Shell(folder);
        spark = session;
        parquet("sales/year=2023", "select 1 id, 'a' name");
        parquet("sales/year=2024", "select 2 id, 'b' name");
    }

    @Test
    void makesTablesThatQueriesReadAndSaysWhichItCannotMake() {
        shell.write("lake/people/p.csv", "id,name\n1,Ada\n2,Grace\n");
        var ended = crawl("--output", "json");
        assertThat(ended.exitCode()).isEqualTo(6);
        var report = ended.document();
        assertThat(changes(report)).containsExactly("lake.people failed", "lake.sales created");
        assertThat(report.at("/skipped/0/reason").asText())
                .startsWith("Cannot make an Iceberg table of " + lake() + "/people/: ")
                .contains("got csv; expected parquet, orc, avro");
        assertThat(report.at("/tables/1/partitions").asLong()).isEqualTo(2);
        assertThat(report.at("/tables/1/columns/0/evidence").asText()).isNotEmpty();
        assertThat(query())
                .containsExactly(
                        "{\"id\":1,\"name\":\"a\",\"year\":\"2023\"}", "{\"id\":2,\"name\":\"b\",\"year\":\"2024\"}");
        var row = shell.mastic("catalog", "show", "lake.sales", "--output", "json")
                .succeeded()
                .document();
        assertThat(changes(crawl("--output", "json").document()))
                .containsExactly("lake.people failed", "lake.sales unchanged");
        assertThat(shell.mastic("catalog", "show", "lake.sales", "--output", "json")
                        .succeeded()
                        .document())
                .isEqualTo(row);
    }

    @Test
    void letsJobsReadWhatEachCrawlHasAdded() {
        crawl().succeeded();
        shell.write("job.conf", """
                job {
                  name = copy
                  sources { sales { table = "lake.sales" } }
                  sinks { out { in = sales, path = out, format = json } }
                }
                """);
        assertThat(rowsOfJob()).isEqualTo(2);
        assertThat(rowsOfJob()).isZero();
        parquet("sales/year=2025", "select explode(array(7L, 5000000000L)) id, 'c' name, true extra");
        assertThat(crawl("--diff").succeeded().lines())
                .contains("  - column id: int", "  + column id: bigint", "  + column extra: boolean");
        assertThat(rowsOfJob()).isEqualTo(2);
        assertThat(query()).hasSize(4);
    }

    @Test
    void emptiesATableWhoseFilesAreGoneAndFillsItWhenTheyAreBack() throws IOException {
        parquet("other", "select 1 x");
        crawl().succeeded();
        Files.move(folder.resolve("lake/sales"), folder.resolve("away"));
        assertThat(changes(crawl("--output", "json").succeeded().document()))
                .containsExactly("lake.other unchanged", "lake.sales deprecated");
        assertThat(query()).isEmpty();
        assertThat(changes(crawl("--output", "json").succeeded().document())).containsExactly("lake.other unchanged");
        Files.move(folder.resolve("away"), folder.resolve("lake/sales"));
        assertThat(changes(crawl("--output", "json").succeeded().document()))
                .containsExactly("lake.other unchanged", "lake.sales updated");
        assertThat(query()).hasSize(2);
    }

    @Test
    void doesNotTurnAPlainTableIntoAnother() {
        shell.mastic("crawl", lake(), "--database", "lake").succeeded();
        crawl().failed(2, "Cannot crawl", "the catalog has a plain table of this name", "--database");
        shell.mastic("crawl", lake(), "--database", "iceberg", "--as", "iceberg")
                .succeeded();
        shell.mastic("crawl", lake(), "--database", "iceberg").failed(2, "an Iceberg table of this name");
    }

    @Test
    void looksAtFilesOnSparkWhereAMasterIsGivenAndFindsTheSame() {
        shell.write("lake/people/p.csv", "id,name\n1,Ada\n2,Grace\n");
        long before = jobs();
        var alone =
                shell.mastic("crawl", lake(), "--dry-run", "--output", "json").succeeded();
        assertThat(jobs()).isEqualTo(before);
        var spread = shell.mastic("crawl", lake(), "--dry-run", "--output", "json", "--master", "local[2]")
                .succeeded();
        assertThat(jobs()).isGreaterThan(before);
        assertThat(spread.document()).isEqualTo(alone.document());
    }

    private long jobs() {
        return spark.sparkContext().statusTracker().getJobIdsForGroup(null).length;
    }

    private Shell.Ended crawl(String... more) {
        var all = Stream.concat(Stream.of("crawl", lake(), "--database", "lake", "--as", "iceberg"), Stream.of(more));
        return shell.mastic(all.toArray(String[]::new));
    }

    private List<String> query() {
        return shell.mastic("sql", "select id, name, year from lake.sales order by id")
                .succeeded()
                .lines();
    }

    private long rowsOfJob() {
        return shell.mastic("run", folder.resolve("job.conf").toString(), "--output", "json")
                .succeeded()
                .document()
                .at("/sinks/0/rows")
                .asLong();
    }

    private static List<String> changes(JsonNode report) {
        return StreamSupport.stream(report.path("tables").spliterator(), false)
                .map(table ->
                        table.path("name").asText() + " " + table.path("change").asText())
                .toList();
    }

    private void parquet(String path, String query) {
        spark.sql(query)
                .coalesce(1)
                .write()
                .parquet(folder.resolve("lake").resolve(path).toString());
    }

    private String lake() {
        return folder.resolve("lake").toString();
    }
}
