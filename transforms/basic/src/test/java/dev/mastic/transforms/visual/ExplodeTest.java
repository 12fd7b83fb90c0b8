// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.Explode.explode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplodeTest extends TransformContract {
    @Override
    protected String name() {
        return "explode";
    }

    @Override
    protected Transform transform() {
        return new Explode(ColumnPath.parse("tags"), Optional.of("tag"), Optional.of("place"), true);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "tags", "to", "tag", "key-to", "place", "outer", true);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<id:int,tags:array<uniontype<int,string>>,s:struct<m:map<string,int>,t:array<int>>,z:int>",
                        "{'id':1,'tags':[{'int':1},null,{'string':'x'}],'z':9}",
                        "{'id':2,'tags':[],'s':{'m':{'k':1,'l':null},'t':[5]}}",
                        "{'id':3}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    @Test
    void keepsRowsWithoutElementsWhenOuter(SparkSession spark) {
        assertFrame(frame(spark).apply((Explode) transform()).dropFields("s"))
                .hasType("struct<id:int,place:int,tag:uniontype<int,string>,z:int>")
                .hasRows(
                        "{'id':1,'place':0,'tag':{'int':1},'z':9}",
                        "{'id':1,'place':1,'z':9}",
                        "{'id':1,'place':2,'tag':{'string':'x'},'z':9}",
                        "{'id':2}",
                        "{'id':3}",
                        "{}");
    }

    @Test
    void dropsRowsWithoutElements(SparkSession spark) {
        assertFrame(frame(spark).apply(explode("tags")).selectFields("id", "tags"))
                .hasType("struct<id:int,tags:uniontype<int,string>>")
                .hasRows("{'id':1,'tags':{'int':1}}", "{'id':1}", "{'id':1,'tags':{'string':'x'}}");
    }

    @Test
    void makesRowsOfTheEntriesOfAMapInsideAStruct(SparkSession spark) {
        assertFrame(frame(spark).apply(explode("s.m")).selectFields("id", "key", "value", "s"))
                .hasType("struct<id:int,key:string,value:int,s:struct<m:map<string,int>,t:array<int>>>")
                .hasRows(
                        "{'id':2,'key':'k','value':1,'s':{'m':{'k':1,'l':null},'t':[5]}}",
                        "{'id':2,'key':'l','s':{'m':{'k':1,'l':null},'t':[5]}}");
        assertFrame(frame(spark).apply(explode("s.t")).selectFields("id", "t")).hasRows("{'id':2,'t':5}");
    }

    @Test
    void refusesWhatHasNoElementsAndNamesThatAreTaken(SparkSession spark) {
        assertThatThrownBy(() -> frame(spark).apply(explode("id")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot explode id: it has no elements (got int; expected an array or a map)");
        var taken = new Explode(ColumnPath.of("tags"), Optional.of("z"), Optional.empty(), false);
        assertThatThrownBy(() -> frame(spark).apply(taken))
                .hasMessageContaining("Cannot explode tags: there is a column 'z' already");
        var twice = new Explode(ColumnPath.of("tags"), Optional.of("x"), Optional.of("x"), false);
        assertThatThrownBy(() -> frame(spark).apply(twice)).isInstanceOf(UsageException.class);
    }

    @Test
    void explodesBranchesAndOddNames(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame(
                        "odd",
                        "struct<`a.b`:array<int>,v:uniontype<int,array<string>>>",
                        "{'a.b':[1],'v':{'array':['x','y']}}",
                        "{'v':{'int':1}}");
        assertFrame(rows.apply(explode("`a.b`")).selectFields("`a.b`")).hasRows("{'a.b':1}");
        assertFrame(rows.apply(new Explode(ColumnPath.parse("v.array"), Optional.of("e.f"), Optional.empty(), true))
                        .selectFields("`e.f`"))
                .hasType("struct<`e.f`:string>")
                .hasRows("{'e.f':'x'}", "{'e.f':'y'}", "{}");
        assertThatThrownBy(() -> rows.apply(explode("v")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected an array or a map; resolve the choice before");
        assertThatThrownBy(() -> rows.apply(explode("`a.c`")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot explode `a.c`: no column 'a.c' in the record (has: a.b, v; did you mean 'a.b'?)");
    }

    @Test
    void letsConditionsOnOtherColumnsReachTheSource(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, tags array<string>, other int");
        ScanPlan.of(rows.apply(explode("tags")).filter("id > 1").selectFields("tags"))
                .pushes("IsNotNull(id)", "IsNotNull(tags)", "GreaterThan(id,1)")
                .reads("struct<id:int,tags:array<string>>")
                .isGenerated();
    }
}
