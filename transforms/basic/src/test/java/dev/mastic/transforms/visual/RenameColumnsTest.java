// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.RenameColumns.renameColumns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class RenameColumnsTest extends TransformContract {
    @Override
    protected String name() {
        return "rename-columns";
    }

    @Override
    protected Transform transform() {
        return new RenameColumns(". ", "_");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("characters", ". ", "replacement", "_");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<`a.b c`:int,d:array<struct<`e.f`:int>>,g:struct<`h i`:struct<j:int>>,k:uniontype<int,struct<`l.m`:int>>>",
                        "{'a.b c':1,'d':[{'e.f':2},null],'g':{'h i':{'j':3}},'k':{'struct':{'l.m':4}}}",
                        "{'g':{}}",
                        "{}"));
    }

    @Test
    void replacesEachCharacterOnEveryLevel(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("rows").apply((RenameColumns) transform()))
                .hasType(
                        "struct<a_b_c:int,d:array<struct<e_f:int>>,g:struct<h_i:struct<j:int>>,k:uniontype<int,struct<`l.m`:int>>>")
                .hasRows(
                        "{'a_b_c':1,'d':[{'e_f':2},null],'g':{'h_i':{'j':3}},'k':{'struct':{'l.m':4}}}",
                        "{'g':{}}",
                        "{}");
    }

    @Test
    void replacesDotsByDefaultAndCharactersBeyondThePlane() {
        assertThat(renameColumns()
                        .outputShape(FrameLiterals.type("struct<`a.b`:int,`c d`:int>"))
                        .names())
                .containsExactly("a_b", "c d");
        assertThat(new RenameColumns("😀", "")
                        .outputShape(FrameLiterals.type("struct<`a😀😁`:int>"))
                        .names())
                .containsExactly("a😁");
    }

    @Test
    void refusesTwoFieldsOfOneName() {
        assertThatThrownBy(() -> renameColumns().outputShape(FrameLiterals.type("struct<s:struct<a_b:int,`a.b`:int>>")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot rename columns: 'a_b' and 'a.b' would both be 'a_b' (rename one before)");
    }
}
