// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.Unpivot.unpivot;
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

class UnpivotTest extends TransformContract {
    private static final String TYPE =
            "struct<id:int,`2023`:int,`a.b`:double,s:struct<x:int>,v:uniontype<int,string>,t:string>";

    @Override
    protected String name() {
        return "unpivot";
    }

    @Override
    protected Transform transform() {
        return unpivot("year", "amount", "`2023`", "`a.b`");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("columns", List.of("`2023`", "`a.b`"), "names-to", "year", "values-to", "amount");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        TYPE,
                        "{'id':1,'2023':5,'a.b':1.5,'s':{'x':7},'v':{'int':3},'t':'a'}",
                        "{'id':2,'v':{'string':'3'}}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).get("rows");
    }

    @Test
    void makesARowOfEachColumnAlsoOfNulls(SparkSession spark) {
        assertFrame(frame(spark).apply((Unpivot) transform()).selectFields("id", "year", "amount"))
                .hasType("struct<id:int,year:string,amount:double>")
                .hasRows(
                        "{'id':1,'year':'2023','amount':5.0}",
                        "{'id':1,'year':'a.b','amount':1.5}",
                        "{'id':2,'year':'2023'}",
                        "{'id':2,'year':'a.b'}");
    }

    @Test
    void putsValuesOfOtherTypesIntoAChoice(SparkSession spark) {
        assertFrame(frame(spark).apply(unpivot("n", "x", "v", "t", "s.x")).dropFields("`2023`", "`a.b`"))
                .hasType("struct<id:int,s:struct<x:int>,n:string,x:uniontype<int,string>>")
                .hasRows(
                        "{'id':1,'s':{'x':7},'n':'v','x':{'int':3}}",
                        "{'id':1,'s':{'x':7},'n':'t','x':{'string':'a'}}",
                        "{'id':1,'s':{'x':7},'n':'s.x','x':{'int':7}}",
                        "{'id':2,'n':'v','x':{'string':'3'}}",
                        "{'id':2,'n':'t'}",
                        "{'id':2,'n':'s.x'}");
    }

    @Test
    void letsConditionsOnOtherColumnsReachTheSource(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id bigint, a bigint, b bigint, c bigint");
        ScanPlan.of(rows.apply(unpivot("name", "value", "a", "b"))
                        .filter("id > 1")
                        .selectFields("id", "value"))
                .pushes("IsNotNull(id)", "GreaterThan(id,1)")
                .reads("struct<id:bigint,a:bigint,b:bigint>")
                .isGenerated();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n | x | idd | no column 'idd' in the record (has: id, 2023, a.b, s, v, t; did you mean 'id'?)",
                "n | x | s.y | no column 'y' in 's' (has: x",
                "id | x | v | there is a column 'id' already (set names-to and values-to to other names)",
                "n | n | v | there is a column 'n' already"
            })
    void refuses(String names, String values, String column, String why) {
        assertThatThrownBy(() -> unpivot(names, values, column).outputShape(FrameLiterals.type(TYPE)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot unpivot: " + why);
    }

    @Test
    void refusesColumnsThatAreThereTwice() {
        assertThatThrownBy(() -> unpivot("n", "x", "v", "v"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot unpivot: expected at least one column, each once (got [v, v])");
        assertThatThrownBy(() -> unpivot("n", "x")).isInstanceOf(UsageException.class);
    }

    @Test
    void takesAColumnInThePlaceOfOneThatGoes(SparkSession spark) {
        assertFrame(frame(spark).selectFields("id", "v", "t").apply(unpivot("t", "v", "v", "t")))
                .hasType("struct<id:int,t:string,v:uniontype<int,string>>");
    }
}
