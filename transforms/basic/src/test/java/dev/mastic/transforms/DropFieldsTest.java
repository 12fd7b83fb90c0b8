// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.DropFields.dropFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DropFieldsTest extends TransformContract {
    private static final String TYPE = "struct<name:string,location:struct<state:string,county:string>,"
            + "friends:array<struct<name:string,age:int>>>";

    @Override
    protected String name() {
        return "drop-fields";
    }

    @Override
    protected Transform transform() {
        return dropFields("location.county", "friends.age", "not.there");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("paths", List.of("location.county", "friends.age", "not.there"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("people", people(literals));
    }

    private static DynamicFrame people(FrameLiterals literals) {
        return literals.frame(
                "people",
                TYPE,
                "{'name':'Sally','location':{'state':'WY','county':'Fremont'},"
                        + "'friends':[{'name':'Fred','age':1},null,{'age':3}]}",
                "{'name':'Varun','friends':[]}",
                "{'location':{}}");
    }

    @Test
    void dropsInsideStructsAndArrays(SparkSession spark) {
        assertFrame(people(FrameLiterals.of(spark)).apply(dropFields("location.county", "friends.age")))
                .hasType("struct<name:string,location:struct<state:string>,friends:array<struct<name:string>>>")
                .hasRows(
                        "{'name':'Sally','location':{'state':'WY'},'friends':[{'name':'Fred'},null,{}]}",
                        "{'name':'Varun','friends':[]}",
                        "{'location':{}}");
    }

    @Test
    void takesBracketsAsWell() {
        var type = FrameLiterals.type(TYPE);
        assertThat(dropFields("friends[].age").outputShape(type))
                .isEqualTo(dropFields("friends.age").outputShape(type));
    }

    @Test
    void dropsAStructWithItsLastField() {
        var type = FrameLiterals.type(TYPE);
        assertThat(dropFields("location.county", "location.state")
                        .outputShape(type)
                        .names())
                .containsExactly("name", "friends");
        assertThat(dropFields("friends.age", "friends.name").outputShape(type).names())
                .containsExactly("name", "location");
    }

    @Test
    void dropsNamesInBackticks(SparkSession spark) {
        assertFrame(FrameLiterals.of(spark)
                        .frame(
                                "zips",
                                "struct<customers:int,`.zip`:string,zip:string>",
                                "{'customers':1,'.zip':'a','zip':'b'}")
                        .apply(dropFields("`.zip`")))
                .hasRows("{'customers':1,'zip':'b'}");
    }

    @Test
    void refusesToDropEverything() {
        assertThatThrownBy(() -> dropFields("name", "location", "friends").outputShape(FrameLiterals.type(TYPE)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no field would be left");
    }

    @Test
    void refusesElementsAndWaysIntoMapsAndChoices() {
        var type = FrameLiterals.type("struct<l:array<int>,m:map<string,int>,c:uniontype<int,string>>");
        for (var path : List.of("l[]", "m.k", "c.int")) {
            assertThatThrownBy(() -> dropFields(path).outputShape(type))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("Cannot drop " + path);
        }
    }
}
