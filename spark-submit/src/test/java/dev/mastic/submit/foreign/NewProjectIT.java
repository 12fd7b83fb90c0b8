// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A project of {@code mastic new}, built by Maven and run by the spark-submit of PyPI's pyspark: here, and on a cluster that loses a worker. */
@Tag("clients")
@ExtendWith(PostgresExtension.class)
class NewProjectIT {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final int FILES = 240;
    private static final int ORDERS = 2_000;
    /** So many staged files show that the run is writing, and is far from its end. */
    private static final int STAGED = 12;

    @TempDir
    private Path folder;

    private final Distribution distribution = Distribution.ofThisBuild();
    private PySpark spark;
    private Path project;

    @BeforeEach
    void makeTheProject() throws Exception {
        spark = PySpark.of("3.5.7");
        project = folder.resolve("my-job");
        assertThat(distribution.mastic("new", project.toString()).exitCode()).isZero();
    }

    /** All commands of its README, but for the two lines that fetch pyspark. */
    @Test
    void doesWhatItsReadmeSays() throws Exception {
        var script = SHELL.matcher(Files.readString(project.resolve("README.md")))
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.contains("-m venv") && !line.startsWith("export SPARK_HOME"))
                .collect(Collectors.joining("\n"));
        assertThat(script).contains("mvn verify", "bin/mastic\" run", "bin/spark-submit\" --master", "doctor");
        var said = Program.run(project, spark.environment(), List.of("bash", "-e", "-c", script));

        assertThat(said)
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
                .contains("1 test: 1 passed, 0 failed", "no problems", "hadoop: 3.3.4")
                .doesNotContain("WRONG");
        assertThat(paid("out")).containsExactlyInAnyOrder("101 25.5", "103 3.0", "104 12.0");
        assertThat(paid("out-of-spark")).isEqualTo(paid("out"));

        var again = submitted(
                "--master", "local[1]", "run", "--fail-on-empty", "--db", "spark.db", "--", "--out", "out-of-spark");
        assertThat(again.exitCode()).as(again.text()).isEqualTo(4);
    }

    @Test
    void losesNoRowWithAWorker(PostgresUrl state) throws Exception {
        Program.run(project, Map.of(), List.of("mvn", "-B", "-q", "package", "-DskipTests"));
        var expected = manyOrders();
        try (var cluster = StandaloneCluster.start(spark, folder, 2)) {
            var onCluster = List.of(
                    "--master",
                    cluster.url(),
                    "--executor-memory",
                    "512m",
                    "--conf",
                    "spark.driver.host=127.0.0.1",
                    "--conf",
                    "spark.sql.files.maxPartitionBytes=256k",
                    "run",
                    "--fail-on-empty",
                    "--db",
                    state.url());
            var run = submitted(onCluster.toArray(String[]::new));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> staged() >= STAGED || !run.process().isAlive());
            cluster.killWorker(0);
            var before = staged();

            assertThat(run.exitCode()).as(run.text()).isZero();
            assertThat(before)
                    .as("files that were staged when the worker was killed")
                    .isBetween(STAGED, FILES - 1);
            assertThat(run.text()).contains("Lost executor", "my-job: succeeded");
            assertThat(counted("out")).isEqualTo(expected);
            System.out.println("a worker killed after " + before + " of " + FILES + " files, " + expected.size()
                    + " rows exact; "
                    + run.text()
                            .lines()
                            .filter(line -> line.startsWith("my-job: "))
                            .toList());

            assertThat(submitted(onCluster.toArray(String[]::new)).exitCode())
                    .as("nothing is new")
                    .isEqualTo(4);
        }
    }

    /** Submits the project's jar; the words before the verb are Spark's. */
    private Program submitted(String... words) throws Exception {
        var jar = project.resolve("target/my-job-1.0.jar").toString();
        var all = new ArrayList<String>();
        int verb = List.of(words).indexOf("run");
        all.addAll(List.of(words).subList(0, verb));
        all.addAll(List.of("--jars", distribution.jobJar().toString(), jar, "run", jar));
        all.addAll(List.of(words).subList(verb + 1, words.length));
        return spark.submit(project, all.toArray(String[]::new));
    }

    /** Writes the orders; the paid ones, each with how often it is to come: once. */
    private Map<String, Long> manyOrders() throws Exception {
        var orders = project.resolve("data/orders");
        for (var old : List.of("2026-06-01.json", "2026-06-02.json")) {
            Files.delete(orders.resolve(old));
        }
        var expected = new HashMap<String, Long>();
        for (int file = 0; file < FILES; file++) {
            var lines = new StringBuilder();
            for (int line = 0; line < ORDERS; line++) {
                int order = file * ORDERS + line;
                boolean paid = order % 3 != 0;
                double amount = order % 1_000 / 4.0;
                lines.append("{\"order\": %d, \"customer\": \"c%d\", \"status\": \"%s\", \"amount\": %s}\n"
                        .formatted(order, order % 97, paid ? "paid" : "open", amount));
                if (paid) {
                    expected.put(order + " " + amount, 1L);
                }
            }
            Files.writeString(orders.resolve("day-%03d.json".formatted(file)), lines);
        }
        return expected;
    }

    private int staged() throws Exception {
        var out = project.resolve("out/paid/_mastic");
        if (!Files.isDirectory(out)) {
            return 0;
        }
        try (Stream<Path> files =
                Files.find(out, 5, (path, is) -> path.toString().endsWith(".parquet"))) {
            return (int) files.count();
        } catch (UncheckedIOException e) {
            // a task has renamed what was being looked at: the next look counts
            return 0;
        }
    }

    private List<String> paid(String out) {
        return rows(out).map(row -> row.getLong(0) + " " + row.getDouble(1)).toList();
    }

    private Map<String, Long> counted(String out) {
        return rows(out)
                .collect(Collectors.groupingBy(row -> row.getLong(0) + " " + row.getDouble(1), Collectors.counting()));
    }

    private Stream<Row> rows(String out) {
        return SparkExtension.session()
                .read()
                .parquet(project.resolve(out + "/paid").toString())
                .selectExpr("order_id", "amount")
                .collectAsList()
                .stream();
    }
}
