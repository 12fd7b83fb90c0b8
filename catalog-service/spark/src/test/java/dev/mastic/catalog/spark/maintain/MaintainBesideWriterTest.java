// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.spark.SqlSession;
import dev.mastic.core.SessionParts;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread adds rows and changes all of them again and again, another one maintains the table, which keeps no snapshot but the last. */
@Tag("chaos")
class MaintainBesideWriterTest {
    private static final TableName NAME = new TableName("lake", "t");
    private static final int ROUNDS = 12;
    private static final int PATIENCE = 100;
    private static final int ROWS = 4;

    @TempDir
    private Path folder;

    @Test
    void noRowIsLostAndNoneIsTwice() {
        var sql = SqlSession.in(folder);
        sql.run("CREATE DATABASE mastic.lake", "CREATE TABLE mastic.lake.t (id INT, n INT) USING iceberg");
        var writer = CompletableFuture.runAsync(() -> write(sql));
        int maintained = maintain(sql, writer);
        writer.join();
        assertThat(sql.rows("SELECT id, n FROM mastic.lake.t ORDER BY id")).isEqualTo(expected());
        assertThat(maintained).as("times that it was maintained").isPositive();
    }

    /** Rows of a round are changed by the merge of this round and of all after it. */
    private static void write(SqlSession sql) {
        for (int round = 0; round < ROUNDS; round++) {
            until(
                    sql,
                    "INSERT INTO mastic.lake.t SELECT id, 0 FROM range(" + round * ROWS + ", " + (round + 1) * ROWS
                            + ")");
            until(
                    sql,
                    "MERGE INTO mastic.lake.t USING (SELECT id FROM range(" + (round + 1) * ROWS
                            + ")) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET n = n + 1");
        }
    }

    /** Whoever loses a commit writes again, as writers of Iceberg do; what was lost is not there. */
    private static void until(SqlSession sql, String statement) {
        for (int attempt = 1; ; attempt++) {
            try {
                sql.run(statement);
                return;
            } catch (Exception e) {
                if (attempt == PATIENCE) {
                    throw new AssertionError("never committed: " + statement, e);
                }
            }
        }
    }

    private int maintain(SqlSession sql, CompletableFuture<?> writer) {
        var settings = Map.of(
                "db",
                folder.resolve("mastic.db").toString(),
                "warehouse",
                folder.resolve("warehouse").toString());
        int times = 0;
        try (var parts = new SessionParts(Registry.fromClasspath(), settings, new Configuration())) {
            var policy = new MaintenancePolicy(parts.the(Catalog.class), NAME);
            policy.keep(Map.of("compaction.minInputFiles", "2"));
            while (!writer.isDone()) {
                // what is old enough to be an orphan is told by the real clock, for the writer has files that are not
                // committed
                policy.keep(Map.of("orphan_file_deletion.enabled", "true", "retention.enabled", "false"));
                maintenance(parts, policy, sql, Duration.ZERO).run();
                policy.keep(Map.of("orphan_file_deletion.enabled", "false", "retention.enabled", "true"));
                maintenance(parts, policy, sql, Duration.ofDays(6)).run();
                times++;
            }
        }
        return times;
    }

    private static TableMaintenance maintenance(
            SessionParts parts, MaintenancePolicy policy, SqlSession sql, Duration later) {
        var table = parts.the(org.apache.iceberg.catalog.Catalog.class)
                .loadTable(TableIdentifier.of(NAME.database(), NAME.table()));
        return new TableMaintenance(
                NAME, table, policy, LazySpark.of(sql.spark()), Clock.offset(Clock.systemUTC(), later));
    }

    private static List<String> expected() {
        return IntStream.range(0, ROUNDS * ROWS)
                .mapToObj(id -> "[" + id + "," + (ROUNDS - id / ROWS) + "]")
                .toList();
    }
}
