// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.JoinKeys;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The examples of Glue's developer guide, with records of our own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">DynamicFrame</a>
 */
@ExtendWith(SparkExtension.class)
class GlueDocumentationTest {
    private static final long FIRST_RUN = 0;

    private FrameLiterals literals;

    @BeforeEach
    void takeSession(SparkSession spark) {
        literals = new FrameLiterals(spark, FrameContext.outsideJobs(Registry.fromClasspath()));
    }

    /** As written in a notebook, where the types are found. */
    private DynamicFrame people(SparkSession spark) {
        return DynamicFrame.of(
                spark,
                "{'name':'Sally','age':23,'location':{'state':'WY','county':'Fremont'},'friends':[]}",
                "{'name':'Varun','age':34,'location':{'state':'NE','county':'Douglas'},"
                        + "'friends':[{'name':'Arjun','age':3}]}",
                "{'name':'George','age':52,'location':{'state':'NY'},"
                        + "'friends':[{'name':'Fred','age':53},{'name':'Amy','age':50}]}");
    }

    @Test
    void dropFields(SparkSession spark) {
        var people = people(spark);
        assertFrame(people)
                .hasType("name string, age int, location struct<state:string,county:string>,"
                        + " friends array<struct<name:string,age:int>>");
        var dropped = people.dropFields("age", "location.county", "friends.age");
        assertFrame(dropped)
                .hasType("name string, location struct<state:string>, friends array<struct<name:string>>")
                .hasRows(
                        "{'name':'Sally','location':{'state':'WY'},'friends':[]}",
                        "{'name':'Varun','location':{'state':'NE'},'friends':[{'name':'Arjun'}]}",
                        "{'name':'George','location':{'state':'NY'},'friends':[{'name':'Fred'},{'name':'Amy'}]}");
        assertFrame(dropped.dropFields("location.state")).hasType("name string, friends array<struct<name:string>>");
    }

    @Test
    void join() {
        var customers = literals.frame(
                "customers",
                "customers array<struct<address:string,id:string>>, zip string",
                "{'customers':[{'address':'66 P Street, NY','id':'343'}],'zip':'10001'}",
                "{'customers':[{'address':'708 Fed Ln, CA','id':'932'}],'zip':'90210'}");
        var zips = literals.frame("zips", "zip string", "{'zip':'10001'}", "{'zip':'60606'}");
        var joined = customers.join(zips, JoinKeys.on(List.of("zip"), List.of("zip")));
        assertThat(joined.schema().names()).containsExactly("customers", ".zip", "zip");
        assertFrame(joined.dropFields("`.zip`"))
                .hasType("customers array<struct<address:string,id:string>>, zip string")
                .hasRows("{'customers':[{'address':'66 P Street, NY','id':'343'}],'zip':'10001'}");
    }

    @Test
    void relationalizeCustomers() {
        var tables = literals.frame(
                        "customers",
                        "customers array<struct<address:string,id:string>>, zip string",
                        "{'customers':[{'address':'108 Park Street, TX','id':'343'}],'zip':'75091'}",
                        "{'customers':[{'address':'66 P Street, NY','id':'54'},{'address':'21 Main, NY','id':'55'}],"
                                + "'zip':'10001'}",
                        "{'customers':[{'address':'708 Fed Ln, CA','id':'932'},{'id':'933'}],'zip':'90210'}")
                .relationalize("root");
        assertThat(tables.names()).containsExactly("root", "root_customers");
        assertFrame(tables.get("root")).hasType("customers bigint, zip string");
        assertFrame(tables.get("root_customers"))
                .hasType("id bigint, index int, `customers.val.address` string, `customers.val.id` string");
        assertThat(tables.get("root").count()).isEqualTo(3);
        assertFrame(tables.get("root_customers").dropFields("id"))
                .hasRows(
                        "{'index':0,'customers.val.address':'108 Park Street, TX','customers.val.id':'343'}",
                        "{'index':0,'customers.val.address':'66 P Street, NY','customers.val.id':'54'}",
                        "{'index':1,'customers.val.address':'21 Main, NY','customers.val.id':'55'}",
                        "{'index':0,'customers.val.address':'708 Fed Ln, CA','customers.val.id':'932'}",
                        "{'index':1,'customers.val.id':'933'}");
    }

    @Test
    void relationalizeFriends(SparkSession spark) {
        var context = FrameContext.outsideJobs(Registry.fromClasspath());
        assertThat(context.run()).isEqualTo(FIRST_RUN);
        var people = literals.frame(
                "people",
                "name string, friends array<struct<name:string,age:int>>",
                "{'name':'Sally','friends':[{'name':'Zoe','age':22},{'name':'Max','age':25}]}",
                "{'name':'Varun','friends':[{'name':'Arjun','age':3},{'name':'Nina','age':30},{'name':'Ravi'}]}",
                "{'name':'George','friends':[{'name':'Fred','age':53},{'name':'Amy','age':50}]}");
        var one = people.derive(people.schema(), people.toDF().coalesce(1));
        var tables = one.relationalize("people");
        assertFrame(tables.get("people"))
                .hasRows(
                        "{'name':'Sally','friends':1}",
                        "{'name':'Varun','friends':2}",
                        "{'name':'George','friends':3}");
        assertFrame(tables.get("people_friends"))
                .hasRows(
                        "{'id':1,'index':0,'friends.val.name':'Zoe','friends.val.age':22}",
                        "{'id':1,'index':1,'friends.val.name':'Max','friends.val.age':25}",
                        "{'id':2,'index':0,'friends.val.name':'Arjun','friends.val.age':3}",
                        "{'id':2,'index':1,'friends.val.name':'Nina','friends.val.age':30}",
                        "{'id':2,'index':2,'friends.val.name':'Ravi'}",
                        "{'id':3,'index':0,'friends.val.name':'Fred','friends.val.age':53}",
                        "{'id':3,'index':1,'friends.val.name':'Amy','friends.val.age':50}");
    }

    /** The text of a warehouse's fruit, unboxed; pears are null in every row. */
    private DynamicFrame warehouse(String quote) {
        var data =
                "{\\\"strawberry\\\":%1$s220%1$s,\\\"pineapple\\\":%1$s560%1$s,\\\"mango\\\":%1$s350%1$s,\\\"pears\\\":null}";
        var other =
                "{\\\"strawberry\\\":%1$s34%1$s,\\\"pineapple\\\":%1$s123%1$s,\\\"mango\\\":%1$s42%1$s,\\\"pears\\\":null}";
        return literals.frame(
                        "warehouse",
                        "warehouse_loc string, data string",
                        "{\"warehouse_loc\":\"TX_WAREHOUSE\",\"data\":\"" + data.formatted(quote) + "\"}",
                        "{\"warehouse_loc\":\"CO_WAREHOUSE\",\"data\":\"" + other.formatted(quote) + "\"}")
                .unbox("data", "json", Map.of());
    }

    @Test
    void unboxUnnestDropNullFieldsAndSplitFields() {
        var unboxed = warehouse("");
        assertFrame(unboxed)
                .hasType("warehouse_loc string, data struct<strawberry:int,pineapple:int,mango:int,pears:void>");
        var unnested = unboxed.unnest();
        assertThat(unnested.schema().names())
                .containsExactly("warehouse_loc", "data.strawberry", "data.pineapple", "data.mango", "data.pears");
        var fruit = unnested.dropNullFields();
        var split = fruit.splitFields(List.of("`data.strawberry`", "`data.mango`"), "split1", "split2");
        assertFrame(split.get("split1"))
                .hasType("`data.strawberry` int, `data.mango` int")
                .hasRows("{'data.strawberry':220,'data.mango':350}", "{'data.strawberry':34,'data.mango':42}");
        assertFrame(split.get("split2"))
                .hasType("warehouse_loc string, `data.pineapple` int")
                .hasRows(
                        "{'warehouse_loc':'TX_WAREHOUSE','data.pineapple':560}",
                        "{'warehouse_loc':'CO_WAREHOUSE','data.pineapple':123}");
    }

    /** The guide prints whole numbers for quoted ones: here texts in JSON stay texts until they are cast. */
    @Test
    void unboxKeepsQuotedNumbersAsTexts() {
        var unboxed = warehouse("\\\"");
        assertFrame(unboxed)
                .hasType("warehouse_loc string,"
                        + " data struct<strawberry:string,pineapple:string,mango:string,pears:void>");
        assertFrame(unboxed.resolveChoice("data.mango -> cast:int").selectFields("data.mango"))
                .hasRows("{'data':{'mango':350}}", "{'data':{'mango':42}}");
    }

    /** A field that holds numbers takes a number; texts are compared as texts. */
    @Test
    void splitRows() {
        Map<String, ?> texts = Map.of(">", "100", "<", "200");
        assertSplit(warehouse("\\\""), texts);
        assertSplit(warehouse(""), Map.of(">", 100, "<", 200));
    }

    private static void assertSplit(DynamicFrame warehouse, Map<String, ?> between) {
        var split =
                warehouse.unnest().dropNullFields().splitRows(Map.of("`data.pineapple`", between), "split1", "split2");
        assertFrame(split.get("split1").selectFields("warehouse_loc")).hasRows("{'warehouse_loc':'CO_WAREHOUSE'}");
        assertFrame(split.get("split2").selectFields("warehouse_loc")).hasRows("{'warehouse_loc':'TX_WAREHOUSE'}");
    }
}
