// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.PlanNodes;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class CoalesceTest extends TransformContract {
    @Override
    protected String name() {
        return "coalesce";
    }

    @Override
    protected Transform transform() {
        return new Coalesce(2, true);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("partitions", 2, "shuffle", true);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("rows", literals.frame("rows", "struct<id:int>", "{'id':1}", "{'id':2}", "{}"));
    }

    @Test
    void putsPartitionsTogetherWithoutAShuffleUnlessTold(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("rows");
        var many = rows.derive(rows.schema(), rows.toDF().repartition(4));
        assertThat(many.apply(Coalesce.coalesce(2)).toDF().rdd().getNumPartitions())
                .isEqualTo(2);
        assertThat(many.apply(Coalesce.coalesce(9)).toDF().rdd().getNumPartitions())
                .isEqualTo(4);
        assertThat(many.apply(new Coalesce(9, true)).toDF().rdd().getNumPartitions())
                .isEqualTo(9);
        assertThat(PlanNodes.of(rows.apply(Coalesce.coalesce(1)).toDF()).names())
                .doesNotContain("ShuffleExchangeExec");
    }

    @Test
    void refusesLessThanOnePartitionAndTooMany() {
        var settings = new Coalesce.Plugin().settings();
        for (var partitions : new Object[] {0, 3_000_000_000L, "many"}) {
            assertThatThrownBy(() -> settings.of("coalesce", Map.of("partitions", partitions)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("'partitions' must be a whole number");
        }
    }
}
