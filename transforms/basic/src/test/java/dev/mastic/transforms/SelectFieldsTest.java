// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.SelectFields.selectFields;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SelectFieldsTest extends TransformContract {
    private static final String TYPE =
            "struct<id:int,who:struct<first:string,last:string>,friends:array<struct<name:string,age:int>>,`a.b`:int>";

    @Override
    protected String name() {
        return "select-fields";
    }

    @Override
    protected Transform transform() {
        return selectFields("friends.age", "`a.b`", "who.last", "not_there");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("paths", List.of("friends.age", "`a.b`", "who.last", "not_there"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame(
                        "people",
                        TYPE,
                        "{'id':1,'who':{'first':'A','last':'B'},'friends':[{'name':'C','age':4},null],'a.b':2}",
                        "{'who':{},'friends':[]}",
                        "{}"));
    }

    @Test
    void keepsTheOrderOfThePathsAndTheEnclosingStructs(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark))
                        .get("people")
                        .apply(selectFields("friends.age", "`a.b`", "who.last", "id.x")))
                .hasType("struct<friends:array<struct<age:int>>,`a.b`:int,who:struct<last:string>>")
                .hasRows("{'friends':[{'age':4},null],'a.b':2,'who':{'last':'B'}}", "{'who':{},'friends':[]}", "{}");
    }

    @Test
    void takesTheWholeWhereAPathEnds(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("people").apply(selectFields("who.last", "who")))
                .hasType("struct<who:struct<first:string,last:string>>");
        assertFrame(sample(FrameLiterals.of(spark)).get("people").apply(selectFields("who", "who.last")))
                .hasType("struct<who:struct<first:string,last:string>>");
    }

    @Test
    void refusesToSelectNothing() {
        assertThatThrownBy(() -> selectFields("idd", "who.middle").outputShape(FrameLiterals.type(TYPE)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no such field")
                .hasMessageContaining("did you mean 'id'?");
    }

    @Test
    void refusesAnEmptyList() {
        var spec = new SelectFields.Plugin().settings();
        assertThatThrownBy(() -> spec.of("test", Map.of("paths", List.of()))).hasMessageContaining("at least one");
        assertThatThrownBy(() -> spec.of("test", Map.of("paths", List.of("a."))))
                .hasMessageContaining("expected a name");
    }
}
