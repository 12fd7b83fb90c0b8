// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.transforms.visual.Sort.sort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortTest extends TransformContract {
    @Override
    protected String name() {
        return "sort";
    }

    @Override
    protected Transform transform() {
        return sort("a desc nulls first", "upper(b)");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("by", List.of("a desc nulls first", "upper(b)"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<a:int,b:string,v:uniontype<int,string>,m:map<string,int>>",
                        "{'a':1,'b':'y'}",
                        "{'a':2,'b':'x'}",
                        "{'a':1,'b':'X'}",
                        "{'a':1}",
                        "{'b':'n'}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    private List<String> sorted(SparkSession spark, String... by) {
        return frame(spark).apply(sort(by)).selectFields("a", "b").toDF().toJSON().collectAsList().stream()
                .map(row -> row.replace("\"", ""))
                .toList();
    }

    @Test
    void ordersByTheFirstKeyFirst(SparkSession spark) {
        assertThat(sorted(spark, "a desc nulls first", "upper(b)"))
                .containsExactly("{b:n}", "{a:2,b:x}", "{a:1}", "{a:1,b:X}", "{a:1,b:y}");
        assertThat(sorted(spark, "a", "b DESC"))
                .containsExactly("{b:n}", "{a:1,b:y}", "{a:1,b:X}", "{a:1}", "{a:2,b:x}");
        assertThat(sorted(spark, "a NULLS LAST", "b nulls last"))
                .containsExactly("{a:1,b:X}", "{a:1,b:y}", "{a:1}", "{a:2,b:x}", "{b:n}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v desc | several types has no order (got uniontype<int,string>; resolve the choice before",
                "m | have no order (got map<string,int>)",
                "c | no column 'c' (has: a, b, v, m)",
                "a b | it gives itself the name 'b'",
                "1 | a number is the same in all rows"
            })
    void refusesWhatHasNoOrder(String by, String why) {
        var type = FrameLiterals.type("struct<a:int,b:string,v:uniontype<int,string>,m:map<string,int>>");
        assertThatThrownBy(() -> sort(by).outputShape(type))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot sort by '" + by + "'")
                .hasMessageContaining(why);
    }

    @Test
    void refusesToSortByNothing() {
        assertThatThrownBy(() -> sort()).isInstanceOf(UsageException.class).hasMessageContaining("no key");
        assertThatThrownBy(() -> sort(" ")).isInstanceOf(UsageException.class);
    }
}
