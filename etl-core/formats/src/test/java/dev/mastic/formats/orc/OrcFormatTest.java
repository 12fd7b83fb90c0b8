// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.orc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.formats.FooterFormatContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class OrcFormatTest extends FooterFormatContract {
    @Override
    protected Format format() {
        return new OrcFormat();
    }

    @Override
    protected String name() {
        return OrcFormat.NAME;
    }

    @Override
    protected String cutOff() {
        return "no ORC footer that can be read";
    }

    @Test
    void refusesAFileWithAUnionByItsColumn() throws IOException {
        var path = folder.resolve("union.orc");
        var schema = TypeDescription.fromString("struct<id:int,list:array<uniontype<int,string>>>");
        OrcFile.createWriter(
                        new Path(path.toString()),
                        OrcFile.writerOptions(new Configuration()).setSchema(schema))
                .close();
        var why = "column 'list' is of a type that Spark does not read in ORC files (got array<uniontype<int,string>>)";
        assertThatThrownBy(() -> format().observe(input(item(path)), new Match("orc", 1, "none", Map.of()), 1))
                .isInstanceOf(EtlException.class)
                .hasMessage("Cannot read " + path + ": " + why);
        var good = file("good.orc", "select 1 id, 'a' name, 0.5D price, true active");
        var frame = read(List.of(good, item(path)), Type.Struct.EMPTY);
        assertThat(frame.count()).isEqualTo(1);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                .isEqualTo(why));
    }

    /** PyArrow 21: {@code id}, and {@code t} with half a second before 1960, 2020, and a quarter of a second before 1970. */
    @Test
    void refusesAFileWithFractionsBelowZero() throws Exception {
        var path = folder.resolve("before-1970.orc");
        try (var in = OrcFormatTest.class.getResourceAsStream("/orc/before-1970.orc")) {
            Files.copy(in, path);
        }
        assertThatThrownBy(() -> format().observe(input(item(path)), new Match("orc", 1, "none", Map.of()), 1))
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith("Cannot read " + path + ": column 't' has times before 1970");
        var good = file("good.orc", "select 1 id, 'a' name, 0.5D price, true active");
        var frame = read(List.of(good, item(path)), Type.Struct.EMPTY);
        assertThat(frame.count()).isEqualTo(1);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                .contains("column 't'", "PyArrow", "write the file as Parquet"));
    }

    @Test
    void takesNoTextForAFileThatIsCutOff() {
        var text = "ORC,HUMAN\n1,2\n".getBytes(StandardCharsets.UTF_8);
        assertThat(format().sniff(new Sample("/in/tolkien.csv", text.length, text, text, "none")))
                .isEmpty();
    }

    @Test
    void keepsMomentsAndTimesWithoutAZoneApart() {
        var file = file(
                "times.orc",
                "select timestamp'2024-03-31 02:30:00.123456Z' at, timestamp_ntz'2024-03-31 02:30:00.123456' on");
        var type = Type.Struct.of(
                new Type.Field("at", Type.Primitive.TIMESTAMP), new Type.Field("on", Type.Primitive.TIMESTAMP_NTZ));
        var match = new Match("orc", 1, "none", Map.of());
        assertThat(Resolution.LOSSLESS.resolveRows(
                        format().observe(input(file), match, 1).observed()))
                .isEqualTo(type);
        var rows = read(List.of(file), type, Type.Struct.EMPTY)
                .toDF()
                .selectExpr("cast(at as string)", "cast(on as string)");
        assertThat(rows.collectAsList())
                .containsExactly(RowFactory.create("2024-03-31 02:30:00.123456", "2024-03-31 02:30:00.123456"));
    }

    @Test
    void tellsHiveItsClasses() {
        var hive = format().hive(new Match("orc", 1, "none", Map.of()));
        assertThat(hive.serde()).isEqualTo("org.apache.hadoop.hive.ql.io.orc.OrcSerde");
        assertThat(hive.inputFormat()).isEqualTo("org.apache.hadoop.hive.ql.io.orc.OrcInputFormat");
        assertThat(hive.outputFormat()).isEqualTo("org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat");
    }
}
