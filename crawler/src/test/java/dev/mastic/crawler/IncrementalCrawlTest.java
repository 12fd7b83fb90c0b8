// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Reading;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.failure.UsageException;
import dev.mastic.crawler.table.Ownership;
import dev.mastic.testkit.FaultyFileSystem;
import dev.mastic.testkit.InMemoryCatalog;
import dev.mastic.testkit.InMemoryManifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crawl reads what has changed, and finds what one finds that reads everything. */
class IncrementalCrawlTest {
    private static final String ORDER = "{'id':1,'day':'x','total':2}";

    @TempDir
    Path folder;

    private Place place;
    private long clock = 1_700_000_000_000L;

    @BeforeEach
    void open() throws IOException {
        place = Place.in(folder.resolve("lake"));
        write("t/year=1/a.json", ORDER);
        write("t/year=1/b.json", ORDER);
        write("t/year=2/a.json", ORDER);
        write("people/a.json", "{'name':'x'}");
        write("people/notes.txt", "words");
    }

    @Test
    void readsNothingAndWritesNothingWhereNothingHasChanged() {
        assertThat(place.crawl().reading()).isEqualTo(new Reading(5, 5));
        long writes = memory().writes();
        long kept = manifests().writes();
        var again = place.crawl();
        assertThat(again.reading()).isEqualTo(new Reading(5, 0));
        assertThat(again.tables()).allSatisfy(table -> {
            assertThat(table.change()).isEqualTo(Change.UNCHANGED);
            assertThat(table.filesRead()).isZero();
            assertThat(table.filesSampled()).isEqualTo(table.files());
        });
        assertThat(again.skipped()).extracting(Skipped::path).containsExactly(place.location("people/notes.txt"));
        assertThat(memory().writes()).isEqualTo(writes);
        assertThat(manifests().writes()).isEqualTo(kept);
    }

    @Test
    void readsExactlyTheFileThatCameOrChangedInAnOldFolder() throws IOException {
        place.crawl();
        write("t/year=1/c.json", "{'id':1,'day':'x','total':2,'note':'n'}");
        var added = place.crawl();
        assertThat(added.reading()).isEqualTo(new Reading(6, 1));
        assertThat(Place.table(added, "t").filesRead()).isEqualTo(1);
        assertThat(Place.names(place.table("t").columns())).containsExactly("id", "day", "total", "note");
        write("t/year=1/c.json", "{'id':1.5,'day':'x','total':2,'note':'n'}");
        assertThat(place.crawl().reading()).isEqualTo(new Reading(6, 1));
        assertThat(place.table("t").fileType().field("id").orElseThrow().type().typeName())
                .isEqualTo("double");
    }

    @Test
    void readsNothingWhereAFileIsGone() throws IOException {
        place.crawl();
        Files.delete(path("t/year=1/b.json"));
        assertThat(place.crawl().reading()).isEqualTo(new Reading(4, 0));
        assertThat(place.table("t").parameters()).containsEntry("objectCount", "2");
    }

    @Test
    void writesNothingForAFileThatWasOnlyTouched() throws IOException {
        place.crawl();
        long writes = memory().writes();
        touch("t/year=1/a.json");
        var report = place.crawl();
        assertThat(report.reading().filesRead()).isEqualTo(1);
        assertThat(Place.table(report, "t").change()).isEqualTo(Change.UNCHANGED);
        assertThat(memory().writes()).isEqualTo(writes);
        assertThat(place.crawl().reading().filesRead()).isZero();
    }

    @Test
    void readsAFileAgainThatMayHaveChangedSinceWithoutLookingSo() throws IOException {
        Files.setLastModifiedTime(path("t/year=1/a.json"), FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        place.crawl();
        assertThat(place.crawl().reading().filesRead()).isEqualTo(1);
    }

    @Test
    void remembersNothingOfADryRun() {
        place.crawl(1, true);
        assertThat(manifests().writes()).isZero();
        assertThat(place.crawl().reading().filesRead()).isEqualTo(5);
        assertThat(place.crawl(1, true).reading().filesRead()).isZero();
    }

    @Test
    void readsEverythingAgainWithOtherClassifiers() {
        place.crawl();
        var odd = new ClassifierSpec("odd", "odd", Map.of("word", "words", "certainty", 1.0, "format", "psv"));
        var spec = CrawlerSpec.adHoc(List.of(place.folder().toString()), Place.DATABASE);
        var request = new CrawlRequest(spec, List.of(odd), List.of(), false);
        assertThat(place.crawl(request).reading().filesRead()).isEqualTo(5);
        assertThat(place.crawl(request).reading().filesRead()).isZero();
    }

    @Test
    void triesAFileAgainThatCouldNotBeRead() {
        var faults = FaultyFileSystem.settings(FaultyFileSystem.Call.OPEN, "year=2", 1, "Permission denied");
        var denied = crawl(faults);
        assertThat(denied.skipped()).extracting(Skipped::path).anyMatch(path -> path.contains("year=2"));
        var healthy = crawl(FaultyFileSystem.healthy());
        assertThat(healthy.reading().filesRead()).isEqualTo(1);
        assertThat(place.partitions("t")).containsExactly("1", "2");
    }

    @Test
    void goesOnWhereAFolderCannotBeListedAndTakesNothingAway() {
        crawl(FaultyFileSystem.healthy());
        var faults = FaultyFileSystem.settings(FaultyFileSystem.Call.LIST, "year=2", 1, "Permission denied");
        var report = crawl(faults);
        assertThat(report.skipped()).anySatisfy(skipped -> {
            assertThat(skipped.path()).endsWith("t/year=2");
            assertThat(skipped.reason()).startsWith("Cannot list ").contains("Permission denied");
        });
        assertThat(place.partitions("t")).containsExactly("1", "2");
        assertThat(place.catalog().partitions(place.table("t").name()))
                .extracting(Partition::parameters)
                .noneMatch(parameters -> parameters.containsKey(Ownership.DEPRECATED));
        assertThat(Place.table(report, "t").partitions()).isEqualTo(2);
    }

    @Test
    void rereadsNothingInTheDialectOfItsNeighboursASecondTime() throws IOException {
        write("p/y=1/a.psv", "id|name", "1|x");
        write("p/y=2/a.psv", "id|name", "2|y");
        write("p/y=3/a.psv", "id", "3");
        place.crawl();
        assertThat(place.crawl().reading().filesRead()).isZero();
        assertThat(place.partitions("p")).containsExactly("1", "2", "3");
    }

    @Test
    void looksIntoSomeFilesOfEachFolderAndKindWhereThereAreMany() throws IOException {
        for (int i = 0; i < 30; i++) {
            write("many/y=1/part-" + i + ".json", ORDER);
            write("many/y=2/part-" + i + ".json", ORDER);
        }
        write("many/y=2/odd.psv", "u|v", "1|2");
        var report = place.crawler(Map.of("all-files-below", 20), Map.of())
                .crawl(CrawlRequest.of(List.of(path("many").toString()), Place.DATABASE, false));
        assertThat(report.reading()).isEqualTo(new Reading(61, 9));
        var table = Place.table(report, "many");
        assertThat(table.files()).isEqualTo(60);
        assertThat(table.filesSampled()).isEqualTo(8);
        assertThat(place.table("many").parameters())
                .containsEntry("objectCount", "60")
                .containsEntry("recordCount", "60");
        assertThat(report.skipped()).extracting(Skipped::path).containsExactly(place.location("many/y=2/odd.psv"));
    }

    @Test
    void namesEachFileThatIsLeftOutWithThoseItStandsFor() throws IOException {
        for (int i = 0; i < 9; i++) {
            write("t/year=1/part-" + i + ".json", ORDER);
            write("t/year=1/other-" + i % 3 + ".psv", "u|v", "1|2");
        }
        var target = new CrawlTarget.Folder(path("t").toString(), List.of(), OptionalInt.of(1));
        var report = place.crawl(crawler(Policy.USUAL, target));
        assertThat(report.skipped())
                .extracting(Skipped::path)
                .containsExactly(
                        place.location("t/year=1/other-0.psv"),
                        place.location("t/year=1/other-1.psv"),
                        place.location("t/year=1/other-2.psv"));
        assertThat(place.table("t").exclusions()).hasSize(3);
        assertThat(place.crawl(crawler(Policy.USUAL, target)).skipped()).isEqualTo(report.skipped());
    }

    // ---- new folders only

    @Test
    void looksOnlyIntoNewFoldersAndChangesNothingElse() throws IOException {
        var newOnly = policy(RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY);
        place.crawl("c", newOnly);
        write("t/year=1/a.json", "{'id':'text','more':1}");
        write("t/year=1/new.json", ORDER);
        Files.delete(path("t/year=2/a.json"));
        Files.delete(path("t/year=2"));
        write("t/year=3/a.json", ORDER);
        write("returns/a.json", "{'code':1}");
        var before = place.table("t");
        var report = place.crawl("c", newOnly);
        assertThat(report.reading().filesRead()).isEqualTo(2);
        assertThat(place.partitions("t")).containsExactly("1", "2", "3");
        assertThat(place.table("t")).isEqualTo(before);
        assertThat(Place.table(report, "returns").change()).isEqualTo(Change.CREATED);
    }

    // ---- events

    @Test
    void looksOnlyAtTheFilesThatItIsToldOf() throws IOException {
        events();
        write("t/year=1/c.json", "{'id':1,'day':'x','total':2,'note':'n'}");
        write("t/year=9/a.json", ORDER);
        write("t/year=8/untold.json", ORDER);
        Files.delete(path("t/year=2/a.json"));
        var report = events("t/year=1/c.json", "t/year=9/a.json", "t/year=2/a.json");
        assertThat(report.reading().filesRead()).isEqualTo(2);
        assertThat(place.partitions("t")).contains("1", "9").doesNotContain("8");
        assertThat(Place.names(place.table("t").columns())).containsExactly("id", "day", "total", "note");
        assertThat(place.catalog().partitions(place.table("t").name()))
                .filteredOn(partition -> partition.values().equals(List.of("2")))
                .singleElement()
                .satisfies(gone -> assertThat(gone.parameters()).containsKey(Ownership.DEPRECATED));
        assertThat(events("t/year=8/untold.json").reading().filesRead()).isEqualTo(1);
        assertThat(place.partitions("t")).contains("1", "8", "9");
    }

    @Test
    void saysWhichEventsAreAboutNothingOfTheTarget() throws IOException {
        events();
        Files.writeString(folder.resolve("else.json"), "{}");
        var report = events("../else.json", "t/year=1", "people/none.json", "t/_SUCCESS");
        assertThat(report.reading().filesRead()).isZero();
        assertThat(report.skipped())
                .extracting(Skipped::reason)
                .containsExactlyInAnyOrder(
                        "no format knows it (asked: json, psv; it begins with 'words.')",
                        "Cannot add else.json to a table: it does not lie in " + place.folder(),
                        "Cannot add year=1 to a table: it is a folder (expected files)");
    }

    @Test
    void makesNoTableOfTheFilesOfATableFormatThatEventsTellOf() throws IOException {
        events();
        write("delta/part-0.json", ORDER);
        write("delta/_delta_log/0.json", "{}");
        var report = events("delta/part-0.json");
        assertThat(Place.names(report)).containsExactly("people", "t");
        assertThat(report.skipped()).extracting(Skipped::path).contains(place.location("delta/"));
    }

    @Test
    void refusesEventsOfSeveralTargets() {
        var spec = crawler(
                policy(RecrawlBehavior.CRAWL_EVENT_MODE),
                CrawlTarget.Folder.of(path("t").toString()),
                CrawlTarget.Folder.of(path("people").toString()));
        assertThatThrownBy(() -> place.crawl(spec))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there are 2 targets (expected one folder)");
    }

    private CrawlReport events(String... changed) {
        var usual = Policy.USUAL;
        var policy = new Policy(usual.schemaChange(), RecrawlBehavior.CRAWL_EVENT_MODE, CrawlConfiguration.USUAL);
        var spec = crawler(policy, CrawlTarget.Folder.of(place.folder().toString()));
        var paths = List.of(changed).stream()
                .map(path -> path(path).normalize().toString())
                .toList();
        return place.crawl(new CrawlRequest(spec, List.of(), paths, false));
    }

    private static Policy policy(RecrawlBehavior behavior) {
        return new Policy(SchemaChangePolicy.LOG, behavior, CrawlConfiguration.USUAL);
    }

    private static CrawlerSpec crawler(Policy policy, CrawlTarget... targets) {
        var usual = CrawlerSpec.adHoc(List.of(), Place.DATABASE);
        return new CrawlerSpec(
                "c", "", List.of(targets), List.of(), usual.output(), policy, List.of(), Optional.empty());
    }

    private CrawlReport crawl(Map<String, String> hadoop) {
        var target = FaultyFileSystem.SCHEME + place.folder() + "/t";
        return place.crawler(Map.of(), hadoop).crawl(CrawlRequest.of(List.of(target), Place.DATABASE, false));
    }

    private Path path(String path) {
        return place.folder().resolve(path);
    }

    /** A file that was written long ago, but later than all before it. */
    private void write(String path, String... lines) throws IOException {
        place.file(path, lines);
        touch(path);
    }

    private void touch(String path) throws IOException {
        clock += 1_000;
        Files.setLastModifiedTime(path(path), FileTime.fromMillis(clock));
    }

    private InMemoryCatalog memory() {
        return (InMemoryCatalog) place.catalog();
    }

    private InMemoryManifests manifests() {
        return (InMemoryManifests) place.manifests();
    }
}
