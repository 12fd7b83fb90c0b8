// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class ValueTest {
    private static final List<String> TYPES = List.of(
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "decimal(10,2)",
            "decimal(38,0)",
            "boolean",
            "date",
            "timestamp",
            "timestamp_ntz",
            "binary");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-0",
            "7",
            " 7 ",
            "+7",
            "007",
            "127",
            "128",
            "-129",
            "32768",
            "2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "1.",
            ".5",
            ".",
            "-.5",
            "1.5x",
            "1,5",
            "1e3",
            "1e400",
            "12345678901.239",
            "NaN",
            "inf",
            "-Infinity",
            "true",
            "T",
            "yes",
            "0x10",
            "text",
            "Zürich",
            "2024-02-29",
            "2023-02-29",
            "2024-2-9",
            "2024",
            "2024-02-29 12:30:00",
            "2024-02-29T12:30:00.123456+02:00",
            "2024-02-29 25:00:00",
            "12:30",
            "9".repeat(60));

    @Test
    void readsTextsAsTryCastDoes() {
        var row = new Type.Struct(List.of(new Type.Field("text", Type.Primitive.STRING)));
        var rows = TestSpark.session().createDataset(TEXTS, Encoders.STRING()).toDF("text");
        var columns = TYPES.stream()
                .flatMap(type -> Stream.of(
                        Value.input(Type.Primitive.STRING, 0)
                                .tryCast(TypeString.parse(type))
                                .over(row, rows),
                        functions.expr("try_cast(text as " + type + ")")))
                .toArray(Column[]::new);
        for (var got : rows.select(columns).collectAsList()) {
            for (int i = 0; i < columns.length; i += 2) {
                assertThat(got.get(i)).as(TYPES.get(i / 2) + " of " + got).isEqualTo(got.get(i + 1));
            }
        }
        var plan = rows.select(columns[6]).queryExecution().toString();
        assertThat(plan).doesNotContain("try_cast");
    }
}
