// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.DropNullFields.dropNullFields;

import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DropNullFieldsTest extends TransformContract {
    @Override
    protected String name() {
        return "drop-null-fields";
    }

    @Override
    protected Transform transform() {
        return dropNullFields();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "warehouse",
                literals.frame(
                        "warehouse",
                        "struct<id:int,gone:void,data:struct<strawberry:int,pears:void>,"
                                + "only:struct<a:void,b:struct<c:void>>,"
                                + "list:array<struct<x:int,y:void>>,nothing:array<struct<y:void>>,nulls:array<void>,"
                                + "map:map<string,void>,choice:uniontype<int,struct<z:void>>>",
                        "{'id':1,'data':{'strawberry':220},'list':[{'x':1},null],'nulls':[null],'map':{'k':null},"
                                + "'choice':{'int':1}}",
                        "{'data':{},'only':{'b':{}}}",
                        "{}"));
    }

    @Test
    void dropsByTypeOnly(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("warehouse").apply(dropNullFields()))
                .hasType("struct<id:int,data:struct<strawberry:int>,list:array<struct<x:int>>,nulls:array<void>,"
                        + "map:map<string,void>,choice:uniontype<int,struct<z:void>>>")
                .hasRows(
                        "{'id':1,'data':{'strawberry':220},'list':[{'x':1},null],'nulls':[null],'map':{},"
                                + "'choice':{'int':1}}",
                        "{'data':{}}",
                        "{}");
    }

    @Test
    void leavesAnEmptyRecordOfNullsOnly(SparkSession spark) {
        var nulls = FrameLiterals.of(spark).frame("nulls", "struct<a:void,b:struct<c:void>>", "{}", "{}");
        assertFrame(nulls.apply(dropNullFields())).hasType("struct<>").hasRows("{}", "{}");
    }
}
