// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.SplitString.splitString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SplitStringTest extends TransformContract {
    @Override
    protected String name() {
        return "split-string";
    }

    @Override
    protected Transform transform() {
        return new SplitString(
                ColumnPath.parse("post.tags"),
                BoundedPattern.compile(", *"),
                Optional.of(ColumnPath.of("list")),
                Unfit.NULL);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "post.tags", "pattern", ", *", "to", "list", "unfit", "null");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "posts",
                literals.frame(
                        "posts",
                        "struct<post:struct<tags:string>>",
                        "{'post':{'tags':'a, b,,c,'}}",
                        "{'post':{'tags':''}}",
                        "{'post':{}}",
                        "{}"));
    }

    @Test
    void keepsEmptyParts(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("posts").apply((SplitString) transform()))
                .hasType("struct<post:struct<tags:string>,list:array<string>>")
                .hasRows(
                        "{'post':{'tags':'a, b,,c,'},'list':['a','b','','c','']}",
                        "{'post':{'tags':''},'list':['']}",
                        "{'post':{}}",
                        "{}");
    }

    @Test
    void splitsInPlaceAsSparkDoes(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame("t", "struct<t:string>", "{'t':'a1b22c'}", "{'t':''}", "{'t':'ü'}", "{'t':'1'}", "{}");
        for (var pattern : List.of("[0-9]", "", "(?=b)", "x|", "\\d+")) {
            var sparks = rows.toDF()
                    .selectExpr("split(t, r'" + pattern + "', -1) as t")
                    .toJSON()
                    .collectAsList();
            var ours = rows.apply(splitString("t", pattern)).toDF().toJSON().collectAsList();
            assertThat(ours).as(pattern).isEqualTo(sparks);
        }
    }

    @Test
    void givesUpOnHostileTexts(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame("t", "struct<t:string>", "{'t':'a,b'}", "{'t':'" + "a".repeat(50_000) + "'}")
                .apply(splitString("t", "(a+)+$x|,"));
        assertFrame(rows).hasRows("{'t':['a','b']}");
        assertThat(rows.errorsCount()).isOne();
    }

    @Test
    void refusesWhatIsNoText(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("t", "struct<t:array<string>>");
        assertThatThrownBy(() -> rows.apply(splitString("t", ",")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot split 't': t is of another type (got array<string>; expected string)");
    }
}
