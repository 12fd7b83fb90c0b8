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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                "bb | no column 'bb' (has: a, b, v, m; did you mean 'b'?) at line 1, character 1",
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

    @Test
    void ordersByFieldsBranchesAndOddNames(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame(
                        "odd",
                        "struct<id:int,s:struct<`x.y`:int>,v:uniontype<int,string>,`it's`:int>",
                        "{'id':1,'s':{'x.y':2},'v':{'string':'1'},'it\\u0027s':3}",
                        "{'id':2,'s':{'x.y':1},'v':{'int':9},'it\\u0027s':2}",
                        "{'id':3,'s':{},'v':{'int':8},'it\\u0027s':1}");
        assertThat(ids(rows.apply(sort("s.`x.y`")))).containsExactly(3, 2, 1);
        assertThat(ids(rows.apply(sort("v.int nulls last")))).containsExactly(3, 2, 1);
        assertThat(ids(rows.apply(sort("`it's` desc")))).containsExactly(1, 2, 3);
    }

    private static List<Integer> ids(DynamicFrame frame) {
        return frame.toDF().select("id").collectAsList().stream()
                .map(row -> row.getInt(0))
                .toList();
    }

    @Test
    void letsConditionsReachTheSource(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, a string, other int");
        ScanPlan.of(rows.apply(sort("upper(a) desc")).filter("id > 1").selectFields("id"))
                .pushes("IsNotNull(id)", "GreaterThan(id,1)")
                .reads("struct<id:int,a:string>")
                .isGenerated();
    }
}
