// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.RemoveNullRows.removeNullRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveNullRowsTest extends TransformContract {
    @Override
    protected String name() {
        return "remove-null-rows";
    }

    @Override
    protected Transform transform() {
        return new RemoveNullRows(true, List.of(ColumnPath.parse("a"), ColumnPath.parse("s.x"), ColumnPath.parse("v")));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("extended", true, "columns", List.of("a", "s.x", "v"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<id:int,a:string,s:struct<x:string>,v:uniontype<int,string>>",
                        "{'id':1,'a':'x'}",
                        "{'id':2,'a':' ','s':{'x':'null'},'v':{'string':''}}",
                        "{'id':3,'s':{'x':'y'}}",
                        "{'id':4,'s':{}}",
                        "{'id':5,'v':{'int':0}}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    @Test
    void removesRowsOfNullsOnly(SparkSession spark) {
        assertFrame(frame(spark).apply(removeNullRows()).selectFields("id"))
                .hasRows("{'id':1}", "{'id':2}", "{'id':3}", "{'id':4}", "{'id':5}");
    }

    @Test
    void countsEmptyTextsAsNullWhenExtended(SparkSession spark) {
        assertFrame(frame(spark).apply((RemoveNullRows) transform()).selectFields("id"))
                .hasRows("{'id':1}", "{'id':3}", "{'id':5}");
    }

    @Test
    void letsTheConditionReachTheSource(SparkSession spark, @TempDir Path folder) {
        spark.range(3).write().parquet(folder + "/numbers");
        var numbers = DynamicFrame.fromDF(
                spark.read().parquet(folder + "/numbers"),
                "numbers",
                FrameContext.outsideJobs(Registry.fromClasspath()));
        assertThat(numbers.apply(removeNullRows())
                        .toDF()
                        .queryExecution()
                        .sparkPlan()
                        .toString())
                .contains("PushedFilters: [IsNotNull(id)]");
    }

    @Test
    void refusesColumnsThatAreNotThere(SparkSession spark) {
        assertThatThrownBy(() -> frame(spark).apply(new RemoveNullRows(false, List.of(ColumnPath.of("ids")))))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot remove null rows: no column 'ids' in the record (has: id, a, s, v; did you mean 'id'?)");
    }

    @Test
    void readsOnlyWhatItNeedsInGeneratedCode(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, `a.b` string, s struct<x:int,y:int>, other int");
        var columns = List.of(ColumnPath.parse("`a.b`"), ColumnPath.parse("s.x"));
        ScanPlan.of(rows.apply(new RemoveNullRows(false, columns)).selectFields("id"))
                .pushes("Or(IsNotNull(`a.b`),IsNotNull(s.x))")
                .reads("struct<id:int,a.b:string,s:struct<x:int>>")
                .isGenerated();
    }

    @Test
    void countsColumnsOfOddNames(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame("odd", "struct<`a.b`:string,`'x\"`:string,😀:int>", "{'a.b':'null'}", "{'😀':1}", "{'a.b':'x'}");
        var both = new RemoveNullRows(true, List.of(ColumnPath.parse("`a.b`"), ColumnPath.of("'x\"")));
        assertFrame(rows.apply(both)).hasRows("{'a.b':'x'}");
        assertFrame(rows.apply(new RemoveNullRows(true, List.of()))).hasRows("{'a.b':'x'}", "{'😀':1}");
    }
}
