// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class MaintainTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        SparkExtension.session();
        shell = new Shell(folder);
        shell.mastic("sql", "CREATE DATABASE lake").succeeded();
        shell.mastic("sql", "CREATE TABLE lake.t (id INT) USING iceberg").succeeded();
    }

    @Test
    void reportsWhatIsDone() {
        shell.mastic("sql", "INSERT INTO lake.t VALUES (1)").succeeded();
        shell.mastic("sql", "INSERT INTO lake.t VALUES (2)").succeeded();
        var dry = shell.mastic("maintain", "lake.t", "--dry-run", "--output", "json")
                .succeeded()
                .document();
        assertThat(dry.at("/dryRun").asBoolean()).isTrue();
        assertThat(dry.at("/steps/0/type").asText()).isEqualTo("compaction");
        assertThat(dry.at("/steps/0").has("rewrittenFiles")).isFalse();
        var done = shell.mastic("maintain", "lake.t", "--set", "compaction.minInputFiles=2", "--output", "json")
                .succeeded()
                .document();
        assertThat(done.at("/steps/0/rewrittenFiles").asInt()).isEqualTo(2);
        assertThat(shell.mastic("sql", "SELECT * FROM lake.t ORDER BY id")
                        .succeeded()
                        .lines())
                .containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(shell.mastic("maintain", "lake.t", "--set", "compaction.enabled=false")
                        .succeeded()
                        .out())
                .contains("switched off");
    }

    @Test
    void refusesWrongCalls() {
        shell.mastic("sql", "CREATE TABLE lake.files (id INT) USING json").succeeded();
        shell.mastic("maintain", "lake.files").failed(2, "lake.files", "no Iceberg table");
        shell.mastic("maintain", "lake.u").failed(2, "lake.u", "did you mean 'lake.t'?");
        shell.mastic("maintain", "t").failed(2, "database.table");
        shell.mastic("maintain", "lake.t", "--set", "compaction.minInputFiles=few")
                .failed(2, "a whole number");
        shell.mastic("maintain", "lake.t", "--set", "compact.minInputFiles=3").failed(2, "compaction");
        shell.mastic("maintain", "lake.t", "--dry-run", "--set", "retention.enabled=false")
                .failed(2, "--set", "--dry-run");
        shell.mastic("maintain", "lake.t", "--set", "orphan_file_deletion.orphanFileRetentionPeriodInDays=0")
                .failed(2, "1 or more");
    }
}
