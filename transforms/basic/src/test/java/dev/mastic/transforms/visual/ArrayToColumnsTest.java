// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.ArrayToColumns.arrayToColumns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
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

class ArrayToColumnsTest extends TransformContract {
    @Override
    protected String name() {
        return "array-to-columns";
    }

    @Override
    protected Transform transform() {
        return new ArrayToColumns(
                ColumnPath.parse("a.list"),
                List.of(ColumnPath.of("third"), ColumnPath.parse("a.first")),
                List.of(3, 1));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "a.list", "columns", List.of("third", "a.first"), "indexes", List.of(3, 1));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<a:struct<list:array<struct<n:uniontype<int,string>>>>>",
                        "{'a':{'list':[{'n':{'int':1}},{},{'n':{'string':'x'}}]}}",
                        "{'a':{'list':[{'n':{'int':2}}]}}",
                        "{'a':{'list':[]}}",
                        "{'a':{}}",
                        "{}"));
    }

    @Test
    void countsFromOneAndIsNullBeyondTheEnd(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("rows").apply((ArrayToColumns) transform()))
                .hasType(
                        "struct<a:struct<list:array<struct<n:uniontype<int,string>>>,first:struct<n:uniontype<int,string>>>"
                                + ",third:struct<n:uniontype<int,string>>>")
                .hasRows(
                        "{'a':{'list':[{'n':{'int':1}},{},{'n':{'string':'x'}}],'first':{'n':{'int':1}}},'third':{'n':{'string':'x'}}}",
                        "{'a':{'list':[{'n':{'int':2}}],'first':{'n':{'int':2}}}}",
                        "{'a':{'list':[]}}",
                        "{'a':{}}",
                        "{}");
    }

    @Test
    void takesTheFirstOnesByDefault(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("r", "struct<x:array<int>>", "{'x':[1,2,3]}", "{'x':[null]}");
        assertFrame(rows.apply(arrayToColumns("x", "a", "b")))
                .hasType("struct<x:array<int>,a:int,b:int>")
                .hasRows("{'x':[1,2,3],'a':1,'b':2}", "{'x':[null]}");
        var written = new ArrayToColumns.Plugin()
                .settings()
                .of("array-to-columns", Map.of("column", "x", "columns", List.of("a", "b")));
        assertThat(new ArrayToColumns.Plugin().create(written, null)).isEqualTo(arrayToColumns("x", "a", "b"));
    }

    @Test
    void refusesWhatIsNoArrayAndIndexesThatDoNotFit(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("r", "struct<x:string>");
        assertThatThrownBy(() -> rows.apply(arrayToColumns("x", "a")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot make columns of 'x': x is of another type (got string; expected an array)");
        assertThatThrownBy(() -> new ArrayToColumns(ColumnPath.of("x"), List.of(ColumnPath.of("a")), List.of(0)))
                .hasMessage("Cannot make columns of 'x': each column needs an index from 1 (got [a] and [0])");
        assertThatThrownBy(() -> new ArrayToColumns.Plugin()
                        .settings()
                        .of("array-to-columns", Map.of("column", "x", "columns", "a", "indexes", "one")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("a list of whole numbers from 1");
    }
}
