// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.SinkProcess.killAt;
import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.io.Found;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class IcebergSinkProcessIT {
    private static final Output OUTPUT = output("r1", 1);

    private final SparkSession spark;

    @TempDir
    private Path folder;

    private Warehouse warehouse;

    IcebergSinkProcessIT(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void openWarehouse() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void commitsInAProcessWithoutSpark() throws Exception {
        warehouse.sink().stage(frames(spark.range(5).toDF()), OUTPUT);
        var loaded = folder.resolve("classes.log");

        assertThat(SinkProcess.run(folder, "commit", "-Xlog:class+load:file=" + loaded))
                .isZero();

        assertThat(warehouse.visible(spark).count()).isEqualTo(5);
        assertThat(Files.readString(loaded))
                .contains("dev.mastic.connectors.iceberg.StagedOutput ")
                .doesNotContain("org.apache.spark.SparkContext ", "org.apache.spark.sql.SparkSession ");
    }

    @Test
    void leavesNothingOfAWriterThatWasKilled() throws Exception {
        assertThat(SinkProcess.run(folder, "stage", killAt("iceberg-sink.before-staged")))
                .isEqualTo(Failpoints.EXIT_CODE);
        assertThat(warehouse.files()).isNotEmpty();

        assertThat(warehouse.sink().find(OUTPUT)).isEqualTo(new Found.Absent());
        warehouse.sink().discard(OUTPUT);

        assertThat(warehouse.files()).isEmpty();
        assertThat(warehouse.visible(spark).count()).isZero();
    }

    @Tag("chaos")
    @Test
    void countsTasksThatRanTwiceOnce() throws Exception {
        assertThat(SinkProcess.run(folder, "stage-flaky")).isZero();

        var receipt = ((Found.Complete) warehouse.sink().find(OUTPUT)).staged().commit();

        assertThat(receipt.written()).containsExactly(new FrameCount("", 1000, 4));
        assertThat(warehouse.visible(spark).distinct().count()).isEqualTo(1000);
        assertThat(warehouse.visible(spark).count()).isEqualTo(1000);
    }

    @Test
    void commitsWhatAKilledProcessHasStaged() throws Exception {
        warehouse.sink().stage(frames(spark.range(5).toDF()), OUTPUT);
        assertThat(SinkProcess.run(folder, "commit", killAt("iceberg-sink.before-commit")))
                .isEqualTo(Failpoints.EXIT_CODE);
        assertThat(warehouse.visible(spark).count()).isZero();

        ((Found.Complete) warehouse.sink().find(OUTPUT)).staged().commit();

        assertThat(warehouse.visible(spark).count()).isEqualTo(5);
    }

    @Test
    void knowsThatAKilledProcessHasCommitted() throws Exception {
        warehouse.sink().stage(frames(spark.range(5).toDF()), OUTPUT);
        assertThat(SinkProcess.run(folder, "commit", killAt("iceberg-sink.after-commit")))
                .isEqualTo(Failpoints.EXIT_CODE);

        assertThat(warehouse.files()).anyMatch(file -> !file.startsWith("data/"));
        assertThat(warehouse.sink().find(OUTPUT)).isInstanceOf(Found.Committed.class);
        assertThat(warehouse.files()).as("its notes went as they were read").allMatch(file -> file.startsWith("data/"));
        warehouse.sink().discard(OUTPUT);

        assertThat(warehouse.visible(spark).count()).isEqualTo(5);
        assertThat(warehouse.files()).isNotEmpty().allMatch(file -> file.startsWith("data/"));
    }

    @Tag("chaos")
    @ParameterizedTest
    @ValueSource(strings = {"overwrite-partitions", "overwrite", "upsert"})
    void refusesAHolderOfAnyModeThatWasStoppedBetweenItsCheckAndItsCommit(String mode) throws Exception {
        refusesAHolderThatWasStopped(mode);
    }

    @Test
    void refusesAHolderThatWasStoppedBetweenItsCheckAndItsCommit() throws Exception {
        refusesAHolderThatWasStopped("append");
    }

    private void refusesAHolderThatWasStopped(String mode) throws Exception {
        var settings = SinkProcess.settings(mode);
        commit(settings, "(1, 'a')", output("r0", 0));
        warehouse.sink(settings).stage(frames(people("(1, 'a'), (2, 'b')")), OUTPUT);
        var holder = SinkProcess.start(List.of(folder.toString(), "commit-stopped", mode));
        try {
            awaitStop(holder.pid());
            commit(settings, "(1, 'a'), (3, 'a')", output("r2", 2));
            var after = visible();
            SinkProcess.signal("CONT", holder.pid());

            assertThat(holder.waitFor()).isEqualTo(SinkProcess.FENCED);

            assertThat(visible()).isEqualTo(after).noneMatch(row -> row.startsWith("2 "));
        } finally {
            holder.destroyForcibly();
        }
    }

    @Tag("chaos")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iceberg-sink.after-events",
                "iceberg-sink.before-staged",
                "iceberg-sink.before-slices",
                "iceberg-sink.before-swap",
                "iceberg-sink.after-commit"
            })
    void anUpsertThatWasKilledAnywhereIsThereOnce(String failpoint) throws Exception {
        var settings = SinkProcess.settings("upsert");
        commit(settings, "(1, 'a'), (9, 'z')", output("r0", 0));
        var isLate =
                List.of("iceberg-sink.before-swap", "iceberg-sink.after-commit").contains(failpoint);
        if (isLate) {
            warehouse.sink(settings).stage(frames(people("(1, 'b'), (2, 'b')")), OUTPUT);
        }
        var verb = isLate ? "commit" : "stage-people";
        assertThat(SinkProcess.start(List.of(folder.toString(), verb, "upsert"), killAt(failpoint))
                        .waitFor())
                .isEqualTo(Failpoints.EXIT_CODE);

        var found = warehouse.sink(settings).find(OUTPUT);
        if (found instanceof Found.Complete complete) {
            complete.staged().commit();
        } else if (found instanceof Found.Absent) {
            warehouse.sink(settings).discard(OUTPUT);
            commit(settings, "(1, 'b'), (2, 'b')", OUTPUT);
        }

        assertThat(visible()).containsExactly("1 b", "2 b", "9 z");
        assertThat(warehouse.sink(settings).outputs("people-job")).hasSize(2);
        commit(settings, "(4, 'd')", output("r3", 3));
        assertThat(warehouse.files()).allMatch(file -> file.startsWith("data/"));
    }

    @Test
    @Tag("chaos")
    void eightWritersLoseNoRow() throws Exception {
        warehouse.sink().stage(frames(spark.range(0).toDF()), output("r0", 0)).commit();
        warehouse
                .table()
                .updateProperties()
                .set("commit.retry.num-retries", "1000")
                .set("commit.retry.max-wait-ms", "200")
                .commit();
        var writers = new ArrayList<Thread>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        for (int writer = 0; writer < 8; writer++) {
            var job = "job" + writer;
            long from = writer * 8L;
            var thread = new Thread(() -> {
                for (long id = from; id < from + 8; id++) {
                    var sink = new Warehouse(folder).sink();
                    sink.stage(
                                    frames(spark.range(id, id + 1).coalesce(1).toDF()),
                                    output(job, "r" + id, id + 1, "lake", "d" + id))
                            .commit();
                }
            });
            thread.setUncaughtExceptionHandler((failed, why) -> failures.add(why));
            thread.start();
            writers.add(thread);
        }
        for (var writer : writers) {
            writer.join();
        }
        assertThat(failures).isEmpty();
        assertThat(warehouse.visible(spark).distinct().count()).isEqualTo(64);
        assertThat(warehouse.visible(spark).count()).isEqualTo(64);
        assertThat(warehouse.sink().outputs("job3")).hasSize(8);
    }

    private void commit(Map<String, ?> settings, String values, Output output) {
        new Warehouse(folder)
                .sink(settings)
                .stage(frames(people(values)), output)
                .commit();
    }

    private Dataset<Row> people(String values) {
        return SinkProcess.people(spark, values);
    }

    private List<String> visible() {
        return warehouse
                .visible(spark)
                .selectExpr("concat(id, ' ', name)")
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .sorted()
                .toList();
    }

    /** The state of a process is the first letter after its name. */
    private static void awaitStop(long pid) throws Exception {
        var stat = Path.of("/proc", Long.toString(pid), "stat");
        while (!Files.readString(stat).replaceFirst("^.*\\) ", "").startsWith("T")) {
            Thread.sleep(50);
        }
    }
}
