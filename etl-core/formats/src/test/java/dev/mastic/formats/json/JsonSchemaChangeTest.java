// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonSchemaChangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "struct<id:int,name:string,address:struct<zip:int>,tags:array<int>>";

    @TempDir
    Path folder;

    private FileItem file;

    private DynamicFrame read(String text, String type, SchemaChange change) {
        file = new JsonFolder(folder).file("rows.json", text);
        var keyed = new FileItem(file.path(), file.size(), file.modified(), file.etag(), List.of("2024"));
        return JsonFolder.frame(
                new JsonFormat(),
                new FileScan(
                        "orders",
                        List.of(keyed),
                        JsonFolder.MATCH,
                        (Type.Struct) TypeString.parse(type),
                        Type.Struct.of(new Type.Field("year", Type.Primitive.STRING)),
                        OtherFields.of(change)));
    }

    private void assertRescued(String line, String row, String rescued) throws IOException {
        var frame = read("{\"id\":0,\"name\":\"x\"}\n" + line + "\n", TYPE, SchemaChange.RESCUE);
        var rows = frame.toDF().drop("_rescued", "year").toJSON().collectAsList();
        assertThat(rows).containsExactly("{\"id\":0,\"name\":\"x\"}", row);
        var kept = frame.toDF().select("_rescued").collectAsList();
        assertThat(kept.get(0).isNullAt(0)).isTrue();
        if (rescued == null) {
            assertThat(kept.get(1).isNullAt(0)).isTrue();
        } else {
            var tree = JSON.readTree(rescued.replace("FILE", file.path()));
            assertThat(JSON.readTree(kept.get(1).getString(0))).isEqualTo(tree);
        }
        assertThat(frame.errorsCount()).isZero();
        assertThat(frame.toDF().count()).isEqualTo(2);
    }

    @Test
    void rescuesFieldsThatNoColumnHas() throws IOException {
        assertRescued(
                "{\"new \\\"€\\\"\":{\"a\":[1, 2.50, \"}\"]},\"id\":1,\"t\":true,\"s\":\"\\u00fc\",\"n\":null,\"f\":-1.5e3}",
                "{\"id\":1}",
                "{\"new \\\"€\\\"\":{\"a\":[1,2.50,\"}\"]},\"t\":true,\"s\":\"ü\",\"n\":null,\"f\":-1.5e3,\"_file\":\"FILE\"}");
    }

    @Test
    void rescuesValuesOfOtherTypesAndKeepsTheGoodOnes() throws IOException {
        assertRescued(
                "{\"id\":\"seven\",\"name\":\"n\",\"address\":{\"zip\":{\"a\":1}},\"tags\":[1,\"x\",[]]}",
                "{\"name\":\"n\"}",
                "{\"id\":\"seven\",\"address\":{\"zip\":{\"a\":1}},\"tags\":[1,\"x\",[]],\"_file\":\"FILE\"}");
        assertRescued("{\"tags\":7,\"id\":1}", "{\"id\":1}", "{\"tags\":7,\"_file\":\"FILE\"}");
    }

    @Test
    void rescuesAColumnWithSomethingUnknownInsideAndKeepsIt() throws IOException {
        assertRescued(
                "{\"id\":1,\"address\":{\"zip\":8001,\"city\":\"Zürich\"}}",
                "{\"id\":1,\"address\":{\"zip\":8001}}",
                "{\"address\":{\"zip\":8001,\"city\":\"Zürich\"},\"_file\":\"FILE\"}");
    }

    @Test
    void passesOverFieldsOfTheNameOfAKey() throws IOException {
        assertRescued("{\"id\":1,\"year\":1999}", "{\"id\":1}", null);
        var frozen = read("{\"id\":1,\"year\":1999}\n", TYPE, SchemaChange.FREEZE);
        assertThat(frozen.toDF().first().<String>getAs("year")).isEqualTo("2024");
        assertThat(frozen.errorsCount()).isZero();
    }

    @Test
    void stillRefusesWhatIsNoRecord() {
        var frame = read("{\"id\":1,\"id\":2}\n{\"z\":1,\"z\":2}\nno\n{\"id\":3}\n", TYPE, SchemaChange.RESCUE);
        assertThat(frame.count()).isEqualTo(1);
        assertThat(JsonFolder.faults(frame)).extracting(row -> row.getString(4)).containsExactly("id", "z", null);
    }

    @Test
    void readsTheSameWithoutTheRescuedColumn() {
        var frame = read("{\"id\":\"x\",\"name\":\"a\",\"new\":1}\n", TYPE, SchemaChange.RESCUE);
        assertThat(frame.toDF().select("name").collectAsList()).hasSize(1);
        assertThat(frame.schema().names()).contains("_rescued");
        assertThat(frame.errorsCount()).isZero();
    }

    @Test
    void refusesRowsWithUnknownFieldsOfAFrozenSource() {
        var frame = read(
                "{\"id\":1}\n{\"id\":2,\"new\":1}\n{\"id\":3,\"address\":{\"city\":\"x\"}}\n{\"id\":4}\n",
                TYPE,
                SchemaChange.FREEZE);
        assertThat(frame.toDF().select("id").collectAsList()).hasSize(2);
        var faults = JsonFolder.faults(frame);
        assertThat(faults).extracting(row -> row.getString(4)).containsExactly("new", "address.city");
        assertThat(faults).extracting(row -> row.getString(5)).containsOnly("no column has this field");
    }

    @Test
    void refusesARescuedColumnThatIsNoString() {
        assertThatThrownBy(() -> read("{}\n", "struct<id:int,_rescued:int>", SchemaChange.RESCUE))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("_rescued");
    }
}
