// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.Sql.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTest extends TransformContract {
    @Override
    protected String name() {
        return "sql";
    }

    @Override
    protected Transform transform() {
        return sql("SELECT id, v, n FROM people LEFT JOIN visits ON id = person");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("query", "SELECT id, v, n FROM people LEFT JOIN visits ON id = person");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame(
                        "people", "struct<id:int,v:uniontype<int,string>>", "{'id':1,'v':{'int':1}}", "{'id':2}", "{}"),
                "visits",
                literals.frame("visits", "struct<person:int,n:int>", "{'person':1,'n':5}", "{}"));
    }

    @Test
    void answersOverTheFramesOfTheStep(SparkSession spark) {
        assertFrame(transform().apply(sample(FrameLiterals.of(spark))).get(Frames.RESULT))
                .hasType("struct<id:int,v:uniontype<int,string>,n:int>")
                .hasRows("{'id':1,'v':{'int':1},'n':5}", "{'id':2}", "{}");
    }

    @Test
    void refusesCommandsAndFramesThatAreNotThere(SparkSession spark) {
        var shapes = sample(FrameLiterals.of(spark)).shapes();
        assertThatThrownBy(() -> sql("DROP TABLE people").outputShapes(shapes))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot run the query: it is a command");
        assertThatThrownBy(() -> sql("SELECT * FROM visit").outputShapes(shapes))
                .hasMessage("Cannot run the query: no frame 'visit' (has: people, visits; did you mean 'visits'?)"
                        + " at line 1, character 15");
    }

    @Test
    void letsConditionsReachTheSource(SparkSession spark, @TempDir Path folder) {
        spark.range(10).write().parquet(folder + "/numbers");
        var numbers = DynamicFrame.fromDF(
                spark.read().parquet(folder + "/numbers"),
                "numbers",
                FrameContext.outsideJobs(Registry.fromClasspath()));
        var few = sql("SELECT id FROM numbers WHERE id > 7")
                .apply(Frames.of("numbers", numbers))
                .get(Frames.RESULT);
        assertThat(few.toDF().queryExecution().sparkPlan().toString())
                .contains("PushedFilters: [IsNotNull(id), GreaterThan(id,7)]");
    }

    @Test
    void seesFieldsBranchesAndOddNames(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame(
                        "a.b",
                        "struct<s:struct<`x.y`:int>,v:uniontype<int,string>>",
                        "{'s':{'x.y':1},'v':{'int':5}}",
                        "{'v':{'string':'z'}}");
        var in = Frames.of("a.b", rows);
        assertFrame(sql("SELECT s.`x.y` AS `x y`, v.string, v AS `it's` FROM `a.b` ORDER BY 1")
                        .apply(in)
                        .get(Frames.RESULT))
                .hasType("struct<`x y`:int,string:string,`it's`:uniontype<int,string>>")
                .hasRows("{'x y':1,'it\\u0027s':{'int':5}}", "{'string':'z','it\\u0027s':{'string':'z'}}");
        assertThatThrownBy(() -> sql("SELECT w FROM `a.b`").outputShapes(in.shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot run the query: no column 'w' (has: s, v");
    }

    @Test
    void readsOnlyWhatItNeedsInGeneratedCode(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, s struct<x:int,y:int>, other int");
        var query = sql("SELECT s.x, count(*) AS n FROM rows WHERE id > 7 GROUP BY s.x");
        ScanPlan.of(query.apply(Frames.of("rows", rows)).get(Frames.RESULT))
                .pushes("IsNotNull(id)", "GreaterThan(id,7)")
                .reads("struct<id:int,s:struct<x:int>>")
                .isGenerated();
    }
}
