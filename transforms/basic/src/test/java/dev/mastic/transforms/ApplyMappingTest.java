// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.ApplyMapping.applyMapping;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
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

class ApplyMappingTest extends TransformContract {
    private static final List<String> MAPPINGS = List.of(
            "id.bioguide -> person_id",
            "born:string -> facts.born:date",
            "price:int -> price:long",
            "ID.BIOGUIDE -> facts.copy",
            "tags:array -> facts.tags:array",
            "price -> price_text:string");

    @Override
    protected String name() {
        return "apply-mapping";
    }

    @Override
    protected Transform transform() {
        return new ApplyMapping(MAPPINGS.stream().map(Mapping::parse).toList(), false);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("mappings", MAPPINGS, "case-sensitive", false);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "persons",
                literals.frame(
                        "persons",
                        "struct<id:struct<bioguide:string>,born:string,price:uniontype<int,string>,tags:array<string>>",
                        "{'id':{'bioguide':'A1'},'born':'1965-07-22','price':{'int':3},'tags':['a',null]}",
                        "{'id':null,'born':'soon','price':{'string':'7'}}",
                        "{}"));
    }

    private static DynamicFrame frame(SparkSession spark, String type, String... rows) {
        return FrameLiterals.of(spark).frame("records", type, rows);
    }

    @Test
    void mapsInOrderGroupedByTargetStruct(SparkSession spark) {
        assertFrame(frame(
                                spark,
                                "struct<drg:string,`provider id`:uniontype<bigint,string>,name:string,charges:double>",
                                "{'drg':'039','provider id':{'long':10001},'name':'SOUTHEAST','charges':32963.07}",
                                "{'drg':'948','provider id':{'string':' INC'},'name':'INC','charges':11961.41}")
                        .apply(applyMapping(
                                "drg -> drg",
                                "provider id:long -> provider.id:long",
                                "charges:double -> charges.covered:double",
                                "name:string -> provider.name:string")))
                .hasType("struct<drg:string,provider:struct<id:bigint,name:string>,charges:struct<covered:double>>")
                .hasRows(
                        "{'drg':'039','provider':{'id':10001,'name':'SOUTHEAST'},'charges':{'covered':32963.07}}",
                        "{'drg':'948','provider':{'name':'INC'},'charges':{'covered':11961.41}}");
    }

    @Test
    void castsLikeTryCastWhateverTheAnsiMode(SparkSession spark) {
        var texts = frame(
                spark,
                "struct<t:string,n:bigint,d:double>",
                "{'t':' 12 ','n':300,'d':1.9}",
                "{'t':'1.5','n':3,'d':1e300}",
                "{'t':'x','n':-129}",
                "{'t':'true'}",
                "{'t':'2024-02-30'}",
                "{'t':'2024-02-29'}");
        var mapping = applyMapping(
                "t -> i:int",
                "t -> dec:decimal(4,1)",
                "t -> b:boolean",
                "t -> day:date",
                "n -> small:byte",
                "d -> whole:int");
        var expected = new String[] {
            "{'i':12,'dec':12.0,'whole':1}", "{'dec':1.5,'small':3}", "{}", "{'b':true}", "{}", "{'day':'2024-02-29'}"
        };
        for (var ansi : List.of("false", "true")) {
            spark.conf().set("spark.sql.ansi.enabled", ansi);
            try {
                assertFrame(texts.apply(mapping))
                        .hasType("struct<i:int,dec:decimal(4,1),b:boolean,day:date,small:tinyint,whole:int>")
                        .hasRows(expected);
            } finally {
                spark.conf().unset("spark.sql.ansi.enabled");
            }
        }
    }

    @Test
    void takesOnlyValuesOfTheSourceType(SparkSession spark) {
        var mixed = frame(
                spark,
                "struct<c:uniontype<double,int,string>,i:int>",
                "{'c':{'int':1},'i':1}",
                "{'c':{'double':1.5},'i':2}",
                "{'c':{'string':'3'},'i':3}");
        assertFrame(mixed.apply(applyMapping(
                        "c:int -> an_int",
                        "c:int -> text:string",
                        "c -> all:double",
                        "c -> same",
                        "i:string -> none",
                        "i:long -> wide",
                        "c.string -> branch")))
                .hasType("struct<an_int:int,text:string,all:double,same:uniontype<double,int,string>,none:string,"
                        + "wide:bigint,branch:string>")
                .hasRows(
                        "{'an_int':1,'text':'1','all':1,'same':{'int':1},'wide':1}",
                        "{'all':1.5,'same':{'double':1.5},'wide':2}",
                        "{'all':3,'same':{'string':'3'},'wide':3,'branch':'3'}");
    }

    @Test
    void letsBareTypesThrough(SparkSession spark) {
        var nested = frame(
                spark,
                "struct<s:struct<a:int>,l:array<struct<b:int>>,m:map<string,int>,c:uniontype<int,struct<d:int>>>",
                "{'s':{'a':1},'l':[{'b':2}],'m':{'k':3},'c':{'struct':{'d':4}}}");
        assertFrame(nested.apply(applyMapping(
                        "s:struct -> x.s:Struct",
                        "l:array -> l:array",
                        "m -> m:map",
                        "c:struct -> c",
                        "c -> t:struct")))
                .hasType("struct<x:struct<s:struct<a:int>>,l:array<struct<b:int>>,m:map<string,int>,c:struct<d:int>,"
                        + "t:struct<d:int>>")
                .hasRows("{'x':{'s':{'a':1}},'l':[{'b':2}],'m':{'k':3},'c':{'d':4},'t':{'d':4}}");
    }

    @Test
    void castsElementsOfArrays(SparkSession spark) {
        assertFrame(frame(spark, "struct<l:array<string>>", "{'l':['1','x',null,' 3 ']}")
                        .apply(applyMapping("l -> l:array<int>")))
                .hasType("struct<l:array<int>>")
                .hasRows("{'l':[1,null,null,3]}");
    }

    @Test
    void readsNamesInBackticks(SparkSession spark) {
        assertFrame(frame(spark, "struct<`a.b`:int,`c:d -> e`:int,`t``k`:int>", "{'a.b':1,'c:d -> e':2,'t`k':3}")
                        .apply(applyMapping("`a.b` -> `x.y`.`z:z`", "`c:d -> e`:int -> `->`:string", "`t``k` -> k")))
                .hasType("struct<`x.y`:struct<`z:z`:int>,`->`:string,k:int>")
                .hasRows("{'x.y':{'z:z':1},'->':'2','k':3}");
    }

    @Test
    void tellsNamesThatDifferInCaseApart(SparkSession spark) {
        var twins = frame(spark, "struct<id:int,ID:int>", "{'id':1,'ID':2}");
        assertFrame(twins.apply(applyMapping("ID -> upper", "id -> lower"))).hasRows("{'upper':2,'lower':1}");
        var ignoring = new ApplyMapping(List.of(Mapping.of("Id", "x")), false);
        assertThatThrownBy(() -> ignoring.outputShape(twins.schema())).hasMessageContaining("id, ID");
    }

    @Test
    void explainsAMissingSource() {
        var type = FrameLiterals.type("struct<id:int,address:struct<state:string>>");
        assertThatThrownBy(() -> applyMapping("idd -> x").outputShape(type))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot map 'idd -> x': no column 'idd' in the record"
                        + " (has: id, address; did you mean 'id'?)");
        assertThatThrownBy(() -> applyMapping("address.stat -> x").outputShape(type))
                .hasMessageContaining("no column 'stat' in 'address' (has: state; did you mean 'state'?)");
        assertThatThrownBy(() -> applyMapping("id.x -> x").outputShape(type)).hasMessageContaining("has no fields");
    }

    @Test
    void refusesFieldsUnderArrays() {
        var type = FrameLiterals.type("struct<friends:array<struct<age:int>>>");
        for (var mapping : List.of("friends.age -> x", "friends[].age -> x", "friends -> x[].y")) {
            assertThatThrownBy(() -> applyMapping(mapping).outputShape(type))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(mapping)
                    .hasMessageContaining("under an array");
        }
    }

    @Test
    void refusesTwoMappingsToOneTarget() {
        var type = FrameLiterals.type("struct<a:int,b:int>");
        for (var second : List.of("b -> x", "b -> x.y")) {
            assertThatThrownBy(() -> applyMapping("a -> x", second).outputShape(type))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("same target");
        }
    }

    @Test
    void refusesCastsThatNoValueCanPass() {
        var type = FrameLiterals.type("struct<s:struct<a:int>,d:date>");
        for (var mapping : List.of("s -> x:int", "s -> x:struct<b:int>", "d -> x:int", "d -> x:array")) {
            assertThatThrownBy(() -> applyMapping(mapping).outputShape(type))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("no value of it can become");
        }
    }

    @Test
    void reportsMappingsThatCannotBeReadAsProblems() {
        var spec = new ApplyMapping.Plugin().settings();
        for (var wrong : List.of("a", "a:nothing -> b", "-> b", "a -> `b")) {
            assertThatThrownBy(() -> spec.of("test", Map.of("mappings", List.of(wrong))))
                    .isInstanceOf(ConfigProblemsException.class)
                    .hasMessageContaining("Cannot read mapping '" + wrong);
        }
        assertThatThrownBy(() -> spec.of("test", Map.of("mappings", List.of()))).hasMessageContaining("at least one");
    }
}
