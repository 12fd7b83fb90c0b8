// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.Pivot.pivot;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.UnknownShapeException;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PivotTest extends TransformContract {
    private static final String TYPE =
            "struct<g:string,s:struct<k:string>,year:int,n:int,v:uniontype<int,string>,m:map<string,int>,d:date>";

    @Override
    protected String name() {
        return "pivot";
    }

    @Override
    protected Transform transform() {
        return new Pivot(
                Optional.of(List.of(ColumnPath.parse("g"), ColumnPath.parse("s.k"))),
                ColumnPath.parse("year"),
                Optional.of(List.of("2024", "2023")),
                "sum(n)");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "groups",
                List.of("g", "s.k"),
                "column",
                "year",
                "values",
                List.of(2024, 2023),
                "aggregation",
                "sum(n)");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        TYPE,
                        "{'g':'a','s':{'k':'x'},'year':2023,'n':1,'v':{'int':1},'d':'2024-02-29'}",
                        "{'g':'a','s':{'k':'x'},'year':2023,'n':2,'v':{'int':1},'d':'2024-02-29'}",
                        "{'g':'a','s':{'k':'x'},'year':2024,'n':5,'v':{'string':'1'}}",
                        "{'g':'b','year':2025,'n':7}",
                        "{'n':9}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).get("rows");
    }

    @Test
    void makesAColumnOfEachValue(SparkSession spark) {
        assertFrame(frame(spark).apply((Pivot) transform()))
                .hasType("struct<g:string,k:string,`2024`:bigint,`2023`:bigint>")
                .hasRows("{'g':'a','k':'x','2024':5,'2023':3}", "{'g':'b'}", "{}");
    }

    @Test
    void groupsByAllColumnsThatAreNotNamed(SparkSession spark) {
        var few = frame(spark).selectFields("g", "v", "year", "n");
        assertFrame(few.apply(pivot("max(n)", "year", "2023", "2024")))
                .hasType("struct<g:string,v:uniontype<int,string>,`2023`:int,`2024`:int>")
                .hasRows(
                        "{'g':'a','v':{'int':1},'2023':2}", "{'g':'a','v':{'string':'1'},'2024':5}", "{'g':'b'}", "{}");
    }

    @Test
    void keepsAChoiceThatIsFirst(SparkSession spark) {
        assertFrame(frame(spark).selectFields("g", "v", "year").apply(pivot("first(v)", "year", "2023", "2024")))
                .hasType("struct<g:string,`2023`:uniontype<int,string>,`2024`:uniontype<int,string>>")
                .hasRows("{'g':'a','2023':{'int':1},'2024':{'string':'1'}}", "{'g':'b'}", "{}");
    }

    @Test
    void readsTheValuesWhereNoneAreGiven(SparkSession spark) {
        var all = new Pivot(
                Optional.of(List.of(ColumnPath.of("g"))), ColumnPath.of("year"), Optional.empty(), "count(*)");
        assertFrame(frame(spark).apply(all))
                .hasType("struct<g:string,`null`:bigint,`2023`:bigint,`2024`:bigint,`2025`:bigint>")
                .hasRows("{'g':'a','2023':2,'2024':1}", "{'g':'b','2025':1}", "{'null':2}");
        assertThatThrownBy(() -> all.outputShape(FrameLiterals.type(TYPE)))
                .isInstanceOf(UnknownShapeException.class)
                .hasMessage("Cannot tell the columns of pivot before its data is read (set values to name them)");
        var none = frame(spark).filter("n > 100").apply(all);
        assertFrame(none).hasType("struct<g:string>").hasRows();
    }

    @Test
    void takesDatesInTheSessionsTimeZone(SparkSession spark) {
        assertFrame(frame(spark).selectFields("d", "n").apply(pivot("sum(n)", "d", "2024-02-29")))
                .hasType("struct<`2024-02-29`:bigint>")
                .hasRows("{'2024-02-29':3}");
    }

    @Test
    void refusesMoreValuesThanColumnsCanBe(SparkSession spark) {
        var many = DynamicFrame.fromDF(
                spark.range(10_001).toDF(), "many", FrameContext.outsideJobs(Registry.fromClasspath()));
        var pivot = new Pivot(Optional.of(List.of()), ColumnPath.of("id"), Optional.empty(), "count(*)");
        assertThatThrownBy(() -> many.apply(pivot))
                .isInstanceOf(EtlException.class)
                .hasMessage("Cannot pivot by id: it has more than 10000 values (set values to those that matter)");
    }

    @Test
    void readsOnlyTheColumnsThatItNeeds(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "g bigint, y bigint, n bigint, other bigint");
        var pivot = new Pivot(
                Optional.of(List.of(ColumnPath.of("g"))), ColumnPath.of("y"), Optional.of(List.of("1")), "sum(n)");
        ScanPlan.of(rows.apply(pivot)).reads("struct<g:bigint,y:bigint,n:bigint>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yeer | 2023 | sum(n) | Cannot pivot: no column 'yeer' in the record (has: g, s, year, n, v; did you mean 'year'?)",
                "year | soon | sum(n) | Cannot pivot by year: 'soon' is no value of the column (expected int)",
                "v | 1 | sum(n) | Cannot pivot by v: its values cannot name columns (got uniontype<int,string>; expected a column of simple values; resolve the choice before)",
                "s | 1 | sum(n) | Cannot pivot by s: its values cannot name columns (got struct<k:string>",
                "year | 2023 | sum(nn) | Cannot pivot 'sum(nn)': no column 'nn'",
                "year | 2023 | n | Cannot pivot 'n'"
            })
    void refuses(String column, String value, String aggregation, String why) {
        var type = FrameLiterals.type("g string, s struct<k:string>, year int, n int, v uniontype<int,string>");
        assertThatThrownBy(() -> pivot(aggregation, column, value).outputShape(type))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesGroupsThatCannotBeComparedOrAreNotThere() {
        assertThatThrownBy(() -> pivot("sum(n)", "year", "1").outputShape(FrameLiterals.type(TYPE)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot pivot for groups by m: maps cannot be compared (got map<string,int>)");
        var missing = new Pivot(
                Optional.of(List.of(ColumnPath.parse("s.kk"))), ColumnPath.of("year"), Optional.empty(), "sum(n)");
        assertThatThrownBy(() -> missing.outputShape(FrameLiterals.type(TYPE)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no column 'kk' in 's' (has: k");
    }

    @Test
    void refusesValuesThatAreThereTwiceOrNameAGroup() {
        assertThatThrownBy(() -> pivot("sum(n)", "year", "1", "1"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot pivot: a value is there twice (got 1, 1)");
        assertThatThrownBy(() -> pivot("sum(n)", "y", "g").outputShape(FrameLiterals.type("g int, y string, n int")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'g'");
    }
}
