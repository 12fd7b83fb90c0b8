// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class MapRecordsTest extends TransformContract {
    private static final String TYPE =
            "struct<id:uniontype<int,string>,name:string,l:array<struct<a:int>>,m:map<string,int>,d:date,t:timestamp,x:decimal(9,3),b:binary>";

    /** Names in capitals. */
    public record Capitals() implements MapFunction<DynamicRecord, DynamicRecord> {
        @Override
        public DynamicRecord call(DynamicRecord record) {
            return record.getField("name", String.class)
                    .map(name -> record.addField("name", name.toUpperCase(Locale.ROOT)))
                    .orElse(record);
        }
    }

    /** Makes nothing. */
    public record NeedsANumber(int number) implements MapFunction<DynamicRecord, DynamicRecord> {
        @Override
        public DynamicRecord call(DynamicRecord record) {
            return record.addField("number", number);
        }
    }

    @Override
    protected String name() {
        return "map";
    }

    @Override
    protected Transform transform() {
        return new MapRecords(new Capitals(), Optional.empty());
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("class", Capitals.class.getName());
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame(
                        "people",
                        TYPE,
                        "{'id':{'int':1},'name':'Ann','l':[{'a':1},null],'m':{'k':1},'d':'2024-02-29','t':'2024-02-29T12:00:00.123456Z','x':1.5,'b':'AQ=='}",
                        "{'id':{'string':'x'},'l':[]}",
                        "{}"));
    }

    @Test
    void mapsRecordsByAFunction(SparkSession spark) {
        var people = sample(FrameLiterals.of(spark)).get("people");
        assertFrame(people.map(new Capitals()))
                .hasType(TYPE)
                .hasRows(
                        "{'id':{'int':1},'name':'ANN','l':[{'a':1},null],'m':{'k':1},'d':'2024-02-29','t':'2024-02-29T12:00:00.123Z','x':1.5,'b':'AQ=='}",
                        "{'id':{'string':'x'},'l':[]}",
                        "{}");
    }

    @Test
    void makesRecordsOfTheTypeThatItIsGiven(SparkSession spark) {
        var shouted = FrameLiterals.of(spark)
                .frame("people", "struct<name:string>", "{'name':'Ann'}")
                .apply("map", Map.of("class", Capitals.class.getName(), "type", "struct<n:int,name:string>"));
        assertFrame(shouted).hasType("struct<n:int,name:string>").hasRows("{'name':'ANN'}");
    }

    @Test
    void refusesClassesThatItCannotUse(SparkSession spark) {
        var people = sample(FrameLiterals.of(spark)).get("people");
        assertThatThrownBy(() -> people.apply("map", Map.of("class", "com.example.Nothing")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot use class com.example.Nothing: it is not on the class path");
        assertThatThrownBy(() -> people.apply("map", Map.of("class", "java.lang.String")))
                .hasMessageContaining("it does not implement org.apache.spark.api.java.function.MapFunction");
        assertThatThrownBy(() -> people.apply("map", Map.of("class", NeedsANumber.class.getName())))
                .hasMessageContaining("no public class with a public constructor without parameters");
        assertThatThrownBy(() -> people.apply("map", Map.of("class", Capitals.class.getName(), "type", "int")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("a record type such as struct<id:int>");
    }

    @Test
    void thresholdsHoldForFunctions(SparkSession spark) {
        var people = sample(FrameLiterals.of(spark)).get("people");
        var mapped = people.withThresholds(2, 0).map(record -> {
            throw new IllegalStateException("no");
        });
        assertThat(mapped.stageErrorsCount()).isEqualTo(3);
        assertThatThrownBy(mapped::assertErrorThreshold).hasMessageContaining("got 3; expected at most 2");
    }
}
