// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.plugin.Registry;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private static final Dataset<Row> ROWS =
            TestSpark.session().range(0, 100, 1, 4).toDF();

    private static DynamicFrame frame(Dataset<Row> rows) {
        return DynamicFrame.fromDF(rows, "numbers", FrameContext.outsideJobs(Registry.of(List.of())));
    }

    @Test
    void isMissingInWhatDependsOnChanceOrOrder() {
        for (var rows : List.of(
                ROWS.withColumn("r", functions.rand()),
                ROWS.filter(functions.rand().gt(0.5)).select("id"),
                ROWS.withColumn("n", functions.monotonically_increasing_id()),
                ROWS.limit(3),
                ROWS.sample(0.5, 7),
                ROWS.dropDuplicates("id"),
                ROWS.groupBy().agg(functions.first("id").as("id")))) {
            assertThat(Determinism.isMissingIn(rows))
                    .as(rows.queryExecution().toString())
                    .isTrue();
        }
    }

    @Test
    void isThereInOtherRowsAndInTheSignalOfAStep() {
        var signalling = frame(ROWS).refuseUnless(ROWS.col("id").gt(5), "id", "small");
        assertThat(Determinism.isMissingIn(ROWS.groupBy("id").count())).isFalse();
        assertThat(Determinism.isMissingIn(ROWS.withColumn("file", functions.input_file_name())))
                .isFalse();
        assertThat(Determinism.isMissingIn(signalling.toDF())).isFalse();
        assertThat(Determinism.once(signalling)).isSameAs(signalling);
    }

    @Test
    void comesWithComputingOnce() {
        var once = Determinism.once(frame(ROWS.withColumn("r", functions.rand())));
        try {
            assertThat(Determinism.isMissingIn(once.toDF().select("r"))).isFalse();
            assertThat(once.toDF().select("r").collectAsList())
                    .isEqualTo(once.toDF().select("r").collectAsList());
        } finally {
            once.toDF().unpersist(true);
        }
    }
}
