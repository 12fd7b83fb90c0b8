// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.ion.IonType;
import com.amazon.ion.IonWriter;
import com.amazon.ion.system.IonBinaryWriterBuilder;
import com.amazon.ion.system.IonReaderBuilder;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FormatContract;
import dev.mastic.testkit.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IonFormatTest extends FormatContract {
    private static final Match ION = new Match("ion", 1, "none", Map.of());
    private static final Type.Struct ID = Type.Struct.of(new Type.Field("id", Type.Primitive.INT));

    @Override
    protected Format format() {
        return new IonFormat();
    }

    @Override
    protected String fileName() {
        return "rows.10n";
    }

    /** By Amazon's writer, in binary. */
    @Override
    protected void write(Path file, List<Row> rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                IonWriter ion = IonBinaryWriterBuilder.standard().build(out)) {
            for (var row : rows) {
                ion.stepIn(IonType.STRUCT);
                ion.setFieldName("id");
                ion.writeInt(row.getInt(0));
                ion.setFieldName("name");
                ion.writeString(row.getString(1));
                ion.setFieldName("price");
                ion.writeFloat(row.getDouble(2));
                ion.setFieldName("active");
                ion.writeBool(row.getBoolean(3));
                ion.stepOut();
                ion.flush(); // a table of symbols for each row
            }
        }
    }

    private FileItem file(String name, byte[] bytes) throws IOException {
        return item(Files.write(folder.resolve(name), bytes));
    }

    private FileItem text(String text) throws IOException {
        return file("rows.ion", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same values in binary. */
    private static byte[] binary(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var ion = IonBinaryWriterBuilder.standard().build(bytes)) {
            ion.writeValues(IonReaderBuilder.standard().build(text));
        }
        return bytes.toByteArray();
    }

    private Type.Struct type(FileItem file) {
        return (Type.Struct) Resolution.LOSSLESS.resolveRows(
                format().observe(input(file), ION, Long.MAX_VALUE).observed());
    }

    private List<String> rows(FileItem file) {
        return read(List.of(file), type(file), Type.Struct.EMPTY)
                .toDF()
                .toJSON()
                .collectAsList();
    }

    /** Whatever is found in it. */
    private DynamicFrame ids(FileItem file) {
        var scan = new FileScan("orders", List.of(file), ION, ID, Type.Struct.EMPTY);
        return format().read(
                        LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    private static final String ALL = """
            // all kinds of value
            {id: 1, big: 5000000000, huge: 123456789012345678901234567890, exact: 12.50, real: 1e0, flag: true,
             day: 2024-02-29, at: 2024-01-01T00:00:00.123456+01:00, sym: 'a b', text: "x\\"{", long: '''one''' '''two''',
             blob: {{ /+// }}, clob: {{ "}}" }}, list: [1, 2], sexp: (a + b), part: {x: null.int, /* } */ y: 2}, note: note::3}
            ann::{id: 2, exact: 1.5, list: []}
            """;

    @Test
    void findsAndReadsAllKindsOfValueInTextAndBinary() throws IOException {
        for (var file : List.of(text(ALL), file("rows.10n", binary(ALL)))) {
            assertThat(format().sniff(input(file).sample()).orElseThrow().certainty())
                    .isEqualTo(1.0);
            assertThat(TypeString.print(type(file)))
                    .isEqualTo(
                            "struct<id:int,big:bigint,huge:decimal(30,0),exact:decimal(4,2),real:double,flag:boolean,"
                                    + "day:date,at:timestamp,sym:string,text:string,long:string,blob:binary,clob:binary,"
                                    + "list:array<int>,sexp:array<string>,part:struct<x:void,y:int>,note:int>");
            assertThat(rows(file))
                    .containsExactly(
                            "{\"id\":1,\"big\":5000000000,\"huge\":123456789012345678901234567890,\"exact\":12.50,"
                                    + "\"real\":1.0,\"flag\":true,\"day\":\"2024-02-29\","
                                    + "\"at\":\"2023-12-31T23:00:00.123Z\",\"sym\":\"a b\",\"text\":\"x\\\"{\","
                                    + "\"long\":\"onetwo\",\"blob\":\"/+//\",\"clob\":\"fX0=\",\"list\":[1,2],"
                                    + "\"sexp\":[\"a\",\"+\",\"b\"],\"part\":{\"y\":2},\"note\":3}",
                            "{\"id\":2,\"exact\":1.50,\"list\":[]}");
        }
    }

    @Test
    void readsLocalSymbolsInText() throws IOException {
        var file = text("$ion_1_0 $ion_symbol_table::{symbols:[\"id\"]} {$10: 1} {$10: 2}");
        assertThat(rows(file)).containsExactly("{\"id\":1}", "{\"id\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":2}",
                "[1,2]",
                "a,b\n1,2\n",
                "some words {a:1}",
                "<a/>",
                "key = value\n",
                "{",
                "//"
            })
    void leavesJsonAndOtherTextsAlone(String text) throws IOException {
        assertThat(format().sniff(input(text(text)).sample())).isEmpty();
    }

    @Test
    void costsABrokenValueItselfWithItsPlace() throws IOException {
        var file = text("{id:1}\n{id:two}\n{id:}\n7\n{id:\"x\n{id:3}\n{id:4, id:5}\n{id:9999999999}\n{id:6\n{id:7}\n");
        var frame = ids(file);
        assertThat(frame.toDF().collectAsList())
                .extracting(row -> row.getInt(0))
                .containsExactly(1, 3, 7);
        var faults = faults(frame);
        assertThat(faults).extracting(row -> row.getLong(2)).containsExactly(2L, 3L, 4L, 5L, 7L, 8L, 9L);
        assertThat(faults.get(0).getString(5)).isEqualTo("expected an int, got the symbol two");
        assertThat(faults.get(0).getString(4)).isEqualTo("id");
        assertThat(faults.get(1).getString(5)).startsWith("no Ion: ");
        assertThat(faults.get(2).getString(5)).isEqualTo("expected a struct, got a value of type int");
        assertThat(faults.get(3).getString(5)).isEqualTo("no value of Ion");
        assertThat(faults.get(4).getString(5)).isEqualTo("the field stands twice");
        assertThat(faults.get(5).getString(5)).isEqualTo("expected an int, got the int 9999999999");
        assertThat(faults.get(6).getString(5)).isEqualTo("the file ends inside the value");
    }

    @Test
    void keepsTheRowsBeforeTheEndOfAFileThatIsCutOff() throws IOException {
        var many = "{id: 1, name: \"a name of some length\"}\n".repeat(5_000);
        var whole = binary(many);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(whole);
        }
        var cut = file("cut.10n", Arrays.copyOf(whole, whole.length / 2));
        var cutPacked = file("cut.10n.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        for (var file : List.of(cut, cutPacked)) {
            var frame = ids(file);
            assertThat(frame.count()).isBetween(1_000L, 4_000L);
            assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                    .containsAnyOf("the file ends inside the value", "cannot be unpacked from here on"));
        }
    }

    @Test
    void refusesValuesOfManyLevelsAndManyThatAreNotClosed() throws IOException {
        var deep = text("{id:1}\n{a:" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n{id:2}\n");
        var frame = ids(deep);
        assertThat(frame.count()).isEqualTo(2);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                .isEqualTo("more than 100 values in each other"));
        var open = file("open.ion", "{id:1\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        var none = ids(open);
        assertThat(none.count()).isZero();
        assertThat(faults(none)).hasSize(17).last().satisfies(fault -> assertThat(fault.getString(5))
                .endsWith("the rest of the file is refused"));
    }

    @Test
    void refusesBinaryThatIsNone() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(binary("{id:1}{id:2}"));
        bytes.writeBytes(new byte[] {(byte) 0xFF, 1, 2, 3});
        var frame = read(List.of(file("bad.10n", bytes.toByteArray())), ID, Type.Struct.EMPTY);
        assertThat(frame.count()).isEqualTo(2);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                .isEqualTo("no value of Ion; the rest of the file is refused"));
    }
}
