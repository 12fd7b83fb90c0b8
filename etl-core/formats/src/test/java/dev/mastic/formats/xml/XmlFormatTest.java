// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FormatContract;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.Warnings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFormatTest extends FormatContract {
    @Override
    protected Format format() {
        return new XmlFormat();
    }

    @Override
    protected String fileName() {
        return "rows.xml";
    }

    @Override
    protected void write(Path file, List<Row> rows) throws IOException {
        var text = new StringBuilder("<?xml version=\"1.0\"?>\n<!-- <order> is the row --><orders xmlns=\"urn:x\">\n");
        for (var row : rows) {
            text.append(
                    "  <order>\n    <id>%s</id><name>%s</name>\n    <price>%s</price><active>%s</active>\n  </order>\n"
                            .formatted(row.get(0), row.get(1), row.get(2), row.get(3)));
        }
        Files.writeString(file, text.append("</orders>\n"));
    }

    private FileItem file(String name, byte[] bytes) throws IOException {
        return item(Files.write(folder.resolve(name), bytes));
    }

    private FileItem file(String text) throws IOException {
        return file("rows.xml", text.getBytes(StandardCharsets.UTF_8));
    }

    private Type.Struct type(FileItem file) {
        var match = format().sniff(input(file).sample()).orElseThrow();
        return (Type.Struct) Resolution.LOSSLESS.resolveRows(
                format().observe(input(file), match, Long.MAX_VALUE).observed());
    }

    private List<String> rows(FileItem file) {
        return read(List.of(file), type(file), Type.Struct.EMPTY)
                .toDF()
                .toJSON()
                .collectAsList();
    }

    private static String reason(Row fault) {
        return fault.getString(5);
    }

    @Test
    void readsAttributesPartsListsAndTexts() throws IOException {
        var file = file("""
                <catalog>
                  <book id="007" lang="en"><title>A &amp; B</title><price currency="EUR">12.50</price>
                    <author>Ann</author><author>Ben</author></book>
                  <book id="008"><title><![CDATA[<C>]]></title><price>3.00</price><author>Cid</author><note/></book>
                  <book id="009"><title>  </title><out>true</out><day>2024-02-29</day></book>
                </catalog>
                """);
        assertThat(TypeString.print(type(file)))
                .isEqualTo("struct<_id:string,_lang:string,title:string,price:struct<_currency:string,_VALUE:double>,"
                        + "author:array<string>,note:void,out:boolean,day:date>");
        assertThat(rows(file))
                .containsExactly(
                        "{\"_id\":\"007\",\"_lang\":\"en\",\"title\":\"A & B\","
                                + "\"price\":{\"_currency\":\"EUR\",\"_VALUE\":12.5},\"author\":[\"Ann\",\"Ben\"]}",
                        "{\"_id\":\"008\",\"title\":\"<C>\",\"price\":{\"_VALUE\":3.0},\"author\":[\"Cid\"]}",
                        "{\"_id\":\"009\",\"out\":true,\"day\":\"2024-02-29\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a><b>1</b><b>2</b></a> | b",
                "<a><meta>x</meta><meta>y</meta><rows><row i='1' j='2'/><row i='2' j='3'/><row i='2' j='3'/></rows></a> | row",
                "<rss><channel><category>a</category><category>b</category><item><t/><l/></item><item><t/><l/></item></channel></rss> | item",
                "<note><to>A</to><from>B</from></note> | note",
                "<rs><r><id>1</id></r></rs> | r",
                "<e:envelope xmlns:e='u'><e:body><order><id>1</id><n>2</n></order></e:body></e:envelope> | order",
                "<x:list xmlns:x='u'><x:e/><x:e/></x:list> | x:e",
                "<orders><order><item/><item/></order><order><item/><item/><item/></order></orders> | order"
            })
    void findsTheElementsThatAreRows(String text, String tag) throws IOException {
        assertThat(format().sniff(input(file(text)).sample()).orElseThrow().dialect())
                .containsEntry("rowTag", tag);
    }

    @Test
    void saysWhereATagThatWasSetIsNotThere() throws IOException {
        var sample = input(file("<orders><order><id>1</id></order><order><id>2</id></order></orders>"))
                .sample();
        try (var warnings = Warnings.of(XmlFormat.class)) {
            new XmlFormat(Optional.of("order")).sniff(sample);
            assertThat(warnings.said()).isEmpty();
            new XmlFormat(Optional.of("ordr")).sniff(sample);
            assertThat(warnings.said())
                    .singleElement()
                    .asString()
                    .contains(
                            "rows.xml has no element <ordr> in its first 67 bytes",
                            "what it does have is <order>",
                            "row-tag");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><p>x</p></html>",
                "<html><body/></html>",
                "< 5",
                "<<EOF",
                "a<b/>",
                "<3",
                "<"
            })
    void leavesWhatIsNoXmlAlone(String text) throws IOException {
        assertThat(format().sniff(input(file(text)).sample())).isEmpty();
    }

    @Test
    void refusesElementsThatLieInEachOtherWithoutEnd() throws IOException {
        var file = file("<rs><r><id>1</id></r>" + "<r>".repeat(150) + "</r>".repeat(150) + "<r><id>2</id></r></rs>");
        var type = Type.Struct.of(new Type.Field("id", Type.Primitive.INT));
        var frame = read(List.of(file), type, Type.Struct.EMPTY);
        assertThat(frame.toDF().collectAsList())
                .extracting(row -> row.get(0))
                .startsWith(1)
                .endsWith(2);
        assertThat(reason(faults(frame).get(0))).isEqualTo("the element <r> is not closed before 100 others begin");
    }

    @Test
    void costsABrokenRowItselfWithItsPlace() throws IOException {
        var file = file("<rs>\n<r><id>1</id></r>\n<r><id>2</id>\n<r><id>3</id></r>\n<r><id>4</r>\n<r><id>x</id></r>\n"
                + "<r id='6>\n<r><id>7</id></r><r><a><b></a></b></r><r><id>8</id></r></rs>");
        var type = Type.Struct.of(new Type.Field("id", Type.Primitive.INT));
        var frame = read(List.of(file), type, Type.Struct.EMPTY);
        assertThat(frame.toDF().collectAsList())
                .extracting(row -> row.getInt(0))
                .containsExactly(1, 3, 7, 8);
        var faults = faults(frame);
        assertThat(faults).extracting(row -> row.getLong(2)).containsExactly(3L, 5L, 6L, 7L, 8L);
        assertThat(reason(faults.get(0))).isEqualTo("the element <r> is not closed");
        assertThat(reason(faults.get(1))).startsWith("no XML: ");
        assertThat(reason(faults.get(2))).isEqualTo("expected a int, got 'x'");
        assertThat(faults.get(2).getString(4)).isEqualTo("id");
        assertThat(faults.get(2).getString(6)).isEqualTo("<r><id>x</id></r>");
        assertThat(reason(faults.get(3))).isEqualTo("a tag of <r> is not closed");
        assertThat(reason(faults.get(4))).startsWith("no XML: ");
    }

    @Test
    void readsRecordsInsideRecordsOfTheSameName() throws IOException {
        var file = file("<rs><r><id>1</id><r><id>2</id></r></r><r><id>3</id></r></rs>");
        assertThat(rows(file)).containsExactly("{\"id\":1,\"r\":{\"id\":2}}", "{\"id\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rs><r><id>1</id></r><r><id>&x;</id></r></rs>",
                "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY x \"&a;&a;&a;\"> <!-- it's > ] --> ]><rs><r><id>1</id></r><r><id>&x;</id></r></rs>",
                "<!DOCTYPE r SYSTEM \"http://localhost:1/x.dtd\"><rs><r><id>1</id></r><r id=\"&x;\"><id>2</id></r></rs>"
            })
    void resolvesNoEntity(String text) throws IOException {
        var type = Type.Struct.of(new Type.Field("id", Type.Primitive.STRING));
        var frame = read(List.of(file(text)), type, Type.Struct.EMPTY);
        assertThat(frame.toDF().toJSON().collectAsList()).containsExactly("{\"id\":\"1\"}");
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(reason(fault))
                .containsIgnoringCase("entity"));
    }

    @Test
    void refusesRowsOfManyLevelsAndBytesThatAreNone() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("<rs><r><id>1</id></r><r>".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("</a>".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("</r><r><id>".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xC3});
        bytes.writeBytes("</id></r><r><id>\0</id></r><r><id>2</id></r></rs>".getBytes(StandardCharsets.UTF_8));
        var file = file("rows.xml", bytes.toByteArray());
        var type = Type.Struct.of(new Type.Field("id", Type.Primitive.INT));
        var scan = new FileScan("orders", List.of(file), dialect("r"), type, Type.Struct.EMPTY);
        var frame = read(scan);
        assertThat(frame.toDF().collectAsList())
                .extracting(row -> row.getInt(0))
                .containsExactly(1, 2);
        var faults = faults(frame);
        assertThat(reason(faults.get(0))).isEqualTo("more than 100 elements in each other");
        assertThat(reason(faults.get(1))).isEqualTo("holds bytes that are no UTF-8");
        assertThat(reason(faults.get(2))).startsWith("no XML: ");
        assertThat(faults).hasSize(3);
    }

    private static Match dialect(String tag) {
        return new Match("xml", 1, "none", Map.of("rowTag", tag));
    }

    private DynamicFrame read(FileScan scan) {
        return format().read(
                        LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    @Test
    void looksOnceToTheEndForManyRowsThatAreNotClosed() throws IOException {
        var file = file("<rs>" + "<r><id>1</id>".repeat(50_000));
        var type = Type.Struct.of(new Type.Field("id", Type.Primitive.INT));
        var scan = new FileScan("orders", List.of(file), dialect("r"), type, Type.Struct.EMPTY);
        var frame = read(scan);
        assertThat(frame.count()).isZero();
        assertThat(frame.errorsAsDynamicFrame().count()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252"})
    void readsEachEncoding(String charset) throws IOException {
        var text = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><rs><r n=\"Bärlauch\"/><r n=\"é\"/></rs>";
        var file = file("rows.xml", text.getBytes(Charset.forName(charset)));
        assertThat(rows(file)).containsExactly("{\"_n\":\"Bärlauch\"}", "{\"_n\":\"é\"}");
    }

    @Test
    void keepsTheRowsBeforeTheEndOfAPackedFileThatIsCutOff() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("<rs>".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 20_000; i++) {
                gzip.write(
                        ("<r><id>" + (i * 7919L * 7919L) % 1_000_003 + "</id></r>\n").getBytes(StandardCharsets.UTF_8));
            }
            gzip.write("</rs>".getBytes(StandardCharsets.UTF_8));
        }
        var file = file("rows.xml.gz", Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        var frame = read(List.of(file), type(file), Type.Struct.EMPTY);
        assertThat(frame.count()).isBetween(5_000L, 15_000L);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(reason(fault))
                .startsWith("cannot be unpacked from here on"));
    }

    @Test
    void rescuesAndFreezesWhatNoColumnHas() throws IOException {
        var file = file("<rs><r><id>1</id><x a=\"1\">t</x></r><r><id>2</id></r></rs>");
        var type = Type.Struct.of(new Type.Field("id", Type.Primitive.INT));
        var rescued = read(new FileScan(
                "orders", List.of(file), dialect("r"), type, Type.Struct.EMPTY, OtherFields.of(SchemaChange.RESCUE)));
        assertThat(rescued.toDF()
                        .orderBy("id")
                        .select(SchemaChange.RESCUED)
                        .first()
                        .getString(0))
                .startsWith("{\"x\":{\"_a\":\"1\",\"_VALUE\":\"t\"}");
        var frozen = read(new FileScan(
                "orders", List.of(file), dialect("r"), type, Type.Struct.EMPTY, OtherFields.of(SchemaChange.FREEZE)));
        assertThat(frozen.count()).isEqualTo(1);
        assertThat(faults(frozen)).singleElement().satisfies(fault -> assertThat(reason(fault))
                .isEqualTo("no column has this field"));
    }

    @Test
    void readsAWindowThatEndsAnywhere() throws IOException {
        var text = new StringBuilder("<rs>");
        for (int i = 0; i < 60_000; i++) {
            text.append("<!-- <r> --><r id=\"").append(i).append("\">a > b</r><other><r2/></other>\n");
        }
        var file = file(text.append("</rs>").toString());
        assertThat(Files.size(Path.of(file.path()))).isGreaterThan(2 << 20);
        var type = Type.Struct.of(
                new Type.Field("_id", Type.Primitive.INT), new Type.Field("_VALUE", Type.Primitive.STRING));
        var scan = new FileScan("orders", List.of(file), dialect("r"), type, Type.Struct.EMPTY);
        assertThat(read(scan)
                        .toDF()
                        .selectExpr("count(*)", "sum(_id)", "min(_VALUE)")
                        .first()
                        .toString())
                .isEqualTo("[60000,1799970000,a > b]");
    }
}
