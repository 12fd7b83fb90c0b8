// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IcebergSinkTest {
    private final SparkSession spark;

    @TempDir
    private Path folder;

    private Warehouse warehouse;

    IcebergSinkTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void openWarehouse() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void stagesRowsWhereNobodySeesThem() {
        var staged = stage(people(3), output("r1", 1));

        assertThat(staged.receipt().written())
                .containsExactly(new FrameCount("", 3, staged.receipt().files()));
        assertThat(staged.receipt().files()).isPositive();
        assertThat(staged.receipt().snapshotId()).isEmpty();
        assertThat(warehouse.visible(spark).count()).isZero();
        assertThat(warehouse.table().snapshots()).isEmpty();
    }

    @Test
    void readsStagedRowsBack() {
        commit(people(2), output("r1", 1));

        var rows = stage(people(3), output("r2", 2)).rows(LazySpark.of(spark)).get("");

        assertThat(rows.schema().names()).containsExactly("id", "name");
        assertThat(rows.toDF()
                        .selectExpr("concat(id, name)")
                        .as(Encoders.STRING())
                        .collectAsList())
                .containsExactlyInAnyOrder("0p0", "1p1", "2p2");
        assertThat(rows.toDF().where("id = 1").count()).isEqualTo(1);
    }

    @Test
    void makesStagedRowsVisibleByOneCommit() {
        var staged = stage(people(3), output("r1", 1));

        var receipt = staged.commit();

        assertThat(receipt.written()).isEqualTo(staged.receipt().written());
        assertThat(receipt.snapshotId())
                .contains(Long.toString(warehouse.table().currentSnapshot().snapshotId()));
        assertThat(warehouse.visible(spark).count()).isEqualTo(3);
        assertThat(warehouse.table().history()).hasSize(1);
        assertThat(warehouse.table().currentSnapshot().summary())
                .containsEntry("mastic.job", "people-job")
                .containsEntry("mastic.run-id", "r1")
                .containsEntry("mastic.token", "1")
                .containsEntry("mastic.sink", "lake")
                .containsEntry("mastic.digest", output("r1", 1).digest().hex())
                .containsEntry("added-records", "3");
    }

    @Test
    void leavesNothingButDataFilesAfterACommit() {
        var receipt = commit(people(3), output("r1", 1));

        assertThat(warehouse.files())
                .hasSize((int) receipt.files())
                .allMatch(file -> file.startsWith("data/") && file.endsWith(".parquet"));
    }

    @Test
    void countsRowsOfSeveralFiles() {
        var staged = stage(people(1000).repartition(7), output("r1", 1));

        assertThat(staged.receipt().written()).containsExactly(new FrameCount("", 1000, 7));
        staged.commit();
        assertThat(warehouse.visible(spark).count()).isEqualTo(1000);
    }

    @Test
    void findsAnOutputInEachOfItsStates() {
        var output = output("r1", 1);
        assertThat(warehouse.sink().find(output)).isEqualTo(new Found.Absent());

        var staged = stage(people(3), output);
        assertThat(found(output)).isInstanceOf(Found.Complete.class);
        assertThat(((Found.Complete) found(output)).staged().receipt()).isEqualTo(staged.receipt());

        var receipt = ((Found.Complete) found(output)).staged().commit();
        assertThat(found(output)).isEqualTo(new Found.Committed(receipt));
        assertThat(found(output("r2", 2))).isEqualTo(new Found.Absent());
        assertThat(found(output("people-job", "r1", 1, "other", "d1"))).isEqualTo(new Found.Absent());
        assertThat(found(output("other-job", "r1", 1, "lake", "d1"))).isEqualTo(new Found.Absent());
    }

    @Test
    void findsNothingWhereADataFileIsMissing() throws IOException {
        stage(people(3), output("r1", 1));
        Files.delete(folder.resolve("lake/people").resolve(dataFiles().get(0)));

        assertThat(found(output("r1", 1))).isEqualTo(new Found.Absent());
    }

    @Test
    void findsNothingWhereTheListIsCutShort() throws IOException {
        stage(people(3), output("r1", 1));
        Files.delete(folder.resolve("lake/people/_mastic/people-job.lake.r1-1.staged"));

        assertThat(found(output("r1", 1))).isEqualTo(new Found.Absent());
    }

    @Test
    void readsAndCommitsWhatAnotherProcessHasStaged() {
        stage(people(5), output("r1", 1));

        var staged = ((Found.Complete) found(output("r1", 1))).staged();

        assertThat(staged.rows(LazySpark.of(spark)).get("").count()).isEqualTo(5);
        assertThat(staged.commit().rows()).isEqualTo(5);
        assertThat(warehouse.visible(spark).count()).isEqualTo(5);
    }

    @Test
    void discardsExactlyOneOutput() {
        commit(people(1), output("r1", 1));
        stage(people(2), output("r2", 2));
        stage(people(3), output("r22", 2));

        new Warehouse(folder).sink().discard(output("r2", 2));

        assertThat(warehouse.files()).noneMatch(file -> file.contains(".r2-2"));
        assertThat(found(output("r2", 2))).isEqualTo(new Found.Absent());
        assertThat(found(output("r22", 2))).isInstanceOf(Found.Complete.class);
        assertThat(warehouse.visible(spark).count()).isEqualTo(1);
    }

    @Test
    void discardsWhatAKilledWriterHasLeft() throws IOException {
        stage(people(3), output("r1", 1));
        Files.delete(folder.resolve("lake/people/_mastic/people-job.lake.r1-1.staged"));
        Files.delete(folder.resolve("lake/people/_mastic/people-job.lake.r1-1.files"));
        assertThat(warehouse.files()).isNotEmpty();

        warehouse.sink().discard(output("r1", 1));

        assertThat(warehouse.files()).isEmpty();
        assertThat(folder.resolve("lake/people/data/people-job.lake.r1-1")).doesNotExist();
    }

    @Test
    void neverDiscardsWhatTheTableHolds() {
        commit(people(3), output("r1", 1));
        commit(people(1), output("r2", 2));
        warehouse
                .table()
                .expireSnapshots()
                .expireSnapshotId(warehouse.table().history().get(0).snapshotId())
                .commit();
        assertThat(found(output("r1", 1))).isEqualTo(new Found.Absent());

        warehouse.sink().discard(output("r1", 1));
        warehouse.sink().discard(output("r2", 2));

        assertThat(warehouse.visible(spark).count()).isEqualTo(4);
    }

    @Test
    void discardsNothingWhereThereIsNoTable() {
        warehouse.sink().discard(output("r1", 1));

        assertThat(warehouse.catalog().tableExists(Warehouse.PEOPLE)).isFalse();
    }

    @Test
    void replacesWhatAnEarlierAttemptHasLeft() {
        stage(people(3).repartition(3), output("r1", 1));

        var staged = stage(people(2).coalesce(1), output("r1", 1));

        assertThat(dataFiles()).hasSize(1);
        assertThat(staged.commit().rows()).isEqualTo(2);
    }

    @Test
    void partitionsANewTable() {
        var staged = warehouse.sink("name").stage(frames(people(4)), output("r1", 1));

        assertThat(staged.receipt().written()).containsExactly(new FrameCount("", 4, 4));
        staged.commit();

        assertThat(warehouse.table().spec().fields())
                .extracting(field -> field.name())
                .containsExactly("name");
        assertThat(dataFiles()).allMatch(file -> file.matches("data/people-job\\.lake\\.r1-1/name=p\\d/.*\\.parquet"));
        assertThat(warehouse.visible(spark).where("name = 'p2'").count()).isEqualTo(1);
        assertThat(found(output("r1", 1))).isInstanceOf(Found.Committed.class);
    }

    @Test
    void readsStagedRowsOfAPartitionedTable() {
        warehouse.sink("name").stage(frames(people(4)), output("r1", 1));

        var staged = ((Found.Complete) found(output("r1", 1))).staged();

        assertThat(staged.rows(LazySpark.of(spark))
                        .get("")
                        .toDF()
                        .where("name = 'p2'")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void writesTablesThatOthersPartitionByFunctions() {
        stage(people(0), output("r0", 0));
        warehouse.table().updateSpec().addField(Expressions.bucket("id", 4)).commit();

        commit(people(100), output("r1", 1));

        assertThat(warehouse.visible(spark).count()).isEqualTo(100);
        assertThat(dataFiles()).hasSize(4).allMatch(file -> file.contains("/id_bucket_4="));
    }

    @Test
    void writesTheFormatAndVersionThatTheTableAsksFor() {
        stage(people(0), output("r0", 0));
        warehouse
                .table()
                .updateProperties()
                .set(TableProperties.DEFAULT_FILE_FORMAT, "orc")
                .set(TableProperties.FORMAT_VERSION, "3")
                .commit();

        commit(people(3), output("r1", 1));
        commit(people(3), output("r2", 2));

        assertThat(dataFiles()).isNotEmpty().allMatch(file -> file.endsWith(".orc"));
        assertThat(warehouse.visible(spark).count()).isEqualTo(6);
    }

    @Test
    void discardsFromTablesThatSpreadTheirFiles() {
        stage(people(0), output("r0", 0));
        warehouse
                .table()
                .updateProperties()
                .set(TableProperties.OBJECT_STORE_ENABLED, "true")
                .commit();
        commit(people(3), output("r1", 1));
        int before = warehouse.files().size();
        stage(people(3), output("r2", 2));

        warehouse.sink().discard(output("r2", 2));

        assertThat(warehouse.files()).hasSize(before);
        assertThat(warehouse.visible(spark).count()).isEqualTo(3);
    }

    @Test
    void takesRunIdsOfSchedulers() {
        var output = output("team/people.daily", "scheduled__2026-01-01T00:00:00+00:00", 1, "lake sink", "d");
        stage(people(3), output);
        assertThat(found(output)).isInstanceOf(Found.Complete.class);

        commit(people(3), output);

        assertThat(found(output)).isInstanceOf(Found.Committed.class);
        assertThat(warehouse.sink().latest("team/people.daily")).contains(output.run());
        assertThat(warehouse.visible(spark).count()).isEqualTo(3);
    }

    @Test
    void takesOneFrame() {
        var frame = frames(people(1)).get("");
        assertThatThrownBy(() -> warehouse.sink().stage(Frames.of("a", frame, "b", frame), output("r1", 1)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write to table lake.people: a table takes one frame (got a, b)");
    }

    @Test
    void saysWhatItCanDo() {
        assertThat(warehouse.sink().capabilities())
                .containsExactlyInAnyOrder(
                        SinkCapability.APPEND,
                        SinkCapability.PARTITION_BY,
                        SinkCapability.SNAPSHOTS,
                        SinkCapability.REDO,
                        SinkCapability.REFUSES_COMMITS);
        assertThat(warehouse
                        .sink(Map.of("table", "lake.people", "mode", "overwrite"))
                        .capabilities())
                .doesNotContain(SinkCapability.APPEND);
    }

    @Test
    void isFoundOnTheClassPath() {
        assertThat(Registry.fromClasspath().names(Sink.class)).contains("table");
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        assertThatThrownBy(() -> warehouse.sink(Map.of("table", "people", "mode", "overwrit", "format", "delta")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'table' must be database.table")
                .hasMessageContaining(
                        "'mode' must be one of append, overwrite, overwrite-partitions, upsert, apply-changes")
                .hasMessageContaining("'format' must be one of iceberg");
    }

    private Dataset<Row> people(int count) {
        return spark.range(0, count, 1, 2).selectExpr("id", "concat('p', id) AS name");
    }

    private Staged stage(Dataset<Row> rows, Output output) {
        return warehouse.sink().stage(frames(rows), output);
    }

    private Receipt commit(Dataset<Row> rows, Output output) {
        return stage(rows, output).commit();
    }

    /** As another process sees it. */
    private Found found(Output output) {
        return warehouse.sink().find(output);
    }

    private List<String> dataFiles() {
        return warehouse.files().stream()
                .filter(file -> file.startsWith("data/"))
                .toList();
    }
}
