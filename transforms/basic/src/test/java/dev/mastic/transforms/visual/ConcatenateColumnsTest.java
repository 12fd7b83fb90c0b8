// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.ConcatenateColumns.concatenateColumns;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ConcatenateColumnsTest extends TransformContract {
    @Override
    protected String name() {
        return "concatenate-columns";
    }

    @Override
    protected Transform transform() {
        return new ConcatenateColumns(
                List.of(ColumnPath.of("id"), ColumnPath.parse("at.day"), ColumnPath.of("x")),
                ColumnPath.of("text"),
                "|",
                "?");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("columns", List.of("id", "at.day", "x"), "to", "text", "separator", "|", "null-value", "?");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<id:int,at:struct<day:date>,x:uniontype<double,string>>",
                        "{'id':1,'at':{'day':'2024-01-31'},'x':{'double':1.5}}",
                        "{'id':2,'at':{},'x':{'string':'y'}}",
                        "{}"));
    }

    @Test
    void writesNumbersDatesAndChoicesAndWhatStandsForNull(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("rows").apply((ConcatenateColumns) transform()))
                .hasType("struct<id:int,at:struct<day:date>,x:uniontype<double,string>,text:string>")
                .hasRows(
                        "{'id':1,'at':{'day':'2024-01-31'},'x':{'double':1.5},'text':'1|2024-01-31|1.5'}",
                        "{'id':2,'at':{},'x':{'string':'y'},'text':'2|?|y'}",
                        "{'text':'?|?|?'}");
    }

    @Test
    void putsNothingBetweenAndForNullByDefault(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("r", "struct<a:string,b:string>", "{'a':'x','b':'y'}", "{'b':'z'}");
        assertFrame(rows.apply(concatenateColumns("b", "", "a", "b")))
                .hasType("struct<a:string,b:string>")
                .hasRows("{'a':'x','b':'xy'}", "{'b':'z'}");
    }

    @Test
    void refusesValuesWithValuesInside(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("r", "struct<a:array<int>,c:uniontype<int,struct<x:int>>>");
        assertThatThrownBy(() -> rows.apply(concatenateColumns("b", "", "a")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot concatenate columns to 'b': a is of another type (got array<int>; expected a text,"
                        + " number, date or boolean)");
        assertThatThrownBy(() -> rows.apply(concatenateColumns("b", "", "c")))
                .hasMessageContaining("resolve the choice");
        assertThatThrownBy(() -> rows.apply(concatenateColumns("b", "", "d"))).hasMessageContaining("no column 'd'");
    }
}
