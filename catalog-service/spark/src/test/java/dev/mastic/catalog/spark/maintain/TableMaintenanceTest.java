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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
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
        var before = sql.rows("SELECT count(*) FROM mastic.lake.t.snapshots");
        var said = maintenance(Duration.ZERO).rehearse();
        assertThat(sql.rows("SELECT count(*) FROM mastic.lake.t.snapshots")).isEqualTo(before);
        assertThat(orphan).exists();
        var done = maintenance(Duration.ZERO).run();
        assertThat(counts(done)).isEqualTo(counts(done));
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
                .hasMessageContaining("binpack");
        policy.keep(Map.of("compaction.strategy", "sort", "compaction.minInputFiles", "2"));
        assertThatThrownBy(() -> maintenance(Duration.ZERO).run()).hasMessageContaining("no sort order");
    }
}
