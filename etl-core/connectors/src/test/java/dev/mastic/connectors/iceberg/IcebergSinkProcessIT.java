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
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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

        assertThat(warehouse.sink().find(OUTPUT)).isInstanceOf(Found.Committed.class);
        warehouse.sink().discard(OUTPUT);

        assertThat(warehouse.visible(spark).count()).isEqualTo(5);
        assertThat(warehouse.files()).allMatch(file -> file.startsWith("data/"));
    }
}
