// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.RenameField.renameField;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class RenameFieldTest extends TransformContract {
    private static final String TYPE = "struct<id:struct<bioguide:string,fec:int>,name:string,one:struct<x:int>,"
            + "friends:array<struct<name:string,age:int>>>";

    @Override
    protected String name() {
        return "rename-field";
    }

    @Override
    protected Transform transform() {
        return renameField("id.bioguide", "person_id");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("from", "id.bioguide", "to", "person_id");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("persons", persons(literals));
    }

    private static DynamicFrame persons(FrameLiterals literals) {
        return literals.frame(
                "persons",
                TYPE,
                "{'id':{'bioguide':'A1','fec':1},'name':'Ann','one':{'x':7},'friends':[{'name':'B','age':2},null]}",
                "{'id':{},'friends':[]}",
                "{'name':'Cy'}");
    }

    private static DynamicFrame renamed(SparkSession spark, String from, String to) {
        return persons(FrameLiterals.of(spark)).apply(renameField(from, to));
    }

    @Test
    void putsATopLevelFieldAtTheEnd(SparkSession spark) {
        assertFrame(renamed(spark, "name", "`full.name`"))
                .hasType("struct<id:struct<bioguide:string,fec:int>,one:struct<x:int>,"
                        + "friends:array<struct<name:string,age:int>>,`full.name`:string>");
    }

    @Test
    void renamesInsideAStruct(SparkSession spark) {
        assertFrame(renamed(spark, "id.bioguide", "id.key"))
                .hasType("struct<id:struct<fec:int,key:string>,name:string,one:struct<x:int>,"
                        + "friends:array<struct<name:string,age:int>>>")
                .hasRows(
                        "{'id':{'key':'A1','fec':1},'name':'Ann','one':{'x':7},'friends':[{'name':'B','age':2},null]}",
                        "{'id':{},'friends':[]}",
                        "{'name':'Cy'}");
    }

    @Test
    void renamesInsideArrays(SparkSession spark) {
        assertFrame(renamed(spark, "friends[].age", "friends[].more.years"))
                .hasType("struct<id:struct<bioguide:string,fec:int>,name:string,one:struct<x:int>,"
                        + "friends:array<struct<name:string,more:struct<years:int>>>>")
                .hasRows(
                        "{'id':{'bioguide':'A1','fec':1},'name':'Ann','one':{'x':7},"
                                + "'friends':[{'name':'B','more':{'years':2}},null]}",
                        "{'id':{},'friends':[]}",
                        "{'name':'Cy'}");
    }

    @Test
    void movesOutOfAStructThatThenGoes(SparkSession spark) {
        assertFrame(renamed(spark, "one.x", "one"))
                .hasType("struct<id:struct<bioguide:string,fec:int>,name:string,"
                        + "friends:array<struct<name:string,age:int>>,one:int>");
    }

    @Test
    void movesIntoAStructThatMayBeNull(SparkSession spark) {
        assertFrame(renamed(spark, "name", "one.name"))
                .hasType("struct<id:struct<bioguide:string,fec:int>,one:struct<x:int,name:string>,"
                        + "friends:array<struct<name:string,age:int>>>")
                .hasRows(
                        "{'id':{'bioguide':'A1','fec':1},'one':{'x':7,'name':'Ann'},"
                                + "'friends':[{'name':'B','age':2},null]}",
                        "{'id':{},'friends':[]}",
                        "{'one':{'name':'Cy'}}");
    }

    @Test
    void explainsWhatItCannotRename() {
        assertFails("nam", "x", "no field 'nam' (has: id, name, one, friends; did you mean 'name'?)");
        assertFails("id.x", "x", "no field 'x'");
        assertFails("name", "one", "there is a field 'one' already");
        assertFails("name.first", "x", "'first' is sought inside a string");
        assertFails("friends.age", "x", "fields of elements are written with []");
        assertFails("friends[].age", "age", "only with the whole array");
        assertFails("name", "friends[].of", "only with the whole array");
        assertFails("friends[]", "friends[]", "only with the whole array");
    }

    private static void assertFails(String from, String to, String why) {
        assertThatThrownBy(() -> renameField(from, to).outputShape(FrameLiterals.type(TYPE)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot rename " + from + " to " + to + ": ")
                .hasMessageContaining(why);
    }
}
