// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.Flatten.flatten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FlattenTest extends TransformContract {
    @Override
    protected String name() {
        return "flatten";
    }

    @Override
    protected Transform transform() {
        return new Flatten(2, "_");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("max-levels", 2, "separator", "_");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<a:struct<b:struct<c:struct<d:int>,e:int>,f:array<struct<g:int>>>,h:uniontype<int,struct<i:int>>>",
                        "{'a':{'b':{'c':{'d':1},'e':2},'f':[{'g':3}]},'h':{'int':4}}",
                        "{'a':{'b':{}},'h':{'struct':{'i':5}}}",
                        "{'a':{}}",
                        "{}"));
    }

    @Test
    void takesApartAsManyLevelsAsItIsTold(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("rows").apply((Flatten) transform()))
                .hasType(
                        "struct<a_b_c:struct<d:int>,a_b_e:int,a_f:array<struct<g:int>>,h:uniontype<int,struct<i:int>>>")
                .hasRows(
                        "{'a_b_c':{'d':1},'a_b_e':2,'a_f':[{'g':3}],'h':{'int':4}}",
                        "{'h':{'struct':{'i':5}}}",
                        "{}",
                        "{}");
    }

    @Test
    void takesApartAllLevelsByDefault(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("rows");
        assertFrame(rows.apply(flatten()))
                .hasType("struct<`a.b.c.d`:int,`a.b.e`:int,`a.f`:array<struct<g:int>>,h:uniontype<int,struct<i:int>>>")
                .hasRows(
                        "{'a.b.c.d':1,'a.b.e':2,'a.f':[{'g':3}],'h':{'int':4}}",
                        "{'h':{'struct':{'i':5}}}",
                        "{}",
                        "{}");
        assertThat(new Flatten.Plugin().create(new Flatten.Plugin().settings().of("flatten", Map.of()), null))
                .isEqualTo(flatten());
    }

    @Test
    void keepsStructsWithoutFields() {
        assertThat(TypeString.print(
                        flatten().outputShape(FrameLiterals.type("struct<a:struct<>,b:struct<c:struct<>>>"))))
                .isEqualTo("struct<a:struct<>,`b.c`:struct<>>");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThatThrownBy(() -> new Flatten(0, "_").outputShape(FrameLiterals.type("struct<a_b:int,a:struct<b:int>>")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot flatten: two columns would be 'a_b' (got fields [a_b] and [a, b]; set another"
                        + " separator, or rename one before)");
    }
}
