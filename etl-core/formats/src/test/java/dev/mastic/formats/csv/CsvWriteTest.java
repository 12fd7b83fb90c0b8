// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CsvWriteTest {
    private static final String LETTERS = "aä東 ,;\"'\\\n\t#|.-0";

    @TempDir
    private Path path;

    private List<Row> writtenAndRead(Type.Struct type, List<Row> rows) {
        var target = path.resolve("out").toString();
        SparkExtension.session()
                .createDataFrame(rows, SparkTypes.toSpark(type))
                .coalesce(1)
                .write()
                .format(CsvOutput.class.getName())
                .save(target);
        var folder = new CsvFolder(path.resolve("out"));
        var frame = folder.read(type, new Match("csv", 1, "none", Dialect.DEFAULT.toMap()));
        assertThat(CsvFolder.faults(frame)).isEmpty();
        return frame.toDF().collectAsList();
    }

    @Test
    void keepsExtremes() {
        var type = (Type.Struct) TypeString.parse("struct<l:bigint,i:int,sh:smallint,by:tinyint,d:double,f:float,"
                + "dec:decimal(38,18),b:boolean,day:date,at:timestamp>");
        var rows = List.of(
                RowFactory.create(
                        9007199254740993L,
                        Integer.MAX_VALUE,
                        Short.MAX_VALUE,
                        Byte.MAX_VALUE,
                        Double.MIN_VALUE,
                        Float.MIN_VALUE,
                        new BigDecimal("12345678901234567890.123456789012345678"),
                        true,
                        Date.valueOf("0001-01-01"),
                        Timestamp.from(Instant.parse("2024-07-01T12:00:00.123456Z"))),
                RowFactory.create(
                        Long.MIN_VALUE,
                        Integer.MIN_VALUE,
                        Short.MIN_VALUE,
                        Byte.MIN_VALUE,
                        -Double.MAX_VALUE,
                        3.4028235E38f,
                        new BigDecimal("-0.000000000000000001"),
                        false,
                        Date.valueOf("9999-12-31"),
                        Timestamp.from(Instant.parse("1969-12-31T23:59:59.999999Z"))),
                RowFactory.create(
                        Long.MAX_VALUE,
                        0,
                        (short) 0,
                        (byte) 0,
                        Double.NaN,
                        Float.NEGATIVE_INFINITY,
                        null,
                        null,
                        null,
                        null),
                RowFactory.create(null, null, null, null, Double.POSITIVE_INFINITY, 0.1f, null, null, null, null));
        assertThat(writtenAndRead(type, rows)).containsExactlyElementsOf(rows);
    }

    @Test
    void keepsTexts() {
        var type = (Type.Struct) TypeString.parse("struct<a:string,b:string>");
        var random = new SplittableRandom(7);
        var rows = new ArrayList<Row>();
        rows.add(RowFactory.create("", null));
        rows.add(RowFactory.create(null, ""));
        rows.add(RowFactory.create("NULL", "\\N"));
        rows.add(RowFactory.create(" both ", "\"\""));
        rows.add(RowFactory.create("#no comment", "\r\n"));
        for (int i = 0; i < 500; i++) {
            rows.add(RowFactory.create(text(random), text(random)));
        }
        assertThat(writtenAndRead(type, rows)).containsExactlyElementsOf(rows);
    }

    private static String text(SplittableRandom random) {
        int length = random.nextInt(8);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Test
    void keepsTheNamesOfColumns() throws IOException {
        var names = List.of("a.b", "c d", "say \"hi\"", "x,y", "emoji 😀", "`tick`", "semi;colon", "#hash");
        var type = new Type.Struct(names.stream()
                .map(name -> new Type.Field(name, Type.Primitive.INT))
                .toList());
        var rows = List.of(RowFactory.create(1, 2, 3, 4, 5, 6, 7, 8), RowFactory.create(9, 8, 7, 6, 5, 4, 3, 2));
        assertThat(writtenAndRead(type, rows)).containsExactlyElementsOf(rows);
        assertThat(new CsvFolder(path.resolve("out")).type().names()).isEqualTo(names);
    }

    @Test
    void keepsTimesOfNoZone() {
        var type = (Type.Struct) TypeString.parse("struct<id:int,at:timestamp_ntz>");
        var rows = List.of(RowFactory.create(1, LocalDateTime.parse("2024-07-01T12:00:00.000001")));
        assertThat(writtenAndRead(type, rows)).containsExactlyElementsOf(rows);
    }

    @Test
    void readsItsOwnFilesWithoutBeingTold() throws IOException {
        var type = (Type.Struct) TypeString.parse("struct<id:int,name:string,price:double,day:date>");
        var rows = List.of(
                RowFactory.create(1, "Ann, \"the\" first", 2.5, Date.valueOf("2024-01-31")),
                RowFactory.create(2, "two\nlines", 3.5, Date.valueOf("2024-02-01")),
                RowFactory.create(3, "", 4.5, null));
        writtenAndRead(type, rows);
        try (var files = Files.list(path.resolve("out"))) {
            files.filter(file -> !file.toString().endsWith(".csv"))
                    .forEach(file -> file.toFile().delete());
        }
        var folder = new CsvFolder(path.resolve("out"));
        assertThat(folder.type()).isEqualTo(type);
        assertThat(folder.read().toDF().collectAsList()).containsExactlyElementsOf(rows);
    }

    @Test
    void refusesWhatACellCannotHold() {
        var writer = new CsvFormat(Map.of()).writer().orElseThrow();
        assertThat(writer.supportDataType(DataTypes.BinaryType)).isFalse();
        assertThat(writer.supportDataType(DataTypes.NullType)).isFalse();
        assertThat(writer.supportDataType(DataTypes.createArrayType(DataTypes.StringType)))
                .isFalse();
        assertThat(writer.supportDataType(
                        SparkTypes.toSpark(new Type.Choice(List.of(Type.Primitive.LONG, Type.Primitive.STRING)))))
                .isFalse();
        assertThat(writer.supportDataType(DataTypes.createDecimalType(38, 10))).isTrue();
    }
}
