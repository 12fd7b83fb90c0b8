// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.InMemoryCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogChangesTest {
    private static final Policy DELETING =
            policy(UpdateBehavior.UPDATE_IN_DATABASE, DeleteBehavior.DELETE_FROM_DATABASE);
    private static final Policy LOGGING = policy(UpdateBehavior.LOG, DeleteBehavior.LOG);

    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder.resolve("lake"));
    }

    @Test
    void widensTypesAndSaysWhichValueDidIt() {
        place.file("t/p-1.json", "{'amount':1}", "{'amount':2}");
        place.crawl();
        place.file("t/p-7.json", "{'amount':3}", "{'amount':'n/a'}");
        var report = place.crawl();
        assertThat(differences(report, "t"))
                .containsExactly("column amount: int -> string, because of p-7.json:2 \"n/a\" (1 of 4 values)");
        assertThat(type("t")).isEqualTo("struct<amount:string>");
    }

    @Test
    void readsThePartitionsThatItFindsAndPagesThroughTheOthers() {
        var catalog = new CountingCatalog(new InMemoryCatalog());
        place = new Place(folder.resolve("lake"), catalog);
        place.file("t/p=1/a.json", "{'id':1}");
        place.file("t/p=2/a.json", "{'id':1}");
        place.crawl();
        assertThat(catalog.sought()).isZero();
        assertThat(catalog.paged()).isZero();
        place.file("t/p=3/a.json", "{'id':1}");
        assertThat(Place.table(place.crawl(), "t").partitions()).isEqualTo(3);
        assertThat(catalog.sought()).isEqualTo(3);
        assertThat(catalog.paged()).isEqualTo(2);
    }

    @Test
    void neverNarrowsAndSaysSo() {
        place.file("t/p.json", "{'amount':1.5,'gone':1}");
        place.crawl();
        place.file("t/p.json", "{'amount':1,'more':true}");
        assertThat(differences(place.crawl(), "t"))
                .containsExactly(
                        "column amount: double -> int, a narrower type in all files now, which is not taken:"
                                + " types only widen, not written",
                        "column more: new: boolean",
                        "column gone: gone: int, in no file now, not written");
        assertThat(type("t")).isEqualTo("struct<amount:double,gone:int,more:boolean>");
        assertThat(differences(place.crawl(), "t")).hasSize(1);
    }

    @Test
    void letsTheFirstValueDecideTheTypeOfAColumnOfNulls() {
        place.file("t/p.json", "{'id':1,'n':null}");
        place.crawl();
        assertThat(type("t")).isEqualTo("struct<id:int,n:string>");
        place.file("t/p.json", "{'id':1,'n':2}");
        place.crawl();
        assertThat(type("t")).isEqualTo("struct<id:int,n:int>");
        place.file("t/p.json", "{'id':1,'n':null}");
        assertThat(differences(place.crawl(), "t")).isEmpty();
        assertThat(type("t")).isEqualTo("struct<id:int,n:int>");
    }

    @Test
    void writesNothingForFilesThatWereOnlyTouched() throws IOException {
        place.file("t/year=1/p.json", "{'id':1}").file("u/p.json", "{'x':1}");
        place.crawl();
        Files.setLastModifiedTime(folder.resolve("lake/u/p.json"), FileTime.fromMillis(1));
        long writes = memory().writes();
        var again = place.crawl();
        assertThat(again.tables()).allSatisfy(table -> {
            assertThat(table.change()).isEqualTo(Change.UNCHANGED);
            assertThat(table.differences()).isEmpty();
        });
        assertThat(memory().writes()).isEqualTo(writes);
    }

    @Test
    void onlyReportsWhatItMayNotUpdateButMakesNewTablesAndPartitions() {
        place.file("t/year=1/p.json", "{'id':1}");
        place.crawl("c", LOGGING);
        place.file("t/year=1/p.json", "{'id':1.5}")
                .file("t/year=2/p.json", "{'id':2}")
                .file("u/p.json", "{'x':1}");
        var report = place.crawl("c", LOGGING);
        assertThat(Place.names(report)).containsExactly("t", "u");
        assertThat(differences(report, "t"))
                .containsExactly(
                        "column id: int -> double, because of year=1/p.json:1 1.5 (1 of 2 values), not written",
                        "partition [2]: new: " + place.location("t/year=2/"));
        assertThat(type("t")).isEqualTo("struct<id:int>");
        assertThat(place.version("t")).isEqualTo(1);
        assertThat(place.partitions("t")).containsExactly("1", "2");
    }

    @Test
    void onlyAddsColumnsWhenItIsToldTo() {
        var merging = new Policy(
                SchemaChangePolicy.LOG,
                RecrawlBehavior.CRAWL_EVERYTHING,
                new CrawlConfiguration(true, true, false, OptionalInt.empty(), OptionalInt.empty(), true));
        place.file("t/p.json", "{'id':1,'s':{'a':1}}");
        place.crawl("c", merging);
        place.file("t/p.json", "{'id':1.5,'s':{'a':'x','b':true},'new':1}");
        assertThat(differences(place.crawl("c", merging), "t"))
                .contains("column id: int -> double, because of p.json:1 1.5 (1 of 1 value), not written")
                .contains("column new: new: int");
        assertThat(type("t")).isEqualTo("struct<id:int,s:struct<a:int,b:boolean>,new:int>");
    }

    @Test
    void marksTablesAndPartitionsWhoseFilesAreGone() throws IOException {
        place.file("t/year=1/p.json", "{'id':1}")
                .file("t/year=2/p.json", "{'id':1}")
                .file("u/p.json", "{'x':1}");
        place.crawl();
        delete("t/year=1");
        delete("u");
        var report = place.crawl();
        assertThat(Place.table(report, "u").change()).isEqualTo(Change.DEPRECATED);
        assertThat(Place.table(report, "t").change()).isEqualTo(Change.UPDATED);
        assertThat(differences(report, "t")).containsExactly("partition [1]: gone: " + place.location("t/year=1/"));
        assertThat(place.table("u").parameters()).containsKey("DEPRECATED_BY_CRAWLER");
        assertThat(place.catalog().partitions(name("t")))
                .extracting(partition -> partition.parameters().containsKey("DEPRECATED_BY_CRAWLER"))
                .containsExactly(true, false);
        long writes = memory().writes();
        assertThat(Place.names(place.crawl())).containsExactly("t");
        assertThat(memory().writes()).isEqualTo(writes);
        place.file("u/p.json", "{'x':1}").file("t/year=1/p.json", "{'id':1}");
        place.crawl();
        assertThat(place.table("u").parameters()).doesNotContainKey("DEPRECATED_BY_CRAWLER");
        assertThat(place.catalog().partitions(name("t")))
                .noneMatch(partition -> partition.parameters().containsKey("DEPRECATED_BY_CRAWLER"));
    }

    @Test
    void deletesWhatIsGoneWhereItIsToldTo() throws IOException {
        place.file("t/year=1/p.json", "{'id':1}")
                .file("t/year=2/p.json", "{'id':1}")
                .file("u/p.json", "{'x':1}");
        place.crawl("c", DELETING);
        delete("t/year=1");
        delete("u");
        var report = place.crawl("c", DELETING);
        assertThat(Place.table(report, "u").change()).isEqualTo(Change.DELETED);
        assertThat(place.catalog().tables(Place.DATABASE)).containsExactly(name("t"));
        assertThat(place.partitions("t")).containsExactly("2");
        assertThat(Place.table(report, "t").partitions()).isEqualTo(1);
    }

    @Test
    void leavesAloneWhatAnotherMadeOrWhatItDidNotLookAt() throws IOException {
        place.file("mine/p.json", "{'id':1}").file("other/p.json", "{'x':1}");
        place.crawl("other", DELETING);
        place.file("keep/p.json", "{'y':1}");
        delete("mine");
        place.crawl("c", DELETING);
        assertThat(place.catalog().find(name("mine"))).isPresent();
        assertThat(place.table("mine").parameters()).containsEntry("UPDATED_BY_CRAWLER", "other");
        assertThat(place.table("keep").parameters()).containsEntry("UPDATED_BY_CRAWLER", "c");
        delete("other");
        place.crawl("keep");
        assertThat(place.catalog().find(name("other"))).isPresent();
    }

    @Test
    void deletesNothingWhenATargetIsMissing() throws IOException {
        place.file("t/p.json", "{'id':1}");
        place.crawl("c", DELETING);
        Files.move(folder.resolve("lake"), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> place.crawl("c", DELETING)).isInstanceOf(UsageException.class);
        Files.createDirectories(folder.resolve("lake"));
        assertThatThrownBy(() -> place.crawl("c", DELETING)).isInstanceOf(UsageException.class);
        assertThat(place.catalog().find(name("t"))).isPresent();
    }

    @Test
    void takesOverWhatCrawlsByHandHaveMade() {
        place.file("t/p.json", "{'id':1}");
        place.crawl();
        place.crawl("nightly", Policy.USUAL);
        assertThat(place.table("t").parameters()).containsEntry("UPDATED_BY_CRAWLER", "nightly");
        long writes = memory().writes();
        place.crawl();
        assertThat(memory().writes()).isEqualTo(writes);
    }

    @Test
    void givesPartitionsTheFormatOfTheirTableAndReportsIt() {
        place.file("t/year=1/p.json", "{'id':1}");
        place.crawl();
        var found = place.catalog().partitions(name("t")).get(0);
        var parameters = new HashMap<>(found.parameters());
        parameters.put(Table.CLASSIFICATION, "csv");
        place.catalog().putPartitions(name("t"), List.of(new Partition(found.values(), found.storage(), parameters)));
        assertThat(differences(place.crawl(), "t"))
                .containsExactly("partition [1]: classification=csv -> classification=json");
        assertThat(place.catalog().partitions(name("t"))).containsExactly(found);
    }

    @Test
    void makesNoTableAtAllBeyondTheThreshold() {
        place.file("a/p.json", "{'x':1}").file("b/p.json", "{'y':1}");
        var one = new Policy(
                SchemaChangePolicy.USUAL,
                RecrawlBehavior.CRAWL_EVERYTHING,
                new CrawlConfiguration(false, true, false, OptionalInt.empty(), OptionalInt.of(1), true));
        assertThatThrownBy(() -> place.crawl("c", one))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot make 2 new tables: the crawler's table threshold is 1");
        assertThat(memory().writes()).isZero();
    }

    @Test
    void refusesByNameWhatItCannotDo() {
        place.file("a/p.json", "{'x':1}");
        var request = CrawlRequest.of(List.of(place.folder().toString()), Place.DATABASE, false);
        assertThatThrownBy(() -> place.crawl(
                        new CrawlRequest(request.crawler(), List.of(), List.of(place.location("a/p.json")), false)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot crawl changed files only: the crawler's recrawl behavior is CRAWL_EVERYTHING"
                        + " (expected CRAWL_EVENT_MODE)");
    }

    private static Policy policy(UpdateBehavior update, DeleteBehavior delete) {
        return new Policy(
                new SchemaChangePolicy(update, delete), RecrawlBehavior.CRAWL_EVERYTHING, CrawlConfiguration.USUAL);
    }

    private static List<String> differences(CrawlReport report, String table) {
        return Place.table(report, table).differences().stream()
                .map(Difference::toString)
                .toList();
    }

    private String type(String table) {
        return TypeString.print(place.table(table).fileType());
    }

    private static TableName name(String table) {
        return new TableName(Place.DATABASE, table);
    }

    private InMemoryCatalog memory() {
        return (InMemoryCatalog) place.catalog();
    }

    private void delete(String path) throws IOException {
        try (var all = Files.walk(folder.resolve("lake").resolve(path))) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
