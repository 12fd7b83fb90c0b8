// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTypesTest {
    @TempDir
    Path folder;

    private DynamicFrame read(String text, String type) {
        return new JsonFolder(folder).frame(text, type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "boolean | true | true",
                "tinyint | -128 | -128",
                "smallint | 32767 | 32767",
                "int | -2147483648 | -2147483648",
                "bigint | 9223372036854775807 | 9223372036854775807",
                "bigint | 5 | 5",
                "float | 1.5 | 1.5",
                "double | 3 | 3.0",
                "double | 1e-3 | 0.001",
                "decimal(20,2) | 12345678901234567.5 | 12345678901234567.50",
                "decimal(5,2) | 1.500 | 1.50",
                "decimal(5,2) | 1e2 | 100.00",
                "decimal(38,0) | 99999999999999999999999999999999999999 | 99999999999999999999999999999999999999",
                "string | \"a\\u00e9\\ud83d\\ude00\" | \"aé😀\"",
                "string | 1.50 | \"1.50\"",
                "string | {\"x\": [1, true]} | \"{\\\"x\\\": [1, true]}\"",
                "string | true | \"true\"",
                "binary | \"AQID\" | \"AQID\"",
                "date | \"2024-02-29\" | \"2024-02-29\"",
                "timestamp | \"2024-02-29T12:00:00Z\" | \"2024-02-29T12:00:00.000Z\"",
                "timestamp | \"2024-02-29 12:00:00.25+02:00\" | \"2024-02-29T10:00:00.250Z\"",
                "timestamp | \"2024-02-29T12:00:00+0200\" | \"2024-02-29T10:00:00.000Z\"",
                "timestamp | \"2024-02-29T12:00:00\" | \"2024-02-29T12:00:00.000Z\"",
                "timestamp | \"2024-02-29\" | \"2024-02-29T00:00:00.000Z\"",
                "array<array<int>> | [[1],[],[null,2]] | [[1],[],[null,2]]",
                "map<string,int> | {\"a\":1,\"b\":2} | {\"a\":1,\"b\":2}",
                "struct<a:int,b:struct<c:string>> | {\"b\":{\"c\":\"x\"},\"z\":[{}]} | {\"b\":{\"c\":\"x\"}}",
            })
    void readsValuesOfEachType(String type, String value, String expected) {
        var frame = read("{\"v\":" + value + ",\"w\":1}\n", "struct<v:" + type + ",w:int>");
        assertThat(JsonFolder.rows(frame)).containsExactly("{\"v\":" + expected + ",\"w\":1}");
        assertThat(JsonFolder.faults(frame)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "boolean | 1 | v",
                "boolean | \"true\" | v",
                "tinyint | 128 | v",
                "smallint | 40000 | v",
                "int | 2147483648 | v",
                "int | 1.0 | v",
                "int | \"1\" | v",
                "bigint | 9223372036854775808 | v",
                "float | 1e39 | v",
                "double | 1e999 | v",
                "double | \"1.5\" | v",
                "decimal(5,2) | 1234.5 | v",
                "decimal(5,2) | 1.005 | v",
                "decimal(5,2) | 1e999999999 | v",
                "decimal(5,2) | 1e-999999999 | v",
                "decimal(5,2) | 1e99999999999999 | v",
                "string | \"\\ud800\" | v",
                "binary | \"%\" | v",
                "date | \"2024-02-30\" | v",
                "date | 20240230 | v",
                "timestamp | \"12:00\" | v",
                "timestamp | \"+999999999-01-01T00:00:00Z\" | v",
                "array<int> | {} | v",
                "array<int> | [1,\"x\"] | v[]",
                "map<string,int> | {\"a.b\":true} | v.`a.b`",
                "struct<a:int,b:struct<c:int>> | {\"b\":{\"c\":\"x\"}} | v.b.c",
                "struct<a:int> | 5 | v",
                "array<struct<a:array<int>>> | [{\"a\":[1]},{\"a\":[1.5]}] | v[].a[]",
            })
    void refusesValuesOfOtherTypes(String type, String value, String column) {
        var line = "{\"v\":" + value + ",\"w\":1}";
        var frame = read("{\"w\":2}\n" + line + "\n{\"w\":3}\n", "struct<v:" + type + ",w:int>");
        assertThat(JsonFolder.rows(frame)).containsExactly("{\"w\":2}", "{\"w\":3}");
        assertThat(JsonFolder.faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getLong(1)).isEqualTo(8);
            assertThat(fault.getLong(2)).isEqualTo(2);
            assertThat(fault.getString(3)).isEqualTo("orders");
            assertThat(fault.getString(4)).isEqualTo(column);
            assertThat(fault.getString(5)).isNotBlank();
            assertThat(fault.getString(6)).isEqualTo(line);
        });
    }

    @Test
    void fillsTheBranchesOfChoices() {
        var type = Type.Struct.of(new Type.Field(
                "v",
                new Type.Choice(List.of(
                        Type.Primitive.INT,
                        Type.Primitive.STRING,
                        Type.Primitive.DOUBLE,
                        new Type.Decimal(20, 0),
                        Type.Struct.of(new Type.Field("x", Type.Primitive.BOOLEAN)),
                        new Type.Array(new Type.Choice(List.of(Type.Primitive.INT, Type.Primitive.STRING)))))));
        var text = """
                {"v":1}
                {"v":"s"}
                {"v":1.5}
                {"v":18446744073709551615}
                {"v":{"x":true}}
                {"v":[1,"a",null]}
                {"v":null}
                {"v":true}
                {"v":{"x":1}}
                """;
        var file = new JsonFolder(folder).file("rows.json", text);
        var frame = JsonFolder.frame(List.of(file), type);
        assertThat(JsonFolder.rows(frame))
                .containsExactly(
                        "{\"v\":{\"int\":1}}",
                        "{\"v\":{\"string\":\"s\"}}",
                        "{\"v\":{\"double\":1.5}}",
                        "{\"v\":{\"decimal\":18446744073709551615}}",
                        "{\"v\":{\"struct\":{\"x\":true}}}",
                        "{\"v\":{\"array\":[{\"int\":1},{\"string\":\"a\"},null]}}",
                        "{}");
        assertThat(JsonFolder.faults(frame)).extracting(row -> row.getString(4)).containsExactly("v", "v.x");
    }

    @Test
    void refusesValuesInColumnsOfNulls() {
        var file = new JsonFolder(folder).file("rows.json", "{\"v\":null}\n{\"v\":1}\n");
        var frame = JsonFolder.frame(List.of(file), Type.Struct.of(new Type.Field("v", Type.Primitive.NULL)));
        assertThat(frame.count()).isEqualTo(1);
        assertThat(JsonFolder.faults(frame)).hasSize(1);
    }

    @Test
    void refusesKeysThatStandTwiceKnownOrNot() {
        var frame = read("{\"a\":1,\"a\":1}\n{\"z\":1,\"z\":2}\n{\"a\":{},\"a\":2}\n{\"a\":5}\n", "struct<a:string>");
        assertThat(JsonFolder.rows(frame)).containsExactly("{\"a\":\"5\"}");
        assertThat(JsonFolder.faults(frame)).extracting(row -> row.getString(4)).containsExactly("a", "z", "a");
    }

    @Test
    void refusesTextThatIsNoUtf8() {
        var bytes = "{\"v\":\"\u00ff\"}\n{\"v\":[\"\u00ff\"]}\n{\"v\":\"ok\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        var file = new JsonFolder(folder).file("rows.json", bytes);
        var frame = JsonFolder.frame(List.of(file), "struct<v:string>");
        assertThat(JsonFolder.rows(frame)).containsExactly("{\"v\":\"ok\"}");
        assertThat(JsonFolder.faults(frame)).hasSize(2);
    }

    @Test
    void refusesMapsWhoseKeysAreNoStrings() {
        assertThatThrownBy(() -> read("{\"v\":{}}\n", "struct<v:map<int,int>>"))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("map<int,int>");
    }

    @Test
    void keepsDigitsOfDeepValuesInStringColumns() {
        var deep = "[".repeat(900) + "1.10" + "]".repeat(900);
        assertThat(read("{\"v\":" + deep + "}", "struct<v:string>")
                        .toDF()
                        .first()
                        .getString(0))
                .isEqualTo(deep);
    }
}
