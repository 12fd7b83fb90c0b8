// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

class DynamicRecordTest {
    private static final DynamicRecord ANN = DynamicRecord.parse(
            "{\"id\":1,\"name\":{\"first\":\"Ann\",\"a.b\":2},\"friends\":[{\"age\":3},{\"age\":null},null],\"gone\":null}");

    @Test
    void getsFieldsByPath() {
        assertThat(ANN.getField("id")).contains(1);
        assertThat(ANN.getField("name.first", String.class)).contains("Ann");
        assertThat(ANN.getField("name.`a.b`")).contains(2);
        assertThat(ANN.getField("friends[].age")).contains(Arrays.asList(3, null, null));
        assertThat(ANN.getField("gone")).isEmpty();
        assertThat(ANN.getField("no.such")).isEmpty();
        assertThat(ANN.getField("id.x")).isEmpty();
        assertThat(ANN.names()).containsExactly("id", "name", "friends", "gone");
        assertThatThrownBy(() -> ANN.getField("id", String.class))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot get id as String (got int 1)");
    }

    @Test
    void addsFieldsInPlaceOrAtTheEnd() {
        assertThat(ANN.addField("id", 2L).addField("new.deep", true))
                .hasToString("{\"id\":2,\"name\":{\"first\":\"Ann\",\"a.b\":2},"
                        + "\"friends\":[{\"age\":3},{},null],\"new\":{\"deep\":true}}");
        assertThat(ANN.addField("friends[].age", 9).getField("friends[].age")).contains(Arrays.asList(9, 9, null));
        assertThat(ANN.getField("id")).contains(1);
        assertThatThrownBy(() -> ANN.addField("id.x", 1))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot change id.x of a record: it leads through int 1");
    }

    @Test
    void dropsFields() {
        assertThat(ANN.dropField("friends")
                        .dropField("name.first")
                        .dropField("gone")
                        .dropField("nothing"))
                .hasToString("{\"id\":1,\"name\":{\"a.b\":2}}");
        assertThat(ANN.dropField("gone").names()).containsExactly("id", "name", "friends");
        assertThat(ANN.dropField("friends[].age").getField("friends").orElseThrow())
                .isEqualTo(Arrays.asList(DynamicRecord.EMPTY, DynamicRecord.EMPTY, null));
        assertThat(ANN.dropField("id.x")).isSameAs(ANN);
    }

    @Test
    void findsItsTypeByLookingAtItsValues() {
        var record = DynamicRecord.of(new LinkedHashMap<>(Map.of(
                "all",
                DynamicRecord.EMPTY
                        .addField("b", new byte[] {1})
                        .addField("d", LocalDate.EPOCH)
                        .addField("t", Instant.EPOCH)
                        .addField("n", LocalDateTime.of(2024, 2, 29, 0, 0))
                        .addField("x", new BigDecimal("1.50"))
                        .addField("m", Map.of("k", 1L))
                        .addField("l", List.of(1, "x"))
                        .addField("s", (short) 1)
                        .addField("y", (byte) 1)
                        .addField("f", 1f)
                        .addField("o", null))));
        assertThat(TypeString.print(record.schema()))
                .isEqualTo("struct<all:struct<b:binary,d:date,t:timestamp,n:timestamp_ntz,x:decimal(3,2),"
                        + "m:map<string,bigint>,l:array<uniontype<int,string>>,s:smallint,y:tinyint,f:float,o:void>>");
    }

    @Test
    void refusesValuesThatNoColumnHolds() {
        assertThatThrownBy(() -> DynamicRecord.EMPTY.addField("when", new Date(0)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot put a java.util.Date");
    }

    @Test
    void cannotBeChangedFromOutside() {
        var bytes = new byte[] {1};
        var list = new ArrayList<Object>(List.of(1));
        var record = DynamicRecord.EMPTY.addField("b", bytes).addField("l", list);
        bytes[0] = 2;
        list.clear();
        assertThat(record).hasToString("{\"b\":\"AQ==\",\"l\":[1]}");
        assertThatThrownBy(() -> record.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsNumbersExactly() {
        var text = "{\"i\":2147483647,\"l\":9223372036854775807,\"b\":9223372036854775808,\"d\":1.5}";
        var record = DynamicRecord.parse(text);
        assertThat(record).hasToString(text);
        assertThat(record.fields().values())
                .containsExactly(2147483647, 9223372036854775807L, new BigDecimal("9223372036854775808"), 1.5);
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        for (var text : List.of("[1]", "{\"a\":1", "{\"a\":1} x", "{\"a\":1,\"a\":2}", "")) {
            assertThatThrownBy(() -> DynamicRecord.parse(text))
                    .as(text)
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("Cannot read a record from JSON: ");
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void comesBackFromJson(@ForAll("records") DynamicRecord record) {
        var back = DynamicRecord.parse(record.toJson());
        assertThat(back.toJson()).isEqualTo(record.toJson());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void comesBackFromARowOfItsOwnType(@ForAll("records") DynamicRecord record) throws RecordMisfit {
        var type = record.schema();
        var row = (InternalRow) RecordWriter.of(type).write(record);
        var back = new RecordReader.Structs(type).record(row);
        // nulls for fields that only others have, another order, and wider numbers make no difference in JSON
        assertThat(DynamicRecord.parse(back.toJson())).isEqualTo(DynamicRecord.parse(record.toJson()));
        assertThat(RecordWriter.of(type).write(back)).isEqualTo(row);
    }

    @Provide
    Arbitrary<DynamicRecord> records() {
        var leaves = Arbitraries.<Object>oneOf(
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.strings().ofMaxLength(5).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.bigIntegers().map(number -> (Object) new BigDecimal(number)));
        var lists = leaves.list().ofMaxSize(3).map(Object.class::cast);
        var structs = record(Arbitraries.oneOf(leaves, lists)).map(Object.class::cast);
        return record(Arbitraries.oneOf(
                leaves, lists, structs, structs.list().ofMaxSize(3).map(Object.class::cast)));
    }

    private static Arbitrary<DynamicRecord> record(Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c.d", "`", "é"), values)
                .ofMaxSize(4)
                .map(fields -> DynamicRecord.of(new LinkedHashMap<>(fields)));
    }

    @Test
    void aNumberTakesAnyWidthThatHoldsItExactly() throws RecordMisfit {
        assertThat(written("a bigint", 5)).isEqualTo(5L);
        assertThat(written("a tinyint", 5L)).isEqualTo((byte) 5);
        assertThat(written("a int", 5.0)).isEqualTo(5);
        assertThat(written("a double", 5)).isEqualTo(5.0);
        assertThat(written("a double", new BigDecimal("0.5"))).isEqualTo(0.5);
        assertThat(written("a decimal(5,2)", 1.5).toString()).isEqualTo("1.50");
        refused("a int", 5L + Integer.MAX_VALUE);
        refused("a int", 1.5);
        refused("a double", 9007199254740993L);
        refused("a float", 0.1);
        refused("a decimal(5,2)", new BigDecimal("0.001"));
        refused("a decimal(3,2)", 10);
        refused("a double", "5");
        refused("a string", 5);
        refused("a int", Double.NaN);
    }

    @Test
    void namesThePathOfWhatDoesNotFit() {
        var type = type("struct<a:struct<b:array<struct<c:int>>>>");
        var record = DynamicRecord.parse("{\"a\":{\"b\":[{\"c\":1},{\"c\":\"x\"}]}}");
        assertThatThrownBy(() -> RecordWriter.of(type).write(record))
                .isInstanceOfSatisfying(
                        RecordMisfit.class, misfit -> assertThat(misfit.path()).isEqualTo("a.b[].c"))
                .hasMessage("the value does not fit (got string x; expected int)");
        assertThatThrownBy(() -> RecordWriter.of(type).write(DynamicRecord.parse("{\"A\":1}")))
                .isInstanceOfSatisfying(
                        RecordMisfit.class, misfit -> assertThat(misfit.path()).isEqualTo("A"))
                .hasMessage("the output type has no such field (has: a; did you mean 'a'?)");
    }

    @Test
    void aValueOfAChoiceGoesIntoItsOwnBranch() throws RecordMisfit {
        var choice = "a uniontype<date,double,bigint,string,struct<x:int>>";
        for (var value : List.<Object>of(LocalDate.EPOCH, 1.5, 7L, "x", DynamicRecord.EMPTY.addField("x", 1))) {
            var type = type(choice);
            var row = (InternalRow) RecordWriter.of(type).write(DynamicRecord.EMPTY.addField("a", value));
            assertThat(new RecordReader.Structs(type).record(row).getField("a")).contains(value);
        }
        assertThat(((InternalRow) written(choice, 7)).getLong(2)).isEqualTo(7L);
        refused(choice, true);
    }

    private static Object written(String field, Object value) throws RecordMisfit {
        var type = type(field);
        var row = (InternalRow) RecordWriter.of(type).write(DynamicRecord.EMPTY.addField("a", value));
        return row.get(0, SparkTypes.toSpark(type.fields().get(0).type()));
    }

    private static void refused(String field, Object value) {
        assertThatThrownBy(() -> written(field, value)).as(field).isInstanceOf(RecordMisfit.class);
    }

    private static Type.Struct type(String text) {
        var struct = text.startsWith("struct<") ? text : "struct<" + text.replaceFirst(" ", ":") + ">";
        return (Type.Struct) TypeString.parse(struct);
    }
}
