// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class RecordFunctionsTest {
    private final SparkSession spark = TestSpark.session();

    @Test
    void mapsRecordsToAnotherType() {
        var type = type("struct<id:int,text:string>");
        var mapped = numbers()
                .map(
                        record -> record.addField(
                                "text", "no. " + record.getField("id").orElseThrow()),
                        type);
        assertThat(mapped.schema()).isEqualTo(type);
        assertThat(json(mapped))
                .containsExactly(
                        "{\"id\":1,\"text\":\"no. 1\"}",
                        "{\"id\":2,\"text\":\"no. 2\"}",
                        "{\"id\":3,\"text\":\"no. 3\"}");
        assertThat(mapped.errorsCount()).isZero();
    }

    @Test
    void mapsMixedValuesAndKeepsTheirBranches() {
        var mixed = DynamicFrame.of(spark, "{'v':1}", "{'v':'x'}", "{'v':null}", "{'v':[1,'y']}");
        var mapped = mixed.map(record -> record);
        assertThat(mapped.schema()).isEqualTo(mixed.schema());
        assertThat(json(mapped))
                .isEqualTo(json(mixed))
                .containsExactly("{\"v\":1}", "{\"v\":\"x\"}", "{}", "{\"v\":[1,\"y\"]}");
    }

    @Test
    void aRecordForWhichTheFunctionThrowsIsAFault() {
        var mapped = numbers().map(record -> {
            if (record.getField("id").orElseThrow().equals(2)) {
                throw new IllegalStateException("not two");
            }
            return record;
        });
        assertThat(json(mapped)).containsExactly("{\"id\":1}", "{\"id\":3}");
        assertThat(mapped.faultSources()).allMatch(FaultSource::signalled);
        assertThat(faults(mapped)).singleElement().satisfies(fault -> {
            assertThat(fault.<String>getAs("reason")).isEqualTo("java.lang.IllegalStateException: not two");
            assertThat(fault.<String>getAs("raw")).isEqualTo("{\"id\":2}");
            assertThat(fault.<String>getAs("column")).isNull();
        });
        assertThat(mapped.stageErrorsCount()).isEqualTo(1);
    }

    @Test
    void aFunctionThatReturnsNullMakesAFault() {
        assertThat(faults(numbers().map(record -> null))).hasSize(3).allSatisfy(fault -> assertThat(
                        fault.<String>getAs("reason"))
                .isEqualTo("User-specified function returned null instead of DynamicRecord"));
    }

    @Test
    void aRecordThatDoesNotFitTheTypeIsAFaultThatNamesThePath() {
        var mapped = numbers()
                .map(record -> record.addField("id", "x" + record.getField("id").orElseThrow()));
        assertThat(mapped.count()).isZero();
        assertThat(faults(mapped)).hasSize(3).allSatisfy(fault -> {
            assertThat(fault.<String>getAs("column")).isEqualTo("id");
            assertThat(fault.<String>getAs("reason")).startsWith("the value does not fit (got string x");
        });
    }

    @Test
    void everyExceptionOfAFilterIsAFault() {
        var filtered = numbers().filter(record -> {
            int id = record.getField("id", Integer.class).orElseThrow();
            return 6 / (id - 2) > 0;
        });
        assertThat(json(filtered)).containsExactly("{\"id\":3}");
        assertThat(faults(filtered)).singleElement().satisfies(fault -> assertThat(fault.<String>getAs("reason"))
                .isEqualTo("java.lang.ArithmeticException: / by zero"));
    }

    @Test
    void makesSeveralRecordsOfOne() {
        var copies = numbers().flatMap(RecordFunctionsTest::copies, type("struct<id:int,copy:int>"));
        assertThat(json(copies))
                .containsExactly(
                        "{\"id\":1,\"copy\":0}",
                        "{\"id\":3,\"copy\":0}",
                        "{\"id\":3,\"copy\":1}",
                        "{\"id\":3,\"copy\":2}");
        assertThat(faults(copies)).singleElement().satisfies(fault -> assertThat(fault.<String>getAs("raw"))
                .isEqualTo("{\"id\":2}"));
    }

    private static Iterator<DynamicRecord> copies(DynamicRecord record) {
        int id = record.getField("id", Integer.class).orElseThrow();
        if (id == 2) {
            throw new IllegalArgumentException("two");
        }
        return IntStream.range(0, id).mapToObj(i -> record.addField("copy", i)).iterator();
    }

    @Test
    void rowsStayInSparksFormatAndTheFunctionIsCalledOnce() {
        MapFunction<DynamicRecord, DynamicRecord> same = record -> record;
        var ids = DynamicFrame.fromDF(spark.range(0, 3).toDF(), "ids", numbers().context());
        var plan = ids.map(same).toDF().queryExecution().executedPlan().toString();
        assertThat(plan)
                .contains("record_call")
                .doesNotContain("DeserializeToObject", "SerializeFromObject", "MapElements", "MapPartitions");
        assertThat(plan.split("record_call", -1)).hasSize(2);
        assertThat(plan.lines().filter(line -> line.contains("Project") || line.contains("Filter")))
                .allMatch(line -> line.contains("*("));
    }

    @Test
    void interpretedRowsComeOutTheSame() {
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        try {
            assertThat(json(numbers().map(record -> record.addField("id", 7))))
                    .hasSize(3)
                    .allMatch("{\"id\":7}"::equals);
        } finally {
            spark.conf().unset("spark.sql.codegen.wholeStage");
            spark.conf().unset("spark.sql.codegen.factoryMode");
        }
    }

    @Test
    void refusesAFunctionThatCannotBeSent() {
        var lock = new Object();
        assertThatThrownBy(() -> numbers().map(record -> lock == null ? null : record))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("got java.lang.Object");
    }

    @Test
    void oddNamesGoThroughFunctions() {
        var text =
                "{\"a.b\":1,\"`\":2,\"x y\":3,\"\\\"q\\\"\":4,\"😀\":5,\"\":6,\"Id\":7,\"id\":8,\"record\":9,\"answer\":10}";
        var frame = DynamicFrame.of(spark, text);
        assertThat(json(frame.map(record -> record.addField("`a.b`", 0)))).containsExactly(text.replace(":1,", ":0,"));
        assertThat(json(frame.filter(record -> record.getField("Id").isPresent())))
                .containsExactly(text);
        assertThat(faults(frame.filter(record -> {
                    throw new IllegalStateException();
                })))
                .singleElement()
                .satisfies(fault -> assertThat(fault.<String>getAs("raw")).isEqualTo(text));
    }

    private DynamicFrame numbers() {
        return DynamicFrame.of(spark, "{'id':1}", "{'id':2}", "{'id':3}");
    }

    private static List<String> json(DynamicFrame frame) {
        return ShownRows.of(frame, 100).lines();
    }

    private static List<Row> faults(DynamicFrame frame) {
        return frame.errorsAsDynamicFrame().toDF().collectAsList();
    }

    private static Type.Struct type(String text) {
        return (Type.Struct) TypeString.parse(text);
    }
}
