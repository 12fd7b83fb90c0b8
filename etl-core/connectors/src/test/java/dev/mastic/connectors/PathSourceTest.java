// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class PathSourceTest {
    @TempDir
    Path folder;

    @Test
    void makesColumnsOfFolderNames(SparkSession spark) {
        ParquetFiles.put(folder.resolve("Year=2024/city=K%C3%B6ln/a.parquet"), 1);
        ParquetFiles.put(folder.resolve("year=007/city=__HIVE_DEFAULT_PARTITION__/b.parquet"), 2);
        var source = source(Map.of());
        var slice = source.slice("in", Bounds.all());
        assertThat(source.shape(slice))
                .isEqualTo(Type.Struct.of(
                        new Type.Field("id", Type.Primitive.LONG),
                        new Type.Field("Year", Type.Primitive.STRING),
                        new Type.Field("city", Type.Primitive.STRING)));
        var frame =
                source.read(LazySpark.of(spark), slice, TestParts.of(Map.of()).context());
        assertThat(frame.toDF().collectAsList())
                .containsExactlyInAnyOrder(RowFactory.create(1L, "2024", "Köln"), RowFactory.create(2L, "007", null));
    }

    @Test
    void takesNoColumnsFromTheFoldersAboveItsPath() {
        ParquetFiles.put(folder.resolve("year=2024/a.parquet"), 1);
        var source = TestParts.path(folder.resolve("year=2024"), Map.of());
        assertThat(source.shape(source.slice("in", Bounds.all())).names()).containsExactly("id");
    }

    @Test
    void readsASingleFile(SparkSession spark) {
        ParquetFiles.put(folder.resolve("a.parquet"), 1, 2);
        ParquetFiles.put(folder.resolve("b.parquet"), 3);
        var source = TestParts.path(folder.resolve("a.parquet"), Map.of());
        var slice = source.slice("in", Bounds.all());
        assertThat(source.read(
                                LazySpark.of(spark),
                                slice,
                                TestParts.of(Map.of()).context())
                        .count())
                .isEqualTo(2);
    }

    private List<String> paths(Source source) {
        var items = (Items.Files) source.slice("in", Bounds.all()).items();
        return items.files().stream()
                .map(file -> folder.relativize(Path.of(file.path())).toString())
                .toList();
    }

    private void write(String... names) throws IOException {
        for (var name : names) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @Test
    void passesOverExcludedFiles() throws IOException {
        write("a.csv", "b.tmp", "old/c.csv", "old/d.tmp", "x/old/e.csv");
        assertThat(paths(source(Map.of("exclusions", "*.tmp"))))
                .containsExactly("a.csv", "old/c.csv", "old/d.tmp", "x/old/e.csv");
        assertThat(paths(source(Map.of("exclusions", List.of("**.tmp", "old/**")))))
                .containsExactly("a.csv", "x/old/e.csv");
        assertThatThrownBy(() -> paths(source(Map.of("exclusions", "**"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds no data files")
                .hasMessageContaining("excluded ones are passed over");
        assertThatThrownBy(() -> source(Map.of("exclusions", "a[")))
                .hasMessageContaining(
                        "setting 'exclusions' must be a list of patterns such as \"**.tmp\"; 'a[' is no glob");
    }

    @Test
    void namesFilesThatAreGoneOrOfAnotherVersion() throws IOException {
        write("a", "b", "c", "d", "e");
        var source = source(Map.of());
        var slice = source.slice("in", Bounds.all());
        var files = ((Items.Files) slice.items()).files();
        Files.delete(folder.resolve("a"));
        Files.writeString(folder.resolve("b"), "longer");
        // of equal size, at another time
        Files.setLastModifiedTime(
                folder.resolve("c"), FileTime.fromMillis(files.get(2).modified() + 1));
        Files.delete(folder.resolve("d"));
        Files.createDirectory(folder.resolve("d"));
        assertThat(source.changed(slice)).isEqualTo(files.subList(0, 4));
    }

    @Test
    void readsTenThousandFilesOfOneSecondOnceInManyRuns() throws IOException {
        var second = FileTime.fromMillis(1_700_000_000_000L);
        for (int i = 0; i < 10_000; i++) {
            var file = Files.writeString(folder.resolve("f" + i), "row");
            Files.setLastModifiedTime(file, second);
        }
        var source = source(Map.of("bounded-files", 2_499));
        var read = new ArrayList<FileItem>();
        var ledger = FileLedger.empty();
        var slice = source.slice("in", Bounds.since(Optional.of(new Position.Files(ledger))));
        for (; !slice.isEmpty(); slice = source.slice("in", Bounds.since(Optional.of(new Position.Files(ledger))))) {
            read.addAll(((Items.Files) slice.items()).files());
            var seen = new FileLedger.Builder();
            read.forEach(file -> seen.add(file.pathHash(), file.versionHash()));
            ledger = seen.build();
            // what comes late, with an older time, is read too
            if (read.size() == 2_499) {
                Files.setLastModifiedTime(
                        Files.writeString(folder.resolve("late"), "row"),
                        FileTime.fromMillis(second.toMillis() - 86_400_000));
            }
        }
        assertThat(read).doesNotHaveDuplicates().hasSize(10_001);
    }

    @Test
    void refusesFoldersWithDifferentKeys() {
        ParquetFiles.put(folder.resolve("year=2024/a.parquet"), 1);
        ParquetFiles.put(folder.resolve("month=12/b.parquet"), 2);
        assertThatThrownBy(() -> source(Map.of()).slice("in", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("different partition keys (got [month] in")
                .hasMessageContaining("[year] in " + folder.resolve("year=2024/a.parquet"));
    }

    @Test
    void takesAColumnThatIsAlsoAFolderKeyFromTheFolders(SparkSession spark) {
        ParquetFiles.put(folder.resolve("ID=7/a.parquet"), 1);
        spark.range(1)
                .selectExpr("id", "'x' as name")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("ID=8").toString());
        var source = source(Map.of());
        var slice = source.slice("in", Bounds.all());
        assertThat(source.shape(slice).names()).containsExactly("name", "ID");
        var frame =
                source.read(LazySpark.of(spark), slice, TestParts.of(Map.of()).context());
        assertThat(frame.toDF().collectAsList())
                .containsExactlyInAnyOrder(RowFactory.create(null, "7"), RowFactory.create("x", "8"));
    }

    @Test
    void takesTheFormatOfTheHighestCertaintyAndThenTheFirstByName() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "x");
        var source = source(Map.of());
        assertThat(source.shape(source.slice("in", Bounds.all())).names()).containsExactly("b-lines");
    }

    @Test
    void takesTheFormatThatIsSet(SparkSession spark) throws IOException {
        Files.writeString(folder.resolve("a.txt"), "x\ny\n");
        var source = source(Map.of("format", "a-lines"));
        var slice = source.slice("in", Bounds.all());
        assertThat(source.shape(slice).names()).containsExactly("a-lines");
        assertThat(source.read(
                                LazySpark.of(spark),
                                slice,
                                TestParts.of(Map.of()).context())
                        .count())
                .isEqualTo(2);
        Files.move(folder.resolve("a.txt"), folder.resolve("a.dat"));
        var unknown = source(Map.of("format", "lines"));
        assertThat(unknown.shape(unknown.slice("in", Bounds.all())).names()).containsExactly("line");
    }

    @Test
    void namesTheFormatsWhenNoneKnowsTheFiles() throws IOException {
        Files.writeString(folder.resolve("a.dat"), "x");
        var source = source(Map.of());
        var slice = source.slice("in", Bounds.all());
        assertThatThrownBy(() -> source.shape(slice))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining(folder.resolve("a.dat").toString())
                .hasMessageContaining("a-lines, b-lines, lines, parquet");
        var optioned = source(Map.of("options", Map.of("skip", 2)));
        assertThatThrownBy(() -> optioned.shape(slice))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("no format knows its files with skip (first: ")
                .hasMessageEndingWith("formats that take these options: a-lines");
    }

    @Test
    void findsItsColumnsInTheFilesThatCanBeRead() throws IOException {
        Files.write(folder.resolve("a.parquet"), new byte[] {'P', 'A', 'R', '1', 0, 0, 0, 0, 0, 0, 0, 0});
        var broken = source(Map.of());
        var alone = broken.slice("in", Bounds.all());
        assertThatThrownBy(() -> broken.shape(alone))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("a.parquet");
        ParquetFiles.put(folder.resolve("b.parquet"), 1);
        var source = source(Map.of());
        assertThat(source.shape(source.slice("in", Bounds.all())).names()).containsExactly("id");
    }

    @Test
    void namesAFolderWithoutDataFiles() throws IOException {
        Files.writeString(folder.resolve("_SUCCESS"), "x");
        Files.writeString(folder.resolve(".hidden.parquet"), "x");
        Files.writeString(folder.resolve("empty.parquet"), "");
        assertThatThrownBy(() -> source(Map.of()).slice("in", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read " + folder + ": it holds no data files (");
    }

    @Test
    void infersTheTypeFromTheSlicesFilesOnly(SparkSession spark) throws IOException {
        ParquetFiles.put(folder.resolve("a.parquet"), 1);
        var source = source(Map.of());
        var slice = source.slice("in", Bounds.all());
        spark.range(1)
                .selectExpr("id", "1 as more")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("b").toString());
        assertThat(source(Map.of()).shape(slice).names()).containsExactly("id");
        assertThat(source.shape(source.slice("in", Bounds.all())).names()).containsExactly("id", "more");
        assertThat(((Items.Files) slice.items()).files()).hasSize(1);
    }

    @Test
    void refusesToReadUpToAPosition() {
        ParquetFiles.put(folder.resolve("a.parquet"), 1);
        var ledger = new Position.Files(FileLedger.empty());
        var bounds =
                new Bounds(Read.NEW, Optional.empty(), Optional.of(ledger), OptionalLong.empty(), OptionalLong.empty());
        assertThatThrownBy(() -> source(Map.of()).slice("in", bounds))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read source 'in' up to a position");
    }

    @Test
    void isFoundOnTheClassPathByName() {
        assertThat(Arrays.asList("path", "table"))
                .allSatisfy(name -> assertThat(Registry.fromClasspath().find(Source.class, name))
                        .isPresent());
    }

    @Test
    void takesTheDeclaredColumnsAndTypesOfKeys() throws IOException {
        write("year=2024/a.txt", "one");
        var source = source(Map.of("schema", "word string, year int"));
        assertThat(source.shape(source.slice("in", Bounds.all())))
                .isEqualTo(Type.Struct.of(
                        new Type.Field("word", Type.Primitive.STRING), new Type.Field("year", Type.Primitive.INT)));
    }

    @Test
    void refusesASchemaThatIsNone() {
        assertThatThrownBy(() -> source(Map.of("schema", "id lnog")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("'schema' must be columns such as")
                .hasMessageContaining("did you mean 'long'?");
        assertThatThrownBy(() -> source(Map.of("schema", "id long", "infer", "all")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nothing to infer");
    }

    @Test
    void readsAllRowsForTheirColumnsWhenAsked() throws IOException {
        write("a.txt", "one");
        write("b.txt", "two");
        var all = source(Map.of("format", "lines", "infer", "all"));
        assertThat(all.shape(all.slice("in", Bounds.all())).names()).containsExactly("whole");
        var sample = source(Map.of("format", "lines", "infer", "sample"));
        assertThat(sample.shape(sample.slice("in", Bounds.all())).names()).containsExactly("lines");
    }

    @Test
    void givesOptionsToTheFormatThatKnowsThem(SparkSession spark) throws IOException {
        write("a.txt", "xx\none\n");
        var source = source(Map.of("options", Map.of("skip", 2)));
        var slice = source.slice("in", Bounds.all());
        assertThat(source.shape(slice).names()).containsExactly("a-lines");
        var frame =
                source.read(LazySpark.of(spark), slice, TestParts.of(Map.of()).context());
        assertThat(frame.toDF().collectAsList()).containsExactly(RowFactory.create("one"));
    }

    @Test
    void refusesOptionsThatNoFormatHas() {
        assertThatThrownBy(() -> source(Map.of("options", Map.of("skpi", 2))))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("no format has an option 'skpi' (has: skip; did you mean 'skip'?)");
        assertThatThrownBy(() -> source(Map.of("format", "a-lines", "options", Map.of("skpi", 2))))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("unknown setting 'skpi' (did you mean 'skip'?)");
        assertThatThrownBy(() -> source(Map.of("format", "a-lines", "options", Map.of("skip", "many"))))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("'skip' must be a whole number");
    }

    @Test
    void addsColumnsToThoseThatAreDeclaredWhereItEvolves() throws IOException {
        write("year=2024/a.txt", "a\n");
        var schema = Map.of("schema", "id long, year int");
        assertThat(TypeString.print(shape(schema))).isEqualTo("struct<id:bigint,year:int>");
        var evolving = Map.of("schema", "id long, year int", "schema-change", "evolve", "infer", "all");
        assertThat(TypeString.print(shape(evolving))).isEqualTo("struct<id:bigint,whole:string,year:int>");
        assertThatThrownBy(() -> shape(Map.of("schema-change", "rescue")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot rescue what is new");
    }

    @Test
    void takesTheFormatOfMostOfTheBytesNotThatOfANoteBesideThem(SparkSession spark) throws IOException {
        write("about.txt", "what this is\n");
        ParquetFiles.put(folder.resolve("data.parquet"), 1, 2);
        assertThat(shape(Map.of()).names()).containsExactly("id");
    }

    private Type.Struct shape(Map<String, ?> settings) {
        var source = source(settings);
        return source.shape(source.slice("in", Bounds.all()));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Source source(Map<String, ?> settings) {
        return TestParts.path(folder, settings);
    }
}
