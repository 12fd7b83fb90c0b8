// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.FillNulls.fillNulls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillNullsTest extends TransformContract {
    @Override
    protected String name() {
        return "fill-nulls";
    }

    @Override
    protected Transform transform() {
        return new FillNulls(
                Map.of(
                        ColumnPath.of("d"),
                        Constant.of("2024-01-31"),
                        ColumnPath.parse("s.n"),
                        Constant.of(new BigDecimal(7))),
                Optional.of(Constant.of("none")));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("values", Map.of("d", "2024-01-31", "s.n", 7), "value", "none");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<d:date,s:struct<n:int,t:string>,t:string,u:string,b:boolean>",
                        "{'d':'2020-02-02','s':{'n':1,'t':'x'},'t':'y'}",
                        "{'s':{}}",
                        "{'u':'z'}"));
    }

    private static DynamicFrame nulls(SparkSession spark, String type) {
        return FrameLiterals.of(spark).frame("rows", "struct<x:" + type + ">", "{}");
    }

    @Test
    void fillsNamedColumnsAndTheOthersOfTheKind(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("rows").apply((FillNulls) transform()))
                .hasType("struct<d:date,s:struct<n:int,t:string>,t:string,u:string,b:boolean>")
                .hasRows(
                        "{'d':'2020-02-02','s':{'n':1,'t':'x'},'t':'y','u':'none'}",
                        "{'d':'2024-01-31','s':{'n':7},'t':'none','u':'none'}",
                        "{'d':'2024-01-31','t':'none','u':'z'}");
    }

    @Test
    void fillsNumbersWhereTheyFitExactly(SparkSession spark) {
        var type =
                "struct<a:tinyint,b:bigint,c:decimal(4,1),d:decimal(4,2),e:double,f:string,g:boolean,h:uniontype<int,string>>";
        var rows = FrameLiterals.of(spark).frame("rows", type, "{'f':'x'}");
        assertFrame(rows.apply(fillNulls(Constant.of(new BigDecimal("1.25")))))
                .hasType(type)
                .hasRows("{'d':1.25,'e':1.25,'f':'x'}");
        assertFrame(rows.apply(fillNulls(Constant.of(new BigDecimal("300")))))
                .hasRows("{'b':300,'c':300.0,'e':300.0,'f':'x'}");
        assertFrame(rows.apply(fillNulls(Constant.of(true)))).hasRows("{'f':'x','g':true}");
    }

    @ParameterizedTest
    @CsvSource({
        "int, 9, 9", "int, '\"9\"', 9", "bigint, 9223372036854775807, 9223372036854775807", "double, 1e3, 1000.0",
        "string, 9, 9", "string, true, true", "boolean, true, true", "'decimal(38,9)', 0.000123, 0.000123000",
        "timestamp, '\"2024-01-31 10:15:30\"', 2024-01-31 10:15:30"
    })
    void fillsANamedColumnWithAValueOfItsType(String type, String value, String expected, SparkSession spark) {
        var filled = nulls(spark, type).apply((FillNulls) made("values { x = " + value + " }"));
        assertThat(filled.toDF().selectExpr("cast(x as string)").head().getString(0))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "int, 1.5", "int, x", "tinyint, 300", "bigint, 9223372036854775808", "'decimal(4,2)', 1.234",
                "'decimal(4,2)', 100",
        "boolean, 5x", "date, soon", "float, 1e39", "array<int>, 1", "'uniontype<int,string>', 1", "struct<y:int>, 1"
    })
    void refusesAValueThatIsNoneOfTheColumnsType(String type, String value, SparkSession spark) {
        assertThatThrownBy(() -> nulls(spark, type).apply((FillNulls) made("values { x = " + value + " }")))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("Cannot fill nulls of 'x': .* is no value of its type \\(expected .*\\)");
    }

    private static Transform made(String settings) {
        var plugin = new FillNulls.Plugin();
        return plugin.create(
                plugin.settings()
                        .of(
                                "fill-nulls",
                                ConfigFactory.parseString(settings).root().unwrapped()),
                null);
    }

    @Test
    void takesColumnsWithOneValue() {
        assertThat(made("columns = [a, b.c], value = 0"))
                .isEqualTo(new FillNulls(
                        Map.of(
                                ColumnPath.of("a"), Constant.of(BigDecimal.ZERO),
                                ColumnPath.parse("b.c"), Constant.of(BigDecimal.ZERO)),
                        Optional.empty()));
    }

    @Test
    void refusesSettingsThatDoNotSayWhatGoesWhere(SparkSession spark) {
        for (var settings : List.of("", "columns = [a]", "columns = [a], value = 1, values { b = 2 }")) {
            assertThatThrownBy(() -> made(settings))
                    .as(settings)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("the values are not clear (expected value, values, or columns with value)");
        }
        assertThatThrownBy(() -> made("values { x = [1] }")).isInstanceOf(ConfigProblemsException.class);
        assertThatThrownBy(() -> nulls(spark, "int").apply(fillNulls("y", Constant.of(true))))
                .hasMessageContaining("no column 'y' in the record (has: x");
    }
}
