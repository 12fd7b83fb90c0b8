// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.TableLayout.FoundFiles;
import dev.mastic.core.io.TableLayout.Terms;
import dev.mastic.core.io.TableLayout.Update;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class IcebergLayoutTest {
    private static final Terms KEEPS = Lake.terms(UpdateBehavior.LOG, DeleteBehavior.LOG, false);
    private static final Terms DRY =
            Lake.terms(UpdateBehavior.UPDATE_IN_DATABASE, DeleteBehavior.DELETE_FROM_DATABASE, true);

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = Lake.in(folder);
    }

    @Test
    void makesATableOfFilesThatStayWhereTheyAre() throws IOException {
        lake.parquet("year=2023/a.parquet", "select 1 id, 'x' name")
                .parquet("year=2024/b.parquet", "select 2 id, 'y' name");
        var before = Files.readAllBytes(lake.path("year=2023/a.parquet"));
        var update = lake.crawl(Lake.USUAL, "year");
        assertThat(update.change()).isEqualTo(Change.CREATED);
        assertThat(update.partitions()).isEqualTo(2);
        assertThat(types(update)).containsExactly("id int", "name string");
        assertThat(lake.rows("id", "name", "year")).containsExactly("1|x|2023", "2|y|2024");
        assertThat(Files.readAllBytes(lake.path("year=2023/a.parquet"))).isEqualTo(before);
        assertThat(paths())
                .containsExactly(
                        lake.path("year=2023/a.parquet").toString(),
                        lake.path("year=2024/b.parquet").toString());
        assertThat(lake.table().properties())
                .containsEntry("gc.enabled", "false")
                .containsEntry("UPDATED_BY_CRAWLER", "me")
                .containsKey("schema.name-mapping.default");
        assertThat(lake.table().spec().fields())
                .singleElement()
                .satisfies(field -> assertThat(field.transform().isIdentity()).isTrue());
    }

    @Test
    void passesOverFilesByTheirFigures() {
        lake.parquet("a.parquet", "select 1 id, 'x' name").parquet("b.parquet", "select 5 id, 'y' name");
        lake.crawl(Lake.USUAL);
        assertThat(files(lake.table().newScan().filter(Expressions.greaterThan("id", 3))))
                .containsExactly(lake.path("b.parquet").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc"})
    void readsValuesInEachOther(String format) {
        lake.file("a", format, "select 1 id, named_struct('a', 1, 'b', array(1.5D)) s, map('k', 7L) m");
        lake.crawl(format, Lake.USUAL);
        assertThat(lake.rows("id", "s.a", "s.b[0]", "m['k']")).containsExactly("1|1|1.5|7");
        assertThat(lake.crawl(format, Lake.USUAL).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void takesAvroFiles() throws IOException {
        AvroFiles.write(lake.path("a.avro"), 1, "x");
        AvroFiles.write(lake.path("b.avro"), 2, "y");
        lake.crawl("avro", Lake.USUAL);
        assertThat(lake.rows("id", "name")).containsExactly("1|x", "2|y");
    }

    @Test
    void commitsNothingWhereNothingHasChangedAlsoAfterATouch() throws IOException {
        lake.parquet("a.parquet", "select 1 id");
        lake.crawl(Lake.USUAL);
        var before = metadata();
        assertThat(lake.crawl(Lake.USUAL).change()).isEqualTo(Change.UNCHANGED);
        Files.setLastModifiedTime(lake.path("a.parquet"), FileTime.fromMillis(1_000));
        assertThat(lake.crawl(Lake.USUAL)).satisfies(update -> {
            assertThat(update.change()).isEqualTo(Change.UNCHANGED);
            assertThat(update.differences()).isEmpty();
        });
        assertThat(metadata()).isEqualTo(before);
    }

    @Test
    void addsNewFilesByOneAppend() {
        lake.parquet("year=2023/a.parquet", "select 1 id");
        lake.crawl(Lake.USUAL, "year");
        lake.parquet("year=2023/b.parquet", "select 2 id").parquet("year=2024/c.parquet", "select 3 id");
        var update = lake.crawl(Lake.USUAL, "year");
        assertThat(update.change()).isEqualTo(Change.UPDATED);
        assertThat(update.newPartitions()).isEqualTo(1);
        assertThat(update.differences())
                .containsExactly(
                        new Difference("files", "", "2 (" + lake.path("year=2023/b.parquet") + ", …)", true, ""));
        assertThat(snapshots()).containsExactly("append", "append");
        assertThat(lake.rows("id", "year")).containsExactly("1|2023", "2|2023", "3|2024");
    }

    @Test
    void putsAChangedFileInThePlaceOfItsEarlierVersion() {
        lake.parquet("a.parquet", "select 1 id").parquet("b.parquet", "select 5 id");
        lake.crawl(Lake.USUAL);
        lake.parquet("a.parquet", "select explode(array(7, 8)) id");
        var update = lake.crawl(Lake.USUAL);
        assertThat(update.differences()).extracting(Difference::after).containsExactly("their new versions");
        assertThat(lake.rows("id")).containsExactly("5", "7", "8");
        assertThat(paths()).hasSize(2);
        assertThat(snapshots()).containsExactly("append", "overwrite");
        assertThat(lake.crawl(Lake.USUAL).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void takesFilesThatAreGoneOutAsThePolicySays() throws IOException {
        lake.parquet("a.parquet", "select 1 id").parquet("b.parquet", "select 2 id");
        lake.crawl(Lake.USUAL);
        Files.delete(lake.path("a.parquet"));
        var reported = lake.crawl(KEEPS);
        assertThat(reported.change()).isEqualTo(Change.UNCHANGED);
        assertThat(reported.differences())
                .containsExactly(new Difference(
                        "files",
                        "1 (" + lake.path("a.parquet") + ")",
                        "",
                        false,
                        "they are gone, and their rows stay in the table"));
        var others = new Terms(Lake.USUAL.policy(), false, false, new Lake.TestMarks("somebody else"));
        assertThat(lake.crawl(others).change()).isEqualTo(Change.UNCHANGED);
        assertThat(lake.crawl(Lake.USUAL).change()).isEqualTo(Change.UPDATED);
        assertThat(lake.rows("id")).containsExactly("2");
    }

    @Test
    void keepsAFileThatIsThereThoughItWasLeftOut() {
        lake.parquet("a.parquet", "select 1 id").parquet("b.parquet", "select 2 id");
        lake.crawl(Lake.USUAL);
        var found = lake.found("parquet");
        var some = new FoundFiles(found.table(), "parquet", found.files().subList(0, 1));
        assertThat(lake.layout().update(some, Lake.USUAL).change()).isEqualTo(Change.UNCHANGED);
        assertThat(lake.rows("id")).containsExactly("1", "2");
    }

    @Test
    void growsByTheRulesOfIceberg() {
        lake.parquet("a.parquet", "select 1 id, cast(1.5 as float) f, 1.10BD d, named_struct('x', 1) s");
        lake.crawl(Lake.USUAL);
        lake.parquet(
                "b.parquet",
                "select 5000000000L id, 2.5D f, cast(9999.25 as decimal(10,2)) d, named_struct('x', 2, 'y', 'z') s,"
                        + " true extra");
        var update = lake.crawl(Lake.USUAL);
        assertThat(update.differences())
                .extracting(Difference::toString)
                .contains("column id: int -> bigint", "column f: float -> double", "column extra: new: boolean");
        assertThat(lake.rows("id", "f", "d", "s.x", "s.y", "extra"))
                .containsExactly("1|1.5|1.10|1|null|null", "5000000000|2.5|9999.25|2|z|true");
        lake.parquet("c.parquet", "select 3 id");
        assertThat(lake.crawl(Lake.USUAL).skipped()).isEmpty();
        assertThat(lake.rows("id")).contains("3");
    }

    @Test
    void leavesOutWhatIcebergCannotReadAsTheOthers() {
        lake.parquet("a.parquet", "select 1 id")
                .parquet("b.parquet", "select 2 id")
                .parquet("c.parquet", "select 'three' id")
                .parquet("d.parquet", "select 4 ID");
        var update = lake.crawl(Lake.USUAL);
        assertThat(update.skipped())
                .containsExactly(
                        new Skipped(
                                lake.path("c.parquet").toString(),
                                "Cannot take " + lake.path("c.parquet") + " into table lake.sales: its column 'id' is"
                                        + " string, which Iceberg cannot read as the table's int without rewriting it"),
                        new Skipped(
                                lake.path("d.parquet").toString(),
                                "Cannot take " + lake.path("d.parquet") + " into table lake.sales: its column 'ID'"
                                        + " differs from the table's 'id' by letter case only"));
        assertThat(lake.rows("id")).containsExactly("1", "2");
        var again = lake.crawl(Lake.USUAL);
        assertThat(again.change()).isEqualTo(Change.UNCHANGED);
        assertThat(again.skipped()).isEqualTo(update.skipped());
    }

    @Test
    void letsColumnsBeWhereThePolicySaysSo() {
        lake.parquet("a.parquet", "select 1 id");
        lake.crawl(Lake.USUAL);
        lake.parquet("b.parquet", "select 2 id, 'x' extra").parquet("c.parquet", "select 3L id");
        var update = lake.crawl(KEEPS);
        assertThat(types(update)).containsExactly("id int");
        assertThat(update.differences())
                .extracting(Difference::toString)
                .contains("column extra: new: string, not written");
        assertThat(update.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .contains("c.parquet", "'id' is long", "lets types be"));
        assertThat(lake.rows("id")).containsExactly("1", "2");
    }

    @Test
    void readsKeysFromFoldersWhereFilesHaveAColumnOfTheName() {
        lake.parquet("year=2023/a.parquet", "select 1 id, 23 year");
        lake.crawl(Lake.USUAL, "year");
        assertThat(lake.rows("id", "year")).containsExactly("1|2023");
        assertThat(files(lake.table().newScan().filter(Expressions.equal("year", "2023"))))
                .hasSize(1);
    }

    @Test
    void leavesAloneWhatJobsHaveAddedAndRewritten() throws IOException {
        lake.parquet("a.parquet", "select 1 id").parquet("b.parquet", "select 2 id");
        lake.crawl(Lake.USUAL);
        lake.parquet("job.parquet", "select 9 id");
        lake.table().newAppend().appendFile(entry(lake.path("job.parquet"))).commit();
        lake.parquet("../warehouse/compacted.parquet", "select 1 id");
        lake.table()
                .newOverwrite()
                .deleteFile(entry(lake.path("a.parquet")))
                .addFile(entry(lake.path("../warehouse/compacted.parquet")))
                .commit();
        var before = metadata();
        assertThat(lake.crawl(Lake.USUAL).change()).isEqualTo(Change.UNCHANGED);
        assertThat(metadata()).isEqualTo(before);
        Files.delete(lake.path("a.parquet"));
        Files.delete(lake.path("b.parquet"));
        lake.crawl(Lake.USUAL);
        assertThat(lake.rows("id")).containsExactly("1", "9");
    }

    @Test
    void saysThatAChangedFileCannotBeReplacedOnceItsRowsWereRewritten() throws IOException {
        lake.parquet("a.parquet", "select 1 id");
        lake.crawl(Lake.USUAL);
        lake.table().newDelete().deleteFile(lake.path("a.parquet").toString()).commit();
        lake.parquet("a.parquet", "select 'longer' id, 2 more");
        var update = lake.crawl(Lake.USUAL);
        assertThat(update.change()).isEqualTo(Change.UNCHANGED);
        assertThat(update.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .contains("a.parquet", "rewritten or deleted its rows"));
    }

    @Test
    void addsEachFileOnceHoweverManyCrawlAtATime() throws Exception {
        IntStream.range(0, 6).forEach(i -> lake.parquet(i + ".parquet", "select " + i + " id"));
        lake.crawl(Lake.USUAL);
        IntStream.range(6, 12).forEach(i -> lake.parquet(i + ".parquet", "select " + i + " id"));
        lake.parquet("../warehouse/job.parquet", "select 99 id");
        var pool = Executors.newFixedThreadPool(4);
        try {
            var all = new ArrayList<Callable<Object>>(
                    List.of(() -> lake.crawl(Lake.USUAL), () -> lake.crawl(Lake.USUAL), () -> lake.crawl(Lake.USUAL)));
            all.add(() -> {
                lake.table()
                        .newAppend()
                        .appendFile(entry(lake.path("../warehouse/job.parquet")))
                        .commit();
                return true;
            });
            for (var done : pool.invokeAll(all)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(lake.rows("id")).hasSize(13);
    }

    @Test
    void writesNothingInADryRun() {
        lake.parquet("a.parquet", "select 1 id");
        assertThat(lake.crawl(DRY).change()).isEqualTo(Change.CREATED);
        assertThat(lake.catalog().tableExists(TableIdentifier.of("lake", "sales")))
                .isFalse();
        lake.crawl(Lake.USUAL);
        var before = metadata();
        lake.parquet("b.parquet", "select 2 id, 'x' extra");
        assertThat(types(lake.crawl(DRY))).containsExactly("id int", "extra string");
        assertThat(metadata()).isEqualTo(before);
    }

    @Test
    void refusesFormatsThatIcebergDoesNotRead() {
        lake.file("a.csv", "csv", "select 1 id");
        assertThatThrownBy(() -> lake.crawl("csv", Lake.USUAL))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("/sales/", "got csv; expected parquet, orc, avro", "plain table", "job");
    }

    @Test
    void leavesOutFilesWithIdsOfAnotherTable() throws IOException {
        lake.parquet("a.parquet", "select 1 id");
        lake.crawl(Lake.USUAL);
        lake.spark()
                .sql("select 2 id")
                .write()
                .format("iceberg")
                .mode("append")
                .save(lake.table().location());
        Path written;
        try (Stream<Path> files = Files.walk(folder.resolve("warehouse/lake/sales/data"))) {
            written = files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.copy(written, lake.path("b.parquet"));
        assertThat(lake.crawl(Lake.USUAL).skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .contains("b.parquet", "ids of Iceberg's"));
    }

    @Test
    void leavesOutFilesThatIcebergCannotOpen() throws IOException {
        lake.parquet("a.parquet", "select 1 id");
        Files.copy(lake.path("a.parquet"), lake.path("10:30.parquet"));
        assertThat(lake.crawl(Lake.USUAL).skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .contains("10:30.parquet", "a colon in its name"));
        assertThat(lake.rows("id")).hasSize(1);
    }

    @Test
    void leavesTablesOfOthersAsTheyAre() {
        lake.parquet("a.parquet", "select 1 id");
        lake.catalog()
                .createTable(
                        TableIdentifier.of("lake", "sales"),
                        new Schema(Types.NestedField.optional(1, "id", Types.IntegerType.get())),
                        PartitionSpec.unpartitioned());
        assertThatThrownBy(() -> lake.crawl(Lake.USUAL))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("lake.sales", "no crawl has made of this place");
    }

    @Test
    void refusesOtherKeysThanTheTableHas() {
        lake.parquet("year=2023/a.parquet", "select 1 id");
        lake.crawl(Lake.USUAL, "year");
        assertThatThrownBy(() -> lake.crawl(Lake.USUAL))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("lake.sales", "partition keys", "expected [year]");
    }

    private List<String> types(Update update) {
        return update.table().columns().stream()
                .map((Column column) -> column.name() + " " + TypeString.print(column.type()))
                .toList();
    }

    private List<String> paths() {
        return files(lake.table().newScan());
    }

    private static List<String> files(TableScan scan) {
        var paths = new ArrayList<String>();
        scan.planFiles().forEach(task -> paths.add(task.file().location()));
        return paths.stream().sorted().toList();
    }

    private List<String> snapshots() {
        var operations = new ArrayList<String>();
        lake.table().snapshots().forEach(snapshot -> operations.add(snapshot.operation()));
        return operations;
    }

    private String metadata() {
        return ((BaseTable) lake.table()).operations().current().metadataFileLocation();
    }

    private static DataFile entry(Path path) throws IOException {
        return DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(path.toString())
                .withFormat("parquet")
                .withFileSizeInBytes(Files.size(path))
                .withRecordCount(1)
                .build();
    }
}
