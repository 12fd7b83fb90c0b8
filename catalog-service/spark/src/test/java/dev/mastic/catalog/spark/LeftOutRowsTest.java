// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.testkit.Warnings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOutRowsTest {
    private static final String SETTING = "spark.sql.catalog.mastic.on-refused=";

    @TempDir
    private Path folder;

    private final Warnings warnings = Warnings.of(LeftOutRows.class);

    @AfterEach
    void close() {
        warnings.close();
    }

    @Test
    void rowsThatDoNotFitAreCountedWhereThatIsAskedFor() throws Exception {
        var place = Files.createDirectories(folder.resolve("in"));
        Files.writeString(place.resolve("a.json"), "{\"id\":1}\n{\"id\":\"x\"}\n{\"id\":3}\n");
        var sql = SqlSession.in(folder, SqlSession.EXTENSIONS, List.of(SETTING + "count"));
        sql.run(
                "CREATE DATABASE mastic.sales",
                "CREATE TABLE mastic.sales.bad (id INT) USING json LOCATION '" + place + "'",
                "CREATE TABLE mastic.sales.good USING iceberg AS SELECT * FROM mastic.sales.bad");
        assertThat(sql.rows("SELECT * FROM mastic.sales.good ORDER BY id")).containsExactly("[1]", "[3]");
        sql.spark().sparkContext().listenerBus().waitUntilEmpty();
        assertThat(warnings.said()).singleElement().satisfies(said -> assertThat(said)
                .startsWith("1 refused row or file was left out of sales.bad: ")
                .contains("a.json:2 in column 'id'", "(got {\"id\":\"x\"})"));
        Files.writeString(place.resolve("b.json"), "broken\n".repeat(5));
        assertThat(sql.rows("SELECT count(*) FROM mastic.sales.bad a JOIN mastic.sales.good b ON a.id = b.id"))
                .containsExactly("[2]");
        sql.spark().sparkContext().listenerBus().waitUntilEmpty();
        assertThat(warnings.said()).hasSize(2).last().satisfies(said -> assertThat(said)
                .startsWith("6 refused rows or files were left out of sales.bad: ")
                .endsWith("; and more"));
    }

    @Test
    void otherAnswersAreRefused() {
        var sql = SqlSession.in(folder, SqlSession.EXTENSIONS, List.of(SETTING + "skip"));
        assertThatThrownBy(() -> sql.run("CREATE DATABASE mastic.sales"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("on-refused has no such value (got skip; expected fail or count)");
    }
}
