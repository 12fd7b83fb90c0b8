// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.spark.SqlSession;
import dev.mastic.catalog.spark.maintain.MaintenancePolicy.Type;
import dev.mastic.core.SessionParts;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMaintenanceTest {
    private static final TableName NAME = new TableName("lake", "t");

    @TempDir
    private Path folder;

    private SqlSession sql;
    private SessionParts parts;
    private MaintenancePolicy policy;

    @BeforeEach
    void open() {
        sql = SqlSession.in(folder);
        sql.run("CREATE DATABASE mastic.lake", "CREATE TABLE mastic.lake.t (id INT) USING iceberg");
        for (int i = 0; i < 6; i++) {
            sql.run("INSERT INTO mastic.lake.t VALUES (" + i + ")");
        }
        var settings = Map.of(
                "db",
                folder.resolve("mastic.db").toString(),
                "warehouse",
                folder.resolve("warehouse").toString());
        parts = new SessionParts(Registry.fromClasspath(), settings, new Configuration());
        policy = new MaintenancePolicy(parts.the(Catalog.class), NAME);
    }

    @AfterEach
    void close() {
        parts.close();
    }

    private TableMaintenance maintenance(Duration later) {
        var table = parts.the(org.apache.iceberg.catalog.Catalog.class).loadTable(TableIdentifier.of("lake", "t"));
        return new TableMaintenance(
                NAME, table, policy, LazySpark.of(sql.spark()), Clock.offset(Clock.systemUTC(), later));
    }

    private static Map<Type, Map<String, Long>> counts(MaintenanceReport report) {
        return report.steps().stream()
                .collect(Collectors.toMap(MaintenanceReport.Step::type, MaintenanceReport.Step::counts));
    }

    private Path orphan(String name, Duration old) throws IOException {
        var file = Files.writeString(folder.resolve("warehouse/lake/t/data").resolve(name), "lost");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(old)));
        return file;
    }

    @Test
    void aDryRunSaysWhatTheRunThenDoes() throws IOException {
        policy.keep(Map.of("retention.snapshotRetentionPeriodInDays", "1"));
        var orphan = orphan("lost.parquet", Duration.ofDays(4));
        var before = everything();
        var said = maintenance(Duration.ZERO).rehearse();
        assertThat(everything()).isEqualTo(before);
        var done = maintenance(Duration.ZERO).run();
        assertThat(counts(said).get(Type.COMPACTION))
                .isEqualTo(counts(done).get(Type.COMPACTION))
                .containsEntry("rewrittenFiles", 6L)
                .containsEntry("addedFiles", 1L);
        assertThat(counts(said).get(Type.ORPHAN_FILE_DELETION))
                .isEqualTo(counts(done).get(Type.ORPHAN_FILE_DELETION))
                .containsEntry("removedFiles", 1L)
                .containsEntry("removedBytes", 4L);
        assertThat(orphan).doesNotExist();
        assertThat(sql.rows("SELECT * FROM mastic.lake.t ORDER BY id")).hasSize(6);
        assertThat(counts(maintenance(Duration.ZERO).run()).get(Type.COMPACTION))
                .isEmpty();
    }

    /** All files of the table with what is in them, and the table as the catalog has it. */
    private Map<String, String> everything() throws IOException {
        var everything = new TreeMap<String, String>();
        try (var files = Files.walk(folder.resolve("warehouse"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                everything.put(file.toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        everything.put("catalog", parts.the(Catalog.class).get(NAME).toString());
        return everything;
    }

    @Test
    void expiresWhatIsOldAndKeepsWhatIsRead() {
        policy.keep(Map.of("orphan_file_deletion.enabled", "false", "compaction.minInputFiles", "2"));
        maintenance(Duration.ZERO).run();
        var later = maintenance(Duration.ofDays(6));
        var said = counts(later.rehearse()).get(Type.RETENTION);
        var done = counts(maintenance(Duration.ofDays(6)).run()).get(Type.RETENTION);
        assertThat(said.get("expiredSnapshots"))
                .isEqualTo(done.get("expiredSnapshots"))
                .isPositive();
        assertThat(said.get("removedFiles")).isEqualTo(done.get("removedFiles")).isEqualTo(6);
        assertThat(said.get("removedManifests")).isEqualTo(done.get("removedManifests"));
        assertThat(sql.rows("SELECT count(*) FROM mastic.lake.t.snapshots")).containsExactly("[1]");
        assertThat(sql.rows("SELECT count(*) FROM mastic.lake.t")).containsExactly("[6]");
    }

    @Test
    void leavesYoungOrphansToTheirWriters() throws IOException {
        var young = orphan("young.parquet", Duration.ofHours(30));
        maintenance(Duration.ZERO).run();
        assertThat(young).exists();
        policy.keep(Map.of("orphan_file_deletion.orphanFileRetentionPeriodInDays", "1"));
        var younger = orphan("younger.parquet", Duration.ofHours(23));
        maintenance(Duration.ZERO).run();
        assertThat(young).doesNotExist();
        assertThat(younger).exists();
        assertThatThrownBy(() -> policy.keep(Map.of("orphan_file_deletion.orphanFileRetentionPeriodInDays", "0")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected 1 or more");
    }

    @Test
    void refusesWordsThatNobodyKnows() {
        assertThatThrownBy(() -> policy.keep(Map.of("compaction.minInputFile", "3")))
                .hasMessageContaining("did you mean 'minInputFiles'");
        assertThatThrownBy(() -> policy.keep(Map.of("compacting.minInputFiles", "3")))
                .hasMessageContaining("no such type");
        assertThatThrownBy(() -> policy.keep(Map.of("compaction.strategy", "zorder")))
                .hasMessageContaining("did you mean 'z-order'?");
        policy.keep(Map.of("compaction.strategy", "sort", "compaction.minInputFiles", "2"));
        assertThatThrownBy(() -> maintenance(Duration.ZERO).run()).hasMessageContaining("no sort order");
        policy.keep(Map.of("compaction.strategy", "z-order"));
        sql.run("ALTER TABLE mastic.lake.t WRITE ORDERED BY bucket(4, id)");
        assertThatThrownBy(() -> maintenance(Duration.ZERO).rehearse())
                .hasMessageContaining("bucket[4] of column 'id'");
    }

    @Test
    void refusesToRemoveFilesThatMayBelongToOthers() {
        sql.run("ALTER TABLE mastic.lake.t SET TBLPROPERTIES ('gc.enabled' = 'false')");
        assertThatThrownBy(() -> maintenance(Duration.ZERO).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("gc.enabled = false");
        policy.keep(Map.of("retention.enabled", "false", "orphan_file_deletion.enabled", "false"));
        assertThat(counts(maintenance(Duration.ZERO).run()).get(Type.COMPACTION))
                .containsEntry("rewrittenFiles", 6L);
    }

    @Test
    void sortsByTheWriteOrder() {
        sql.run("ALTER TABLE mastic.lake.t WRITE ORDERED BY id DESC");
        policy.keep(Map.of("compaction.strategy", "sort"));
        maintenance(Duration.ZERO).run();
        assertThat(inFile()).containsExactly("[5]", "[4]", "[3]", "[2]", "[1]", "[0]");
    }

    /** Along the curve, what is near in all columns is near in the file. */
    @Test
    void ordersAlongTheCurveThroughTheColumnsOfTheWriteOrder() {
        sql.run(
                "CREATE OR REPLACE TABLE mastic.lake.t (x INT, y INT) USING iceberg",
                "ALTER TABLE mastic.lake.t WRITE ORDERED BY x, y");
        for (int y = 0; y < 4; y++) {
            sql.run("INSERT INTO mastic.lake.t VALUES (0, " + y + "), (1, " + y + "), (2, " + y + "), (3, " + y + ")");
        }
        policy.keep(Map.of("compaction.strategy", "z-order", "compaction.minInputFiles", "2"));
        maintenance(Duration.ZERO).run();
        var rows = inFile();
        assertThat(rows).hasSize(16);
        assertThat(rows.subList(0, 4)).containsExactlyInAnyOrder("[0,0]", "[0,1]", "[1,0]", "[1,1]");
    }

    /** The rows of the one file of the table, as they lie in it. */
    private List<String> inFile() {
        var files = sql.spark().sql("SELECT file_path FROM mastic.lake.t.files").collectAsList();
        assertThat(files).hasSize(1);
        return sql.spark().read().parquet(files.get(0).getString(0)).collectAsList().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void aStepThatLosesToAWriterIsPlannedAgain() {
        var report = overtaken(1).run();
        assertThat(report.anyLost()).isFalse();
        assertThat(counts(report).get(Type.COMPACTION)).containsEntry("rewrittenFiles", 5L);
        assertThat(sql.rows("SELECT count(*) FROM mastic.lake.t")).containsExactly("[5]");
    }

    @Test
    void aStepThatLosesEachTimeIsToldAndKeepsNoOtherBack() throws IOException {
        policy.keep(Map.of("compaction.minInputFiles", "2"));
        var orphan = orphan("lost.parquet", Duration.ofDays(4));
        var report = overtaken(3).run();
        assertThat(report.anyLost()).isTrue();
        assertThat(report.steps().get(0).lost())
                .hasValueSatisfying(why -> assertThat(why).contains("Missing required files"));
        assertThat(report.steps().subList(1, 4)).noneMatch(step -> step.lost().isPresent());
        assertThat(orphan).doesNotExist();
        assertThat(sql.rows("SELECT count(*) FROM mastic.lake.t")).containsExactly("[3]");
    }

    /** The maintenance of a table whose commits are overtaken so many times by one that deletes a file. */
    private TableMaintenance overtaken(int times) {
        var catalog = parts.the(org.apache.iceberg.catalog.Catalog.class);
        var id = TableIdentifier.of("lake", "t");
        var operations = ((BaseTable) catalog.loadTable(id)).operations();
        var table = new BaseTable(new Overtaken(operations, times, () -> deleteFile(catalog.loadTable(id))), "lake.t");
        return new TableMaintenance(NAME, table, policy, LazySpark.of(sql.spark()), Clock.systemUTC());
    }

    private static void deleteFile(Table table) {
        try (var files = table.newScan().planFiles()) {
            table.newDelete().deleteFile(files.iterator().next().file()).commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
