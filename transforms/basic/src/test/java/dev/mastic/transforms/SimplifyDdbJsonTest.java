// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.SimplifyDdbJson.simplifyDdbJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SimplifyDdbJsonTest extends TransformContract {
    private static final String EXPORT = "struct<Item:struct<id:struct<S:string>,price:struct<N:string,S:string>,"
            + "parent:struct<M:struct<child:struct<M:struct<app:struct<S:string>,n:struct<N:string>>>>>,"
            + "tags:struct<L:array<struct<S:string,N:string,NULL:boolean>>>,words:struct<SS:array<string>>,"
            + "scores:struct<NS:array<string>>,photo:struct<B:string>,photos:struct<BS:array<string>>,"
            + "on:struct<BOOL:boolean>,none:struct<NULL:boolean>,any:struct<L:array<int>,SS:array<string>>,"
            + "props:struct<M:map<string,struct<N:string>>>,plain:struct<L:array<struct<x:int>>>>,year:string>";
    private static final String ROW = "{'Item':{'id':{'S':'a'},'price':{'N':'12.50'},"
            + "'parent':{'M':{'child':{'M':{'app':{'S':'x'},'n':{'N':'3'}}}}},"
            + "'tags':{'L':[{'S':'t'},{'N':'7'},{'NULL':true},null]},'words':{'SS':['u','v']},"
            + "'scores':{'NS':['1','2.5']},'photo':{'B':'AAEC'},'photos':{'BS':['AAEC']},'on':{'BOOL':true},"
            + "'none':{'NULL':true},'any':{'SS':['z']},'props':{'M':{'k':{'N':'9'}}},'plain':{'L':[{'x':1}]}},'year':'2024'}";

    @Override
    protected String name() {
        return "simplify-ddb-json";
    }

    @Override
    protected Transform transform() {
        return new SimplifyDdbJson(new Type.Decimal(38, 2));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("numbers", "decimal(38,2)");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "export",
                literals.frame(
                        "export",
                        EXPORT,
                        ROW,
                        "{'Item':{'id':{'S':'b'},'price':{'S':'free'},'parent':{'M':{}}},'year':'2025'}",
                        "{'Item':{}}",
                        "{}"));
    }

    @Test
    void givesPlainValues(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("export").apply((SimplifyDdbJson) transform()))
                .hasType("struct<id:string,price:uniontype<decimal(38,2),string>,"
                        + "parent:struct<child:struct<app:string,n:decimal(38,2)>>,"
                        + "tags:array<uniontype<decimal(38,2),string>>,words:array<string>,"
                        + "scores:array<decimal(38,2)>,photo:binary,photos:array<binary>,`on`:boolean,none:void,"
                        + "any:struct<L:array<int>,SS:array<string>>,props:map<string,decimal(38,2)>,"
                        + "plain:array<struct<x:int>>,year:string>")
                .hasRows(
                        "{'id':'a','price':{'decimal':12.5},'parent':{'child':{'app':'x','n':3}},"
                                + "'tags':[{'string':'t'},{'decimal':7},null,null],'words':['u','v'],'scores':[1,2.5],"
                                + "'photo':'AAEC','photos':['AAEC'],'on':true,'any':{'SS':['z']},'props':{'k':9},"
                                + "'plain':[{'x':1}],'year':'2024'}",
                        "{'id':'b','price':{'string':'free'},'parent':{},'year':'2025'}",
                        "{}",
                        "{}");
    }

    @Test
    void refusesRowsWithNumbersThatWouldBeRounded(SparkSession spark) {
        var numbers = FrameLiterals.of(spark)
                .frame(
                        "numbers",
                        "struct<n:struct<N:string>,l:struct<L:array<struct<N:string>>>>",
                        "{'n':{'N':'9007199254740993.1'},'l':{'L':[{'N':'1.10'}]}}",
                        "{'n':{'N':'0.123'}}",
                        "{'n':{'N':'1'},'l':{'L':[{'N':'1'},{'N':'x'}]}}",
                        "{'n':{'N':'-12345678901234567890123456789012345678'}}");
        var plain = numbers.apply((SimplifyDdbJson) transform());
        assertFrame(plain).hasRows("{'n':9007199254740993.1,'l':[1.1]}");
        assertFrame(plain.errorsAsDynamicFrame().selectFields("column", "reason"))
                .hasRows(
                        "{'column':'l.L[].N','reason':'a value is no decimal(38,2)'}",
                        "{'column':'n.N','reason':'a value is no decimal(38,2)'}",
                        "{'column':'n.N','reason':'a value is no decimal(38,2)'}");
        assertThat(plain.errorsCount()).isEqualTo(3);
    }

    @Test
    void leavesNumbersAsTextsWhenTold(SparkSession spark) {
        var texts = FrameLiterals.of(spark).frame("n", "struct<n:struct<N:string>>", "{'n':{'N':'1E-130'}}");
        assertFrame(texts.apply(new SimplifyDdbJson(Type.Primitive.STRING)))
                .hasType("struct<n:string>")
                .hasRows("{'n':'1E-130'}");
    }

    @Test
    void refusesBytesThatAreNone(SparkSession spark) {
        var bytes = FrameLiterals.of(spark).frame("b", "struct<b:struct<B:string>>", "{'b':{'B':'?!'}}", "{}");
        var plain = bytes.apply(simplifyDdbJson());
        assertFrame(plain).hasType("struct<b:binary>").hasRows("{}");
        assertThat(plain.errorsCount()).isEqualTo(1);
    }

    @Test
    void refusesNamesThatMeetAndOtherTypes() {
        assertThatThrownBy(() -> simplifyDdbJson()
                        .outputShape(FrameLiterals.type("struct<Item:struct<a:struct<S:string>>,a:int>")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot simplify DynamoDB's JSON: two columns would be called 'a'"
                        + " (rename one of the fields before)");
        assertThatThrownBy(() -> new SimplifyDdbJson(Type.Primitive.DATE))
                .hasMessageContaining("Cannot simplify numbers to date: it is no number");
    }
}
