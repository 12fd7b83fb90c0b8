// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.DropDuplicates.dropDuplicates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropDuplicatesTest extends TransformContract {
    @Override
    protected String name() {
        return "drop-duplicates";
    }

    @Override
    protected Transform transform() {
        return new DropDuplicates(List.of(ColumnPath.parse("id"), ColumnPath.parse("s.x")), List.of("t desc"));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("keys", List.of("id", "s.x"), "order-by", "t desc");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<id:int,s:struct<x:int>,t:int,v:uniontype<int,string>>",
                        "{'id':1,'s':{'x':1},'t':1,'v':{'int':1}}",
                        "{'id':1,'s':{'x':1},'t':3,'v':{'string':'1'}}",
                        "{'id':1,'s':{'x':2},'t':2}",
                        "{'t':2}",
                        "{'t':1}",
                        "{'t':1}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    @Test
    void keepsTheFirstInTheOrder(SparkSession spark) {
        assertFrame(frame(spark).apply((DropDuplicates) transform()))
                .hasType("struct<id:int,s:struct<x:int>,t:int,v:uniontype<int,string>>")
                .hasRows("{'id':1,'s':{'x':1},'t':3,'v':{'string':'1'}}", "{'id':1,'s':{'x':2},'t':2}", "{'t':2}");
    }

    @Test
    void comparesWholeRowsWithoutKeys(SparkSession spark) {
        assertThat(frame(spark).apply(dropDuplicates()).count()).isEqualTo(5);
    }

    @Test
    void keepsOneOfEachKeyWithoutAnOrder(SparkSession spark) {
        assertFrame(frame(spark).apply(dropDuplicates("id", "s.x")).selectFields("id", "s"))
                .hasRows("{'id':1,'s':{'x':1}}", "{'id':1,'s':{'x':2}}", "{}");
        assertFrame(frame(spark).apply(dropDuplicates("v")).selectFields("v"))
                .hasRows("{'v':{'int':1}}", "{'v':{'string':'1'}}", "{}");
        assertThat(frame(spark).apply(dropDuplicates("v.int")).count()).isEqualTo(2);
    }

    @Test
    void tellsNamesApartThatDifferByCase(SparkSession spark) {
        var twins = FrameLiterals.of(spark).frame("twins", "struct<a:int,b:int>", "{'a':1,'b':1}", "{'a':1,'b':2}");
        var renamed = twins.renameField("b", "A");
        assertThat(renamed.apply(dropDuplicates("a")).count()).isEqualTo(1);
        assertThat(renamed.apply(dropDuplicates("A")).count()).isEqualTo(2);
    }

    @Test
    void refusesMapsByName() {
        var type = FrameLiterals.type("struct<id:int,s:struct<m:map<string,int>>>");
        assertThatThrownBy(() -> dropDuplicates().outputShape(type))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot drop duplicates by s: maps cannot be compared (got struct<m:map<string,int>>;"
                        + " set keys to other columns)");
        assertThatThrownBy(() -> dropDuplicates("idd").outputShape(type)).hasMessageContaining("did you mean 'id'?");
    }

    @Test
    void refusesAnOrderWithoutKeys() {
        assertThatThrownBy(() -> new DropDuplicates(List.of(), List.of("t")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("set keys");
    }

    @Test
    void comparesColumnsOfOddNames(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame("odd", "struct<`a.b`:int,`it's`:int>", "{'a.b':1,'it\\u0027s':1}", "{'a.b':1,'it\\u0027s':2}");
        assertThat(rows.apply(dropDuplicates("`a.b`")).count()).isEqualTo(1);
        var last = new DropDuplicates(List.of(ColumnPath.parse("`a.b`")), List.of("`it's` desc"));
        assertFrame(rows.apply(last)).hasRows("{'a.b':1,'it\\u0027s':2}");
    }

    @Test
    void letsConditionsOnKeysReachTheSource(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, n int, other int");
        ScanPlan.of(rows.apply(dropDuplicates("id")).filter("id > 1").selectFields("n"))
                .pushes("IsNotNull(id)", "GreaterThan(id,1)")
                .reads("struct<id:int,n:int>")
                .isGenerated();
        var first = new DropDuplicates(List.of(ColumnPath.of("id")), List.of("n desc"));
        ScanPlan.of(rows.apply(first).filter("id > 1").selectFields("n"))
                .pushes("IsNotNull(id)", "GreaterThan(id,1)")
                .reads("struct<id:int,n:int>");
    }
}
