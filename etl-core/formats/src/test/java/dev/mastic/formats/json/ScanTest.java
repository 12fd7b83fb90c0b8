// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the quick look takes, the parser takes, and both make the same of it. */
class ScanTest {
    private static final List<String> TYPES = List.of(
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "decimal(10,2)",
            "decimal(38,0)",
            "string",
            "binary",
            "date",
            "timestamp",
            "array<int>",
            "array<string>",
            "map<string,double>",
            "struct<a:int,b:string>",
            "array<struct<a:double>>");

    private static Type.Struct type(int first, int second) {
        return Type.Struct.of(
                new Type.Field("a", TypeString.parse(TYPES.get(first))),
                new Type.Field("b", TypeString.parse(TYPES.get(second))),
                new Type.Field(
                        "ü c",
                        new Type.Choice(List.of(
                                Type.Primitive.INT,
                                Type.Primitive.DOUBLE,
                                Type.Primitive.STRING,
                                Type.Primitive.BOOLEAN,
                                new Type.Array(Type.Primitive.LONG)))));
    }

    /** The row as Spark shows it, and how many bytes it has; null where the quick look is not sure. */
    private static String quick(Type.Struct type, byte[] bytes) {
        var scan = new Scan().at(bytes, 0, bytes.length);
        var row = new StructReader(type, Reading.in(ZoneOffset.UTC)).scan(scan);
        return row == Scan.UNSURE ? null : shown(type, (GenericInternalRow) row) + scan.position();
    }

    private static String careful(Type.Struct type, byte[] bytes) {
        try {
            var parser = new RecordParser.Factory().parser().at(bytes, 0, bytes.length);
            parser.nextToken();
            return shown(type, new StructReader(type, Reading.in(ZoneOffset.UTC)).read(parser)) + parser.position();
        } catch (MisfitException | JsonProcessingException e) {
            return "refused: " + e.getMessage();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String shown(Type.Struct type, GenericInternalRow row) {
        return Literal.create(row, SparkTypes.toSpark(type)).sql();
    }

    @Property(tries = 5000)
    void takesNothingThatTheParserReadsInAnotherWay(
            @ForAll("records") String record, @ForAll("types") int first, @ForAll("types") int second) {
        var bytes = record.getBytes(StandardCharsets.UTF_8);
        var type = type(first, second);
        var quick = quick(type, bytes);
        if (quick != null) {
            assertThat(quick).isEqualTo(careful(type, bytes));
        }
    }

    @Property(tries = 3000)
    void takesNoBrokenBytes(@ForAll("records") String record, @ForAll int place, @ForAll byte other) {
        var bytes = record.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(place, bytes.length)] = other;
        var type = type(9, 9);
        var quick = quick(type, bytes);
        if (quick != null) {
            assertThat(quick).isEqualTo(careful(type, bytes));
        }
    }

    @Provide
    Arbitrary<Integer> types() {
        return Arbitraries.integers().between(0, TYPES.size() - 1);
    }

    @Provide
    Arbitrary<String> records() {
        var keys = Arbitraries.of("a", "b", "ü c", "z", "\\u0061", "");
        var values = Arbitraries.of(
                "1",
                "-0",
                "0",
                "-0.0",
                "01",
                "1.",
                "1.5",
                "-12.25",
                "1e3",
                "1E-2",
                "1e999",
                "127",
                "128",
                "2147483648",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "9007199254740993",
                "0.1234567890123456789",
                "123456789012345678901234567890.5",
                "true",
                "false",
                "null",
                "nul",
                "tru",
                "\"\"",
                "\"text\"",
                "\"ü €😀 long enough for a word\"",
                "\"q\\\"\\\\\\/\\b\\n\\u00fc\\u20ac\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud83d\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a\tb\"",
                "\"2024-02-29\"",
                "\"2024-02-30\"",
                "\"2024-02-29 12:00:00Z\"",
                "\"AQID\"",
                "\"1.5\"",
                "[]",
                "[ 1 , 2 ]",
                "[1,]",
                "[\"x\",null]",
                "[[1]]",
                "{}",
                "{\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"x\": 1.5,\"y\":null}",
                "[{\"a\":1},{}]",
                "{\"a\":{\"b\":[{}]}}",
                "{a:1}",
                "\"\u007f\"");
        return records(keys, values);
    }

    private static Arbitrary<String> records(Arbitrary<String> keys, Arbitrary<String> values) {
        var colons = Arbitraries.of(":", " : ", "\n:", "");
        var fields = keys.flatMap(key -> colons.flatMap(colon -> values.map(value -> '"' + key + '"' + colon + value)));
        return fields.list()
                .ofMaxSize(4)
                .map(list -> "{" + String.join(list.size() % 2 == 0 ? "," : " ,\n", list) + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"x\",\"b\":\"y\"}",
                "{ \"b\" : \"\\u00fc\\n\" , \"new\" : [ { \"x\" : [ true, null, -1.5e3 ] } ] , \"a\" : \"é😀\" }",
                "{\"a\":12.50,\"b\":{\"x\":1},\"ü c\":\"s\"}",
                "{\"b\":null,\"ü c\":[1,2,3]}"
            })
    void takesPlainRecords(String record) {
        assertThat(quick(type(9, 9), record.getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    @Test
    void isNotSureOfARecordThatIsCut() {
        var whole = "{\"a\":\"x\",\"b\":[1,{\"x\":\"\\u00fcü\"}],\"ü c\":1.5}".getBytes(StandardCharsets.UTF_8);
        var cuts = new ArrayList<Integer>();
        for (int end = 0; end < whole.length; end++) {
            var scan = new Scan().at(whole, 0, end);
            if (new StructReader(type(9, 9), Reading.in(ZoneOffset.UTC)).scan(scan) != Scan.UNSURE) {
                cuts.add(end);
            }
        }
        assertThat(cuts).isEmpty();
        assertThat(quick(type(9, 9), whole)).isNotNull();
    }

    @Test
    void readsDoublesAsJavaDoes() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double number =
                    i % 2 == 0 ? random.nextDouble() * Math.pow(10, random.nextInt(30) - 15) : random.nextInt() / 100.0;
            var text = (i % 3 == 0 ? new BigDecimal(number).toPlainString() : Double.toString(number)) + " ";
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            var value = ScalarReader.DOUBLE.scan(new Scan().at(bytes, 0, bytes.length));
            if (value != Scan.UNSURE) {
                assertThat(value).isEqualTo(Double.parseDouble(text));
            }
        }
    }
}
