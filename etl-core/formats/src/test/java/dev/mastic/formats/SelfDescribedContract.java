// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FormatContract;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What formats keep that have a schema in each file. */
public abstract class SelfDescribedContract extends FormatContract {
    /** The name of the format, which is Spark's too. */
    protected abstract String name();

    /** The name of a column that is as odd as the format allows. */
    protected String oddName() {
        return "title.x";
    }

    /** What the format says of its files. */
    protected final Match match() {
        return new Match(name(), 1, "none", Map.of());
    }

    @Override
    protected String fileName() {
        return "rows." + name();
    }

    @Override
    protected void write(Path file, List<Row> rows) throws IOException {
        write(file, SparkExtension.session().createDataFrame(rows, SCHEMA));
    }

    /** Writes one file by the format itself. */
    protected final void write(Path file, Dataset<Row> rows) throws IOException {
        var written = Files.createTempDirectory(folder, "written");
        rows.coalesce(1)
                .write()
                .mode("overwrite")
                .format(format().writer().orElseThrow().getClass().getName())
                .save(written.toString());
        try (var files = Files.list(written)) {
            var part = files.filter(f -> f.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
            Files.move(part, file);
        }
    }

    /** A file of the rows of a query. */
    protected final FileItem file(String name, String sql) {
        try {
            var file = folder.resolve(name);
            write(file, SparkExtension.session().sql(sql));
            return item(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsNestedAndExactTypes() {
        var file = file(
                "typed",
                "select cast(1 as decimal(12,3)) d, date'2024-02-29' day, timestamp'2024-01-01 00:00:00' at,"
                        + " array(named_struct('a', 1L, 'b', 'x')) list, map('k', 1.5D) m, X'00' bin from range(7)");
        var inference = format().observe(input(file), match(), 1);
        assertThat(TypeString.print(Resolution.LOSSLESS.resolveRows(inference.observed())))
                .isEqualTo("struct<d:decimal(12,3),day:date,at:timestamp,list:array<struct<a:bigint,b:string>>,"
                        + "m:map<string,double>,bin:binary>");
        assertThat(inference.rows()).isEqualTo(7);
    }

    @Test
    void refusesAFileOfOtherTypesWhateverIsAsked() {
        var good = file("good", "select 1 id, 'a' name, 0.5D price, true active");
        var other = file("other", "select 1 id, 'a' name, '0.5' price, true active");
        var frame = read(List.of(good, other), Type.Struct.EMPTY);
        assertThat(frame.toDF().select("id").collectAsList()).containsExactly(RowFactory.create(1));
        assertThat(faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getString(0)).isEqualTo(other.path());
            assertThat(fault.getString(4)).isEqualTo("price");
            assertThat(fault.getString(5)).isEqualTo("is string in the file, declared as double");
        });
    }

    @Test
    void readsMissingColumnsAsNull() {
        var file = file("few", "select 1 id, 'a' name");
        assertThat(read(List.of(file), Type.Struct.EMPTY).toDF().collectAsList())
                .containsExactly(RowFactory.create(1, "a", null, null));
    }

    @Test
    void readsMissingFieldsOfStructsAsNull() {
        var type = (Type.Struct) TypeString.parse("struct<id:int,s:struct<a:int,b:string>>");
        var file = file("few", "select 1 id, named_struct('a', 2) s");
        assertThat(read(List.of(file), type, Type.Struct.EMPTY).toDF().toJSON().collectAsList())
                .containsExactly("{\"id\":1,\"s\":{\"a\":2}}");
    }

    @Test
    void refusesAFileWhosePagesAreBroken() throws IOException {
        var good = file("good", "select 1 id, 'a' name, 0.5D price, true active");
        var broken =
                file("broken", "select cast(id as int) id, uuid() name, rand() price, true active from range(20000)");
        var bytes = Files.readAllBytes(Path.of(broken.path()));
        Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 0xEE);
        Files.write(Path.of(broken.path()), bytes);
        var frame = read(List.of(good, item(Path.of(broken.path()))), Type.Struct.EMPTY);
        assertThat(frame.toDF()
                        .filter("name = 'a'")
                        .select("id", "name", "price")
                        .collectAsList())
                .hasSize(1);
        assertThat(faults(frame)).singleElement().satisfies(fault -> assertThat(fault.getString(5))
                .contains("cannot be decoded"));
    }

    private Type.Struct mixed() {
        return Type.Struct.of(
                new Type.Field("id", Type.Primitive.INT),
                new Type.Field(oddName(), new Type.Choice(List.of(Type.Primitive.LONG, Type.Primitive.STRING))),
                new Type.Field(
                        "parts",
                        new Type.Array(Type.Struct.of(new Type.Field(
                                "size",
                                new Type.Choice(List.of(
                                        Type.Primitive.INT,
                                        Type.Struct.of(new Type.Field("unit", Type.Primitive.STRING)))))))));
    }

    @Test
    void findsTheChoicesOfAFileThatIsMarked() throws IOException {
        var mixed = mixed();
        var quoted = oddName().indexOf('.') < 0 ? oddName() : "`" + oddName() + "`";
        var rows = List.of(
                RowFactory.create(1, RowFactory.create(7L, null), List.of()),
                RowFactory.create(
                        2,
                        RowFactory.create(null, "x"),
                        List.of(RowFactory.create(RowFactory.create(null, RowFactory.create("cm"))))));
        var path = folder.resolve("mixed");
        write(path, SparkExtension.session().createDataFrame(rows, SparkTypes.toSpark(mixed)));
        var seen = format().observe(input(item(path)), match(), 1);
        assertThat(seen.choices())
                .containsExactlyInAnyOrder(ColumnPath.of(oddName()), ColumnPath.parse("parts[].size"));
        assertThat(TypeString.print(Resolution.LOSSLESS.resolveRows(seen.observed())))
                .contains(quoted + ":struct<long:bigint,string:string>");
        var frame = read(List.of(item(path)), mixed, Type.Struct.EMPTY);
        assertThat(frame.schema()).isEqualTo(mixed);
        assertThat(frame.toDF().toJSON().collectAsList())
                .containsExactlyInAnyOrder(
                        "{\"id\":1,\"" + oddName() + "\":{\"long\":7},\"parts\":[]}",
                        "{\"id\":2,\"" + oddName()
                                + "\":{\"string\":\"x\"},\"parts\":[{\"size\":{\"struct\":{\"unit\":\"cm\"}}}]}");
        assertThat(faults(frame)).isEmpty();
    }

    @Test
    void takesTheStructsOfOtherWritersForStructs() {
        var file = file("plain", "select named_struct('long', 1L, 'string', 'x') as s");
        assertThat(format().observe(input(file), match(), 1).choices()).isEmpty();
    }
}
