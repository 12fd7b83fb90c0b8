// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.OtherTypesContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroFormatTest extends OtherTypesContract {
    private static final String ORDER = """
            {"type": "record", "name": "Order", "namespace": "shop", "fields": [
              {"name": "id", "type": "int"},
              {"name": "name", "type": ["null", "string"]},
              {"name": "price", "type": "double"},
              {"name": "active", "type": "boolean"}]}""";

    @Override
    protected Format format() {
        return new AvroFormat();
    }

    @Override
    protected String name() {
        return AvroFormat.NAME;
    }

    /** Names in Avro are of letters, digits and underscores. */
    @Override
    protected String oddName() {
        return "title_x";
    }

    /** Keys in Avro are texts. */
    @Override
    protected String oddMap() {
        return "map('1', 2)";
    }

    /** Of one of Avro's own writers. */
    private Path orders(String name, String codec, int count) throws IOException {
        var schema = new Schema.Parser().parse(ORDER);
        try (var out = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
            out.setCodec(CodecFactory.fromString(codec)).setSyncInterval(1000);
            out.create(schema, folder.resolve(name).toFile());
            for (int i = 0; i < count; i++) {
                var order = new GenericData.Record(schema);
                order.put("id", i);
                order.put("name", "name " + i);
                order.put("price", i / 4.0);
                order.put("active", i % 2 == 0);
                out.append(order);
            }
        }
        return folder.resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "xz", "zstandard"})
    void readsBlocksOfEachCodec(String codec) throws IOException {
        var file = item(orders("orders.avro", codec, 500));
        assertThat(format().observe(input(file), match(), Long.MAX_VALUE).rows())
                .isEqualTo(500);
        assertThat(format().observe(input(file), match(), 1).rows()).isBetween(1L, 499L);
        var frame = read(List.of(file), Type.Struct.EMPTY);
        assertThat(frame.toDF().selectExpr("sum(id)", "max(name)").first().toString())
                .isEqualTo("[124750,name 99]");
        assertThat(faults(frame)).isEmpty();
    }

    @Test
    void readsAFileWhateverItIsCalled() throws IOException {
        var file = item(orders("orders", "null", 3));
        assertThat(read(List.of(file), Type.Struct.EMPTY).count()).isEqualTo(3);
    }

    @Test
    void findsTheLogicalTypesOfOtherWriters() throws IOException {
        var schema = new Schema.Parser().parse("""
                {"type": "record", "name": "All", "fields": [
                  {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                  {"name": "local", "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
                  {"name": "uuid", "type": {"type": "string", "logicalType": "uuid"}},
                  {"name": "colour", "type": {"type": "enum", "name": "Colour", "symbols": ["RED", "BLUE"]}},
                  {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 2}},
                  {"name": "counts", "type": {"type": "map", "values": "long"}},
                  {"name": "wide", "type": ["int", "long", "null"]},
                  {"name": "either", "type": ["int", "string"]}]}""");
        var file = folder.resolve("all.avro");
        try (var out = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
            out.create(schema, file.toFile());
            var row = new GenericData.Record(schema);
            row.put(
                    "amount",
                    ByteBuffer.wrap(new BigDecimal("12.50").unscaledValue().toByteArray()));
            row.put("day", 19_000);
            row.put("at", 1_000_000L);
            row.put("local", 1_000L);
            row.put("uuid", "b5d1");
            row.put(
                    "colour",
                    new GenericData.EnumSymbol(schema.getField("colour").schema(), "BLUE"));
            row.put("hash", new GenericData.Fixed(schema.getField("hash").schema(), new byte[] {1, 2}));
            row.put("counts", Map.of("a", 7L));
            row.put("wide", 5);
            row.put("either", "text");
            out.append(row);
        }
        var seen = format().observe(input(item(file)), match(), 1);
        var type = (Type.Struct) Resolution.LOSSLESS.resolveRows(seen.observed());
        assertThat(TypeString.print(type))
                .isEqualTo("struct<amount:decimal(9,2),day:date,at:timestamp,local:timestamp_ntz,uuid:string,"
                        + "colour:string,hash:binary,counts:map<string,bigint>,wide:bigint,"
                        + "either:struct<member0:int,member1:string>>");
        var json = read(List.of(item(file)), type, Type.Struct.EMPTY)
                .toDF()
                .toJSON()
                .collectAsList();
        assertThat(json.get(0))
                .contains("\"amount\":12.50", "\"day\":\"2022-01-08\"", "\"colour\":\"BLUE\"", "\"wide\":5")
                .contains("\"either\":{\"member1\":\"text\"}", "\"counts\":{\"a\":7}");
    }

    @Test
    void keepsTheRowsBeforeTheEndOfAFileThatIsCutOff() throws IOException {
        var whole = orders("orders.avro", "null", 2000);
        var bytes = Files.readAllBytes(whole);
        var cut = Files.write(folder.resolve("cut.avro"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(format().observe(input(item(cut)), match(), Long.MAX_VALUE).rows())
                .isBetween(900L, 1100L);
        var frame = read(List.of(item(cut)), Type.Struct.EMPTY);
        assertThat(frame.count()).isBetween(900L, 1100L);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                .isEqualTo("ends inside a block, what was read before is kept"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0002\u0016avro.schema",
                "\u0002\u0016avro.schema\u0004{}\u0000",
                "\u0000",
                "\u0002\u00ff\u00ff\u00ff\u00ff\u000f",
                "\u0002\u0016avro.schema\u000c\"int\"\u0000"
            })
    void refusesAFileWhoseHeaderCannotBeRead(String header) throws IOException {
        var file =
                Files.write(folder.resolve("bad.avro"), ("Obj\u0001" + header).getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> format().observe(input(item(file)), match(), 1))
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith("Cannot read " + file + ": ");
        var good = item(orders("good.avro", "null", 3));
        var frame = read(List.of(item(file), good), Type.Struct.EMPTY);
        assertThat(frame.count()).isEqualTo(3);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(0))
                .isEqualTo(file.toString()));
    }

    @Test
    void refusesASchemaThatHoldsItself() throws IOException {
        var schema = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}");
        var file = folder.resolve("nodes.avro");
        try (var out = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
            out.create(schema, file.toFile());
        }
        assertThatThrownBy(() -> format().observe(input(item(file)), match(), 1))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("recursive");
    }

    @Test
    void tellsHiveTheSchema() {
        var hive = format().hive(match(), TYPE);
        assertThat(hive.serde()).isEqualTo("org.apache.hadoop.hive.serde2.avro.AvroSerDe");
        assertThat(hive.serdeParameters().get("avro.schema.literal"))
                .contains("\"name\":\"price\",\"type\":[\"double\",\"null\"]");
    }
}
