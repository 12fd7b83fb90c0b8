// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.JoinKeys;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that is null, or a part of which is, is equal to none. */
@ExtendWith(SparkExtension.class)
class NullKeysTest {
    private static DynamicFrame left(SparkSession spark) {
        return FrameLiterals.of(spark)
                .frame("l", "a int, b string, left int", "{'left':1}", "{'a':1,'left':2}", "{'a':1,'b':'x','left':3}");
    }

    private static DynamicFrame right(SparkSession spark) {
        return FrameLiterals.of(spark)
                .frame(
                        "r",
                        "a int, b string, right int",
                        "{'right':4}",
                        "{'a':1,'right':5}",
                        "{'a':1,'b':'x','right':6}");
    }

    /** @param rows how many there are, of which one has both sides where there are both */
    @ParameterizedTest
    @CsvSource({"inner, 1", "left, 3", "right, 3", "outer, 5", "leftsemi, 1", "leftanti, 2"})
    void matchNothingInJoins(String type, long rows, SparkSession spark) {
        var joined =
                left(spark).join(right(spark), JoinKeys.on("a", "b").type(type)).toDF();
        assertThat(joined.count()).isEqualTo(rows);
        if (List.of(joined.columns()).contains("right")) {
            assertThat(joined.filter("left is not null and right is not null").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void findNothingInLookups(SparkSession spark) {
        var found = Frames.of("l", left(spark))
                .with("r", right(spark))
                .apply("lookup", Map.of("keys", List.of("a", "b"), "values", List.of("right")))
                .frames()
                .iterator()
                .next();
        assertFrame(found).hasRows("{'left':1}", "{'a':1,'left':2}", "{'a':1,'b':'x','left':3,'right':6}");
    }

    @Test
    void replaceNothingInMerges(SparkSession spark) {
        var stage = right(spark).renameField("right", "left");
        assertFrame(left(spark).mergeDynamicFrame(stage, "a", "b"))
                .hasRows(
                        "{'left':1}", "{'a':1,'left':2}", "{'left':4}", "{'a':1,'left':5}", "{'a':1,'b':'x','left':6}");
    }
}
