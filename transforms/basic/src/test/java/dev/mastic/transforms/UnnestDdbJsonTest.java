// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.UnnestDdbJson.unnestDdbJson;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class UnnestDdbJsonTest extends TransformContract {
    @Override
    protected String name() {
        return "unnest-ddb-json";
    }

    @Override
    protected Transform transform() {
        return unnestDdbJson();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "export",
                literals.frame(
                        "export",
                        "struct<Item:struct<ColA:struct<S:string>,ColC:struct<N:string>,ColD:struct<L:array<struct<S:string>>>,"
                                + "map:struct<M:struct<a:struct<BOOL:boolean>,b:struct<M:struct<c:struct<S:string>>>>>,"
                                + "mixed:struct<N:string,S:string>>,Keys:struct<id:struct<N:string>>,year:string,s:struct<x:int>>",
                        "{'Item':{'ColA':{'S':'a'},'ColC':{'N':'1.50'},'ColD':{'L':[{'S':'x'},null]},"
                                + "'map':{'M':{'a':{'BOOL':true},'b':{'M':{'c':{'S':'deep'}}}}},'mixed':{'N':'2'}},"
                                + "'Keys':{'id':{'N':'1'}},'year':'2024','s':{'x':1}}",
                        "{'Item':{'mixed':{'S':'two'}}}",
                        "{}"));
    }

    @Test
    void takesTheTypeNamesAway(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("export").apply(unnestDdbJson()))
                .hasType("struct<ColA:string,ColC:string,ColD:array<struct<S:string>>,`map.a`:boolean,`map.b.c`:string,"
                        + "`mixed.N`:string,`mixed.S`:string,`Keys.id`:string,year:string,s:struct<x:int>>")
                .hasRows(
                        "{'ColA':'a','ColC':'1.50','ColD':[{'S':'x'},null],'map.a':true,'map.b.c':'deep','mixed.N':'2',"
                                + "'Keys.id':'1','year':'2024','s':{'x':1}}",
                        "{'mixed.S':'two'}",
                        "{}");
    }

    @Test
    void refusesNamesThatMeet() {
        assertThatThrownBy(() -> unnestDdbJson()
                        .outputShape(FrameLiterals.type("struct<Item:struct<a:struct<S:string>>,a:int>")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("two columns would be called 'a'");
    }
}
