// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.Unnest.unnest;
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

class UnnestTest extends TransformContract {
    private static final String PEOPLE =
            "struct<name:string,address:struct<street:string,geo:struct<lat:double,lon:double>>,"
                    + "zip:uniontype<int,struct<code:int>>,friends:array<struct<n:int>>,tags:map<string,struct<x:int>>>";

    @Override
    protected String name() {
        return "unnest";
    }

    @Override
    protected Transform transform() {
        return new Unnest(Unnest.Arrays.KEEP);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("arrays", "keep");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame(
                        "people",
                        PEOPLE,
                        "{'name':'A','address':{'street':'s','geo':{'lat':1.5}},'zip':{'int':7},'friends':[{'n':1},null],"
                                + "'tags':{'a':{'x':1}}}",
                        "{'name':'B','address':{'geo':null},'zip':{'struct':{'code':8}},'friends':[]}",
                        "{}"));
    }

    @Test
    void makesColumnsOfStructsAndBranches(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("people").apply(new Unnest(Unnest.Arrays.KEEP)))
                .hasType("struct<name:string,`address.street`:string,`address.geo.lat`:double,`address.geo.lon`:double,"
                        + "`zip.int`:int,`zip.struct.code`:int,friends:array<struct<n:int>>,"
                        + "tags:map<string,struct<x:int>>>")
                .hasRows(
                        "{'name':'A','address.street':'s','address.geo.lat':1.5,'zip.int':7,'friends':[{'n':1},null],"
                                + "'tags':{'a':{'x':1}}}",
                        "{'name':'B','zip.struct.code':8,'friends':[]}",
                        "{}");
    }

    @Test
    void makesJoinKeysOfArraysAsGlueDoes(SparkSession spark) {
        var flat = sample(FrameLiterals.of(spark)).get("people").apply(unnest()).selectFields("name", "friends");
        assertFrame(flat).hasType("struct<name:string,friends:bigint>");
        assertThat(flat.toDF().filter("friends > 0").select("name").first().getString(0))
                .isEqualTo("A");
        assertThat(flat.toDF().filter("friends is null").count()).isEqualTo(2);
    }

    @Test
    void refusesTwoColumnsOfOneName(SparkSession spark) {
        var clash = FrameLiterals.of(spark).frame("c", "struct<a:struct<b:int>,`a.b`:int>", "{}");
        assertThatThrownBy(() -> clash.apply(unnest()))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot unnest c: two columns of c would be called 'a.b' (rename one of the fields before)");
    }
}
