// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.io.Sink;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SinkContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class JdbcSinkContractTest extends SinkContract {
    private final TestDatabase database;

    JdbcSinkContractTest(PostgresUrl url) {
        database = new TestDatabase(url.url());
    }

    @Override
    protected Sink open() {
        return database.sink(Map.of("dbtable", "out"));
    }

    @Override
    protected Optional<Sink> openReplacing() {
        return Optional.of(database.sink(Map.of("dbtable", "out", "mode", "replace")));
    }

    @Override
    protected boolean remembersInputs() {
        return true;
    }

    @Override
    protected boolean writesFiles() {
        return false;
    }

    @Override
    protected List<Long> visible(SparkSession spark, String frame) {
        return database.has("out") ? database.numbers("SELECT id FROM out ORDER BY 1") : List.of();
    }
}
