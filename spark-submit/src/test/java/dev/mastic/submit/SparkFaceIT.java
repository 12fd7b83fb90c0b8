// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog in sessions of other processes: three settings, writers beside one another, and one that is killed. */
class SparkFaceIT {
    @TempDir
    private Path folder;

    private final Distribution distribution = Distribution.ofThisBuild();

    @Test
    void threeSettingsBringTheCatalogIntoAnySparkApplication() throws Exception {
        sql("CREATE DATABASE sales");
        sql("CREATE TABLE sales.orders (id INT, day STRING) USING json PARTITIONED BY (day)");
        var outcome = distribution.sparkSubmit(
                "--jars",
                distribution.jobJar().toString(),
                "--conf",
                "spark.sql.extensions=dev.mastic.catalog.spark.MasticSparkExtensions",
                "--conf",
                "spark.sql.catalog.mastic=dev.mastic.catalog.spark.MasticCatalog",
                "--conf",
                "spark.sql.catalog.mastic.db=" + db(),
                "--class",
                SparkScript.class.getName(),
                application().toString(),
                "INSERT INTO mastic.sales.orders VALUES (1, 'mon'), (2, 'tue')",
                "CREATE TABLE mastic.sales.lake USING iceberg AS SELECT * FROM mastic.sales.orders",
                "UPDATE mastic.sales.lake SET id = 20 WHERE id = 2",
                "SELECT * FROM mastic.sales.lake ORDER BY id");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).containsExactly("[1,mon]", "[20,tue]");
        assertThat(sql("SELECT count(*) AS n FROM sales.lake JOIN sales.orders USING (day)"))
                .containsExactly("{\"n\":2}");
    }

    @Tag("chaos")
    @Test
    void writersBesideOneAnotherLoseNothing() throws Exception {
        sql("CREATE DATABASE sales");
        sql("CREATE TABLE sales.t (id BIGINT, k BIGINT) USING parquet PARTITIONED BY (k)");
        var one = distribution.start(command("INSERT INTO sales.t SELECT id, id % 5 FROM range(0, 1000)"));
        var other = distribution.start(command("INSERT INTO sales.t SELECT id, id % 7 FROM range(1000, 2000)"));
        assertThat(one.outcome().exitCode()).isZero();
        assertThat(other.outcome().exitCode()).isZero();
        assertThat(sql("SELECT count(*) AS n, count(DISTINCT id) AS ids, count(DISTINCT k) AS ks FROM sales.t"))
                .containsExactly("{\"n\":2000,\"ids\":2000,\"ks\":7}");
    }

    @Tag("chaos")
    @Test
    void aKilledWriterLeavesNothingThatCounts() throws Exception {
        leaveNothingThatCounts("file-sink.after-rename");
    }

    @Tag("chaos")
    @Test
    void killedWritersLeaveNothingThatCounts() throws Exception {
        leaveNothingThatCounts("file-sink.before-staged", "file-sink.before-done");
    }

    private void leaveNothingThatCounts(String... failpoints) throws Exception {
        sql("CREATE DATABASE sales");
        sql("CREATE TABLE sales.t (id INT, k INT) USING parquet PARTITIONED BY (k) LOCATION '" + folder.resolve("t")
                + "'");
        sql("INSERT INTO sales.t VALUES (1, 1)");
        for (var failpoint : failpoints) {
            distribution.kill(failpoint, command("INSERT OVERWRITE sales.t VALUES (2, 2), (3, 3)"));
            assertThat(sql("SELECT id FROM sales.t")).as(failpoint).containsExactly("{\"id\":1}");
        }
        sql("INSERT INTO sales.t VALUES (4, 1)");
        assertThat(sql("SELECT id FROM sales.t ORDER BY id")).containsExactly("{\"id\":1}", "{\"id\":4}");
        try (var left = Files.walk(folder.resolve("t"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".parquet") || name.endsWith(".intent"))
                    .hasSize(2);
        }
    }

    private List<String> sql(String statement) throws IOException, InterruptedException {
        var outcome = distribution.mastic(command(statement));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out().lines().toList();
    }

    private String[] command(String statement) {
        var words = new ArrayList<>(List.of("sql", statement, "--db", db(), "--quiet"));
        words.addAll(List.of("--conf", "spark.master=local[1]"));
        return words.toArray(String[]::new);
    }

    private String db() {
        return folder.resolve("mastic.db").toString();
    }

    /** A jar with nothing but the application. */
    private Path application() throws IOException {
        var entry = SparkScript.class.getName().replace('.', '/') + ".class";
        var jar = folder.resolve("application.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var in = SparkScript.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
