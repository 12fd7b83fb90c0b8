// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.Aggregate.aggregate;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateTest extends TransformContract {
    @Override
    protected String name() {
        return "aggregate";
    }

    @Override
    protected Transform transform() {
        return aggregate("sum(n) -> total", "countDistinct(n)", "first(v) -> v").by("g", "s.x");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "groups",
                List.of("g", "s.x"),
                "aggregations",
                List.of("sum(n) -> total", "countDistinct(n)", "first(v) -> v"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<g:string,s:struct<x:int>,n:int,v:uniontype<int,string>,m:map<string,int>>",
                        "{'g':'a','s':{'x':1},'n':1,'v':{'int':1}}",
                        "{'g':'a','s':{'x':1},'n':1,'v':{'int':1}}",
                        "{'g':'a','s':{'x':2},'n':5,'v':{'string':'1'}}",
                        "{'n':7}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    @Test
    void makesOneRowOfEachGroup(SparkSession spark) {
        assertFrame(frame(spark).apply((Aggregate) transform()))
                .hasType("struct<g:string,x:int,total:bigint,`countDistinct(n)`:bigint,v:uniontype<int,string>>")
                .hasRows(
                        "{'g':'a','x':1,'total':2,'countDistinct(n)':1,'v':{'int':1}}",
                        "{'g':'a','x':2,'total':5,'countDistinct(n)':1,'v':{'string':'1'}}",
                        "{'total':7,'countDistinct(n)':1}");
    }

    @Test
    void knowsAllFunctionsOfStudio(SparkSession spark) {
        var all = List.of(
                "avg",
                "countDistinct",
                "count",
                "first",
                "last",
                "kurtosis",
                "max",
                "min",
                "skewness",
                "stddev_samp",
                "stddev_pop",
                "sum",
                "sumDistinct",
                "var_samp",
                "var_pop");
        var calls = all.stream().map(function -> function + "(n)").toArray(String[]::new);
        var result = frame(spark).apply(aggregate(calls));
        assertThat(result.schema().names()).containsExactly(calls);
        assertFrame(result.selectFields("`sum(n)`", "`sumDistinct(n)`", "`countDistinct(n)`", "`max(n)`"))
                .hasRows("{'sum(n)':14,'sumDistinct(n)':13,'countDistinct(n)':3,'max(n)':7}");
    }

    @Test
    void groupsByChoicesByBranchAndValue(SparkSession spark) {
        assertFrame(frame(spark).apply(aggregate("count(*) -> rows").by("v")))
                .hasType("struct<v:uniontype<int,string>,rows:bigint>")
                .hasRows("{'v':{'int':1},'rows':2}", "{'v':{'string':'1'},'rows':1}", "{'rows':2}");
    }

    @Test
    void takesExpressionsAndOddNames(SparkSession spark) {
        assertFrame(frame(spark).apply(aggregate("size(collect_list(transform(array(n), x -> x + 1))) -> `a -> b`")))
                .hasRows("{'a -> b':5}");
        assertFrame(frame(spark).apply(new Aggregate(List.of(ColumnPath.of("g")), List.of())))
                .hasRows("{'g':'a'}", "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(nn) | Cannot aggregate 'sum(nn)': no column 'nn' (has: g, s, n, v, m; did you mean 'n'?) at line 1, character 5",
                "sum(v) | 'v' can be of several types: resolve the choice before",
                "n + 1 | Cannot aggregate 'n + 1'",
                "summ(n) | no function 'summ' (did you mean 'sum'?)",
                "sum(n | Syntax error",
                "reflect('a', 'b') | is not allowed",
                "explode(array(1)) | more than an aggregation",
                "row_number() over (order by 1) | more than an aggregation"
            })
    void refuses(String call, String why) {
        var type =
                FrameLiterals.type("struct<g:string,s:struct<x:int>,n:int,v:uniontype<int,string>,m:map<string,int>>");
        assertThatThrownBy(() -> aggregate(call).outputShape(type))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesGroupsThatCannotBeComparedAndNamesThatAreTaken(SparkSession spark) {
        assertThatThrownBy(() -> frame(spark).apply(aggregate("sum(n)").by("m")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot aggregate by m: maps cannot be compared (got map<string,int>)");
        assertThatThrownBy(() -> frame(spark).apply(aggregate("sum(n) -> g").by("g")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'g'");
        assertThatThrownBy(() -> aggregate()).isInstanceOf(UsageException.class);
    }

    @Test
    void groupsByOddNamesAndBranches(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame(
                        "odd",
                        "struct<`a.b`:string,v:uniontype<int,string>,n:int>",
                        "{'a.b':'x','v':{'int':1},'n':1}",
                        "{'a.b':'x','v':{'int':1},'n':2}",
                        "{'a.b':'x','v':{'string':'1'},'n':4}");
        assertFrame(rows.apply(aggregate("sum(n) -> `the sum`").by("`a.b`", "v.int")))
                .hasType("struct<`a.b`:string,int:int,`the sum`:bigint>")
                .hasRows("{'a.b':'x','int':1,'the sum':3}", "{'a.b':'x','the sum':4}");
        assertThatThrownBy(() -> rows.apply(aggregate("sum(n)").by("`a.c`")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot aggregate: no column 'a.c' in the record (has: a.b, v, n; did you mean 'a.b'?)");
    }

    @Test
    void letsConditionsOnGroupsReachTheSource(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "g int, n int, m int, other int");
        ScanPlan.of(rows.apply(aggregate("sum(n) -> n", "max(m)").by("g"))
                        .filter("g > 1")
                        .selectFields("n"))
                .pushes("IsNotNull(g)", "GreaterThan(g,1)")
                .reads("struct<g:int,n:int>")
                .isGenerated();
    }
}
