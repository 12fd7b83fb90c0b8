// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.DropNulls.dropNulls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class DropNullsTest extends TransformContract {
    private static final String TYPE =
            "struct<id:int,t:string,code:smallint,s:struct<a:string,`b.c`:int>,e:struct<x:int>,"
                    + "l:array<struct<p:int,q:string>>,v:uniontype<int,string>,m:map<string,int>,w:uniontype<int,string>,k:array<int>>";

    @Override
    protected String name() {
        return "drop-nulls";
    }

    @Override
    protected Transform transform() {
        return new DropNulls(List.of("", " none "), List.of(-1L));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("null-texts", List.of("", " none "), "null-integers", List.of(-1));
    }

    @Override
    protected boolean looksAtData() {
        return true;
    }

    @Override
    protected boolean knowsShapes() {
        return false;
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        TYPE,
                        "{'id':1,'t':'  ','code':-1,'s':{'a':'none ','b.c':0},'e':{},'l':[{'p':1},null],'w':{'string':''}}",
                        "{'id':-1,'t':'none','s':{},'l':[],'m':{},'k':[null]}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).get("rows");
    }

    @Test
    void dropsWhatIsNullInAllRows(SparkSession spark) {
        assertFrame(frame(spark).apply((DropNulls) transform()))
                .hasType("struct<id:int,s:struct<`b.c`:int>,l:array<struct<p:int>>,m:map<string,int>,"
                        + "w:uniontype<int,string>,k:array<int>>")
                .hasRows(
                        "{'id':1,'s':{'b.c':0},'l':[{'p':1},null],'w':{'string':''}}",
                        "{'id':-1,'s':{},'l':[],'m':{},'k':[null]}",
                        "{}");
    }

    @Test
    void countsOnlyNullsWithoutLists(SparkSession spark) {
        assertThat(frame(spark)
                        .apply(new DropNulls(List.of(), List.of()))
                        .schema()
                        .names())
                .containsExactly("id", "t", "code", "s", "l", "m", "w", "k");
        assertThat(frame(spark).apply(dropNulls()).schema().names()).contains("t", "s");
    }

    @Test
    void keepsAllFieldsOfAFrameWithoutRowsAndNoneOfNullsOnly(SparkSession spark) {
        assertFrame(frame(spark).filter("id > 5").apply(dropNulls())).hasType(TYPE);
        var nothing = frame(spark).filter("id is null").apply(dropNulls());
        assertFrame(nothing).hasType("struct<>");
        assertThat(nothing.count()).isEqualTo(1);
    }

    @Test
    void refusesNumbersThatAreNotWhole() {
        var factory = Registry.fromClasspath().get(Transform.class, "drop-nulls");
        assertThatThrownBy(() -> factory.settings().of("x", Map.of("null-integers", List.of("1.5"))))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("a list of whole numbers");
    }

    @Test
    void readsRowsThatDependOnChanceOnce(SparkSession spark) {
        var numbers = spark.range(100)
                .select(
                        functions
                                .when(functions.rand().lt(0.01), functions.lit(1))
                                .as("r"),
                        functions.col("id"));
        var type = FrameLiterals.type("r int, id bigint");
        for (int i = 0; i < 3; i++) {
            var dropped = frame(spark).derive(type, numbers).apply(dropNulls());
            var values = dropped.toDF()
                    .agg(
                            functions.count("*"),
                            functions.max(dropped.schema().names().get(0)));
            assertThat(values.first().isNullAt(1)).isFalse();
            assertThat(Determinism.isMissingIn(dropped.toDF())).isFalse();
        }
        spark.catalog().clearCache();
    }
}
