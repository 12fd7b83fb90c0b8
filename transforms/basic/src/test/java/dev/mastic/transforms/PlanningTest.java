// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.transforms.DropFields.dropFields;
import static dev.mastic.transforms.RenameField.renameField;
import static dev.mastic.transforms.ResolveChoice.resolveChoice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JobCounter;
import dev.mastic.testkit.SparkExtension;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.collection.JavaConverters;

/** What a chain of transforms costs before any row is read, as the number of plans that Spark is given. */
@ExtendWith(SparkExtension.class)
class PlanningTest {
    private static final int COLUMNS = 400;
    private static final int TRANSFORMS = 100;
    private static final int FEW = 20;

    @Test
    void givesSparkFewProjectionsForManyTransforms(SparkSession spark) {
        var frame = wide(spark, COLUMNS);
        int jobs = JobCounter.jobsOf(spark, () -> {
            var end = chain(frame, TRANSFORMS);
            assertThat(projections(end.toDF().queryExecution().analyzed())).isEqualTo(2);
            end.toDF().queryExecution().executedPlan();
        });
        assertThat(jobs).isZero();
    }

    @Test
    void computesTheSameAsOneTransformAfterTheOther(SparkSession spark) {
        var frame = wide(spark, FEW);
        var step = frame;
        for (int i = 0; i < FEW; i++) {
            step = transform(step, i);
            step.toDF();
        }
        assertThat(chain(frame, FEW).toDF().collectAsList())
                .isEqualTo(step.toDF().collectAsList());
    }

    @Test
    void sharesTheWorkBelowOfFramesThatBranch(SparkSession spark) {
        var common = chain(wide(spark, COLUMNS), TRANSFORMS);
        var below = common.toDF().queryExecution().analyzed();
        var branch = common.apply(dropFields("c399")).toDF().queryExecution().analyzed();
        assertThat(branch.collectLeaves()).isEqualTo(below.collectLeaves());
        assertThat(projections(branch)).isEqualTo(projections(below) + 1);
    }

    private static DynamicFrame wide(SparkSession spark, int columns) {
        var type = IntStream.range(0, columns)
                .mapToObj(i -> "c" + i + ":uniontype<int,string>")
                .collect(Collectors.joining(",", "struct<", ">"));
        return FrameLiterals.of(spark)
                .frame("wide", type, "{'c0':{'int':1},'c3':{'string':'2'},'c19':{'int':3}}", "{}");
    }

    private static DynamicFrame chain(DynamicFrame frame, int transforms) {
        var end = frame;
        for (int i = 0; i < transforms; i++) {
            end = transform(end, i);
        }
        return end;
    }

    private static DynamicFrame transform(DynamicFrame frame, int i) {
        return switch (i % 3) {
            case 0 -> frame.apply(resolveChoice("c" + i + " -> cast:int"));
            case 1 -> frame.apply(renameField("c" + (i - 1), "renamed" + i));
            default -> frame.apply(dropFields("c" + i));
        };
    }

    private static long projections(LogicalPlan plan) {
        return (plan instanceof Project ? 1 : 0)
                + JavaConverters.seqAsJavaList(plan.children()).stream()
                        .mapToLong(PlanningTest::projections)
                        .sum();
    }
}
