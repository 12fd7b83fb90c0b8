// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;

import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FlatMapRecordsTest extends TransformContract {
    private static final String TYPE = "struct<id:uniontype<int,string>,words:string>";

    /** A record for each word. */
    public record Words() implements FlatMapFunction<DynamicRecord, DynamicRecord> {
        @Override
        public Iterator<DynamicRecord> call(DynamicRecord record) {
            return record.getField("words", String.class)
                    .map(words -> Stream.of(words.split(" ")).map(word -> record.addField("words", word)))
                    .orElseGet(Stream::empty)
                    .iterator();
        }
    }

    @Override
    protected String name() {
        return "flat-map";
    }

    @Override
    protected Transform transform() {
        return new FlatMapRecords(new Words(), Optional.empty());
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("class", Words.class.getName());
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "texts",
                literals.frame(
                        "texts", TYPE, "{'id':{'int':1},'words':'a b c'}", "{'id':{'string':'x'},'words':'d'}", "{}"));
    }

    @Test
    void makesARecordOfEachWord(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("texts").apply(FlatMapRecords.flatMapRecords(new Words())))
                .hasType(TYPE)
                .hasRows(
                        "{'id':{'int':1},'words':'a'}",
                        "{'id':{'int':1},'words':'b'}",
                        "{'id':{'int':1},'words':'c'}",
                        "{'id':{'string':'x'},'words':'d'}");
    }

    @Test
    void anInputRecordComesOutWhollyOrNotAtAll(SparkSession spark) {
        var texts = sample(FrameLiterals.of(spark)).get("texts");
        var halves = texts.flatMap(
                record -> List.of(record, record.addField("no-such", 1)).iterator(), texts.schema());
        assertFrame(halves).hasRows();
        assertFrame(halves.errorsAsDynamicFrame().selectFields("column"))
                .hasRows("{'column':'no-such'}", "{'column':'no-such'}", "{'column':'no-such'}");
    }
}
