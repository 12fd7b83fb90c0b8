// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Sink;
import dev.mastic.testkit.SinkContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergUpsertContractTest extends SinkContract {
    @TempDir
    private Path folder;

    @Override
    protected Sink open() {
        return new Warehouse(folder).sink(Map.of("table", "lake.people", "mode", "upsert", "keys", "id"));
    }

    @Override
    protected List<Long> visible(SparkSession spark, String frame) {
        var warehouse = new Warehouse(folder);
        return warehouse.catalog().tableExists(Warehouse.PEOPLE)
                ? warehouse
                        .visible(spark)
                        .orderBy("id")
                        .select("id")
                        .as(Encoders.LONG())
                        .collectAsList()
                : List.of();
    }

    @Override
    protected boolean remembersInputs() {
        return true;
    }

    /** It is merged again: rows whose keys it does not bring any more stay. */
    @Override
    @Test
    protected void aRedoTakesThePlaceOfTheRunThatItReplaces(SparkSession spark) {
        var first = output("job", "r1", 1, "lake");
        open().stage(Frames.of("", frame(spark, 1, 2)), first).commit();
        open().stage(Frames.of("", frame(spark, 2, 3)), redo("r2", 2, first)).commit();
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 3L);
    }

    /** A merge needs nothing of the run that it is done again for. */
    @Override
    @Test
    protected void refusesToRedoWhatIsNotThere(SparkSession spark) {
        open().stage(Frames.of("", frame(spark, 1)), redo("r3", 3, output("job", "r2", 2, "lake")))
                .commit();
        assertThat(visible(spark, "")).containsExactly(1L);
    }

    /** They take the place of rows with the same keys. */
    @Override
    @Test
    protected void laterRunsAddTheirRows(SparkSession spark) {
        open().stage(Frames.of("", frame(spark, 1, 2)), output("job", "r1", 1, "lake"))
                .commit();
        open().stage(Frames.of("", frame(spark, 2, 3)), output("job", "r2", 2, "lake"))
                .commit();
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 3L);
    }
}
