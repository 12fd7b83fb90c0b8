// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.AssertSchema.assertSchema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import dev.mastic.transforms.visual.ScanPlan;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertSchemaTest extends TransformContract {
    private static final String EXPECTED = "new:array<int>,s:struct<y:string,x:int>,`dotted.id`:int,n:string";
    private static final String GIVEN =
            "struct<`dotted.id`:int,s:struct<x:int,z:date>,list:array<struct<a:int>>,v:uniontype<int,string>,n:void>";

    @Override
    protected String name() {
        return "assert-schema";
    }

    @Override
    protected Transform transform() {
        return new AssertSchema(FrameLiterals.type(EXPECTED), SchemaChange.EVOLVE, SchemaChange.RESCUED);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("schema", EXPECTED, "on-change", "evolve");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        GIVEN,
                        "{'dotted.id':1,'s':{'x':5,'z':'2024-02-29'},'list':[{'a':1},null,{}],'v':{'int':1}}",
                        "{'dotted.id':2,'s':{},'list':[],'v':{'string':'1'}}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).get("rows");
    }

    @Test
    void letsMoreColumnsPassAndAddsMissingOnesWhenItEvolves(SparkSession spark) {
        assertFrame(frame(spark).apply((AssertSchema) transform()))
                .hasType("struct<new:array<int>,s:struct<y:string,x:int,z:date>,`dotted.id`:int,n:string,"
                        + "list:array<struct<a:int>>,v:uniontype<int,string>>")
                .hasRows(
                        "{'s':{'x':5,'z':'2024-02-29'},'dotted.id':1,'list':[{'a':1},null,{}],'v':{'int':1}}",
                        "{'s':{},'dotted.id':2,'list':[],'v':{'string':'1'}}",
                        "{}");
    }

    @Test
    void bringsFrozenColumnsIntoTheirOrder(SparkSession spark) {
        assertFrame(frame(spark)
                        .selectFields("v", "n", "`dotted.id`")
                        .apply(assertSchema("`dotted.id` int, n date, v uniontype<int,string>")))
                .hasType("struct<`dotted.id`:int,n:date,v:uniontype<int,string>>")
                .hasRows("{'dotted.id':1,'v':{'int':1}}", "{'dotted.id':2,'v':{'string':'1'}}", "{}");
    }

    @Test
    void namesAllDifferencesAtOnce() {
        assertThatThrownBy(() -> assertSchema(
                                "`dotted.ix` int, s struct<x:bigint>, list array<struct<a:int,b:int>>, v int, n int")
                        .outputShape(FrameLiterals.type(GIVEN)))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot assert the schema: no column '`dotted.ix`' (expected int; did you mean 'dotted.id'?);"
                                + " column 's.x' is of another type (got int; expected bigint);"
                                + " column 's.z' is not expected (got date); no column 'list[].b' (expected int);"
                                + " column 'v' is of another type (got uniontype<int,string>; expected int);"
                                + " column '`dotted.id`' is not expected (got int)");
    }

    @Test
    void refusesOtherTypesWhenItEvolves() {
        var evolve = new AssertSchema(FrameLiterals.type("v:int,s:date,more:int"), SchemaChange.EVOLVE, "_r");
        assertThatThrownBy(() -> evolve.outputShape(FrameLiterals.type(GIVEN)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot assert the schema: column 'v' is of another type (got uniontype<int,string>;"
                        + " expected int); column 's' is of another type (got struct<x:int,z:date>; expected date)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | freeze | columns and their types: Cannot",
                "id in | freeze | columns and their types: Cannot",
                "id int | thaw | freeze"
            })
    void refusesSettingsThatItDoesNotUnderstand(String schema, String onChange, String why) {
        var factory = Registry.fromClasspath().get(Transform.class, "assert-schema");
        assertThatThrownBy(() -> factory.settings().of("x", Map.of("schema", schema, "on-change", onChange)))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesAnEmptySchema() {
        assertThatThrownBy(() -> assertSchema("struct<>"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot assert the schema: it has no columns");
    }

    @Test
    void readsColumnsInBothForms() {
        assertThat(assertSchema("struct<a:int,b:struct<c:date>>")).isEqualTo(assertSchema("a int, b struct<c:date>"));
    }

    @Test
    void letsConditionsReachTheSource(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "id int, s struct<x:int>, other int");
        var evolve =
                new AssertSchema(FrameLiterals.type("new:int,s:struct<x:int,y:int>,id:int"), SchemaChange.EVOLVE, "_r");
        ScanPlan.of(rows.apply(evolve).filter("id > 1").selectFields("s"))
                .pushes("IsNotNull(id)", "GreaterThan(id,1)")
                .reads("struct<id:int,s:struct<x:int>>")
                .isGenerated();
    }
}
