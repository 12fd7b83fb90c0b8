// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CsvSchemaChangeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "struct<id:int,name:string,price:double>";

    @TempDir
    private Path path;

    private CsvFolder folder;
    private FileItem file;

    @BeforeEach
    void start() {
        folder = new CsvFolder(path);
    }

    private DynamicFrame read(String type, OtherFields others) {
        var listed = FileListing.list(path.toString(), new Configuration()).get(0);
        file = new FileItem(listed.path(), listed.size(), listed.modified(), listed.etag(), List.of("2024"));
        var scan = new FileScan(
                "orders",
                List.of(file),
                folder.match(),
                (Type.Struct) TypeString.parse(type),
                Type.Struct.of(new Type.Field("year", Type.Primitive.STRING)),
                others);
        return new CsvFormat(Map.of())
                .read(LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    private void assertRescued(DynamicFrame frame, String column, int row, String expected) throws IOException {
        var text = frame.toDF().select(column).collectAsList().get(row).getString(0);
        assertThat(JSON.readTree(text)).isEqualTo(JSON.readTree(expected.replace("FILE", file.path())));
    }

    @Test
    void rescuesCellsOfOtherColumnsAndOfOtherTypesAndBeyondTheHeader() throws IOException {
        folder.with(
                "a.csv",
                "id,note \"€\",name,price,year\n1,,Ann,2.5,1999\n2,\"a \"\"b\"\"\",Ben,3.5,1999\nx,,Carl,free,\n"
                        + "4,,Dora,4.5,,y,\"\",z\n");
        var frame = read(TYPE, OtherFields.of(SchemaChange.RESCUE));
        assertThat(frame.schema().names()).containsExactly("id", "name", "price", "_rescued", "year");
        assertThat(frame.toDF()
                        .select("id", "name", "price", "year")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[1,Ann,2.5,2024], [2,Ben,3.5,2024], [null,Carl,null,2024], [4,Dora,4.5,2024]]");
        assertThat(frame.toDF().first().isNullAt(3)).isTrue();
        assertRescued(frame, "_rescued", 1, "{\"note \\\"€\\\"\":\"a \\\"b\\\"\",\"_file\":\"FILE\"}");
        assertRescued(frame, "_rescued", 2, "{\"id\":\"x\",\"price\":\"free\",\"_file\":\"FILE\"}");
        assertRescued(frame, "_rescued", 3, "{\"col5\":\"y\",\"col7\":\"z\",\"_file\":\"FILE\"}");
        assertThat(CsvFolder.faults(frame)).isEmpty();
        assertThat(frame.toDF().count()).isEqualTo(4);
    }

    @Test
    void rescuesIntoAColumnOfAnotherNameBesideOneOfTheFile() throws IOException {
        folder.with("a.csv", "id,_file,col3\n3,,\n1,x,y\n2,x,y,z\n");
        var frame = read("struct<id:int>", new OtherFields(SchemaChange.RESCUE, "rest"));
        assertThat(frame.schema().names()).containsExactly("id", "rest", "year");
        assertRescued(frame, "rest", 1, "{\"_file_2\":\"x\",\"col3\":\"y\",\"_file\":\"FILE\"}");
        assertRescued(frame, "rest", 2, "{\"_file_2\":\"x\",\"col3\":\"y\",\"col3_2\":\"z\",\"_file\":\"FILE\"}");
        assertThat(frame.toDF().first().isNullAt(1)).isTrue();
    }

    @Test
    void stillRefusesWhatIsNoRecordOrNoText() throws IOException {
        var text = "id,name,price,more\n1,Ann,2,a\n2,Ben,#,b\n3,Carl,1,c\n4,Dora,#,d\n5,E,1,é\n6,F,1,ü\n7,G";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xE4 : bytes[i];
        }
        folder.with("a.csv", bytes);
        var utf8 = Map.of("encoding", "UTF-8");
        var listed = FileListing.list(path.toString(), new Configuration());
        var type = (Type.Struct) TypeString.parse(TYPE);
        var scan = new FileScan(
                "orders", listed, folder.match(), type, Type.Struct.EMPTY, OtherFields.of(SchemaChange.RESCUE));
        var frame = new CsvFormat(utf8)
                .read(LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
        assertThat(frame.toDF().select("id").collectAsList().toString()).isEqualTo("[[1], [3], [5], [6]]");
        assertThat(CsvFolder.faults(frame))
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("[3,price,text that is not UTF-8"))
                .anyMatch(fault -> fault.startsWith("[8,null,the file ends inside the record"));
    }

    @Test
    void refusesRecordsWithCellsInOtherColumnsOfAFrozenSource() throws IOException {
        folder.with(
                "a.csv",
                "id,new.one,name,price,year\n1,,Ann,2.5,1999\n2,x,Ben,3.5,1999\n3,,Carl,4.5,,\n4,,Dora,1,,y\n");
        var frame = read(TYPE, OtherFields.of(SchemaChange.FREEZE));
        assertThat(frame.toDF().select("id").collectAsList().toString()).isEqualTo("[[1], [3]]");
        assertThat(CsvFolder.faults(frame))
                .containsExactly(
                        "[3,`new.one`,no column has this field,2,x,Ben,3.5,1999]",
                        "[5,null,more cells than columns (got 6; expected 5),4,,Dora,1,,y]");
    }

    @Test
    void refusesARescuedColumnThatHasAnotherMeaning() throws IOException {
        folder.with("a.csv", "id,name\n1,Ann\n2,Ben\n");
        assertThatThrownBy(() -> read("struct<id:int,_rescued:int>", OtherFields.of(SchemaChange.RESCUE)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'_rescued' is declared as int (expected string)");
        assertThatThrownBy(() -> read("struct<id:int>", new OtherFields(SchemaChange.RESCUE, "year")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'year' is a partition key");
    }
}
