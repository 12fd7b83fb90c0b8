// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.transforms.visual.AddIdentifier.identifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class AddIdentifierTest extends TransformContract {
    @Override
    protected String name() {
        return "identifier";
    }

    @Override
    protected Transform transform() {
        return new AddIdentifier(ColumnPath.of("n"), true);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "n", "unique", true);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("rows", inRun(literals, 7).frame("rows", "struct<a:int>", "{'a':1}", "{'a':2}", "{}"));
    }

    private static FrameLiterals inRun(FrameLiterals literals, long run) {
        return literals.with(new FrameContext(literals.context().registry(), "step", Read.NEW, run));
    }

    private static List<Long> numbers(DynamicFrame frame) {
        return frame.toDF().select("n").as(Encoders.LONG()).collectAsList();
    }

    @Test
    void numbersRowsUniquelyAcrossPartitions(SparkSession spark) {
        var rows = DynamicFrame.fromDF(
                spark.range(0, 100, 1, 3).toDF("a"),
                "rows",
                FrameLiterals.of(spark).context());
        assertThat(numbers(rows.apply(identifier("n"))))
                .hasSize(100)
                .doesNotHaveDuplicates()
                .isSorted()
                .startsWith(0L, 1L);
    }

    @Test
    void neverGivesTwoRunsOneNumber(SparkSession spark) {
        var all = new ArrayList<Long>();
        for (long run = 1; run < 5; run++) {
            var rows = DynamicFrame.fromDF(
                    spark.range(0, 10, 1, 2).toDF("a"),
                    "rows",
                    inRun(FrameLiterals.of(spark), run).context());
            all.addAll(numbers(rows.apply(new AddIdentifier(ColumnPath.of("n"), true))));
        }
        assertThat(all).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void refusesToBeUniqueOutsideJobs(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("rows", "struct<a:int>");
        assertThatThrownBy(() -> rows.apply(new AddIdentifier(ColumnPath.of("n"), true)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot number 'n' uniquely among runs: the frame is in none (expected a frame in a job, or"
                        + " unique = false)");
    }
}
