// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of the catalog as targets. */
class KeptTablesTest {
    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder);
        place.catalog().createDatabase(Database.named(Place.DATABASE));
    }

    @Test
    void bringsColumnsAndPartitionsUpToDateUnderTheNameOfTheTable() {
        place.file("lake/day=1/p.json", "{'id':1}").file("lake/day=2/p.json", "{'id':2,'tax':0.5}");
        table("mine", "lake", List.of("day"), Map.of(Table.CLASSIFICATION, "json"), "id");
        var report = crawl("mine");
        assertThat(TypeString.print(place.table("mine").fileType())).isEqualTo("struct<id:bigint,tax:double>");
        assertThat(place.partitions("mine")).containsExactly("1", "2");
        assertThat(place.table("mine").storage().location())
                .isEqualTo(folder.resolve("lake").toString());
        assertThat(report.decisions())
                .anySatisfy(decision -> assertThat(decision.why()).isEqualTo("it is table db.mine"));
        assertThat(place.catalog().tables(Place.DATABASE)).hasSize(1);
        long version = place.version("mine");
        assertThat(Place.table(crawl("mine"), "mine").change()).isEqualTo(Change.UNCHANGED);
        assertThat(place.version("mine")).isEqualTo(version);
    }

    @Test
    void oneTableIsMadeHoweverTheFilesDiffer() {
        place.file("lake/a/p.json", "{'id':1}").file("lake/b/p.json", "{'x':2,'y':3}");
        table("mine", "lake", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        assertThat(Place.names(crawl("mine"))).containsExactly("mine");
        assertThat(Place.names(place.table("mine").columns())).containsExactly("id", "x", "y");
        assertThat(place.table("mine").partitionKeys()).isEmpty();
    }

    @Test
    void filesAreReadInTheDialectOfTheTable() {
        place.file("lake/p.psv", "a|b;c", "1|2;3");
        var dialect = Map.of(Table.CLASSIFICATION, "psv", "mastic.dialect.delimiter", ";");
        table("mine", "lake", List.of(), dialect, "a|b");
        crawl("mine");
        assertThat(Place.names(place.table("mine").columns())).containsExactly("a|b", "c");
        assertThat(place.table("mine").parameters()).containsEntry("mastic.dialect.delimiter", ";");
    }

    @Test
    void whatTheTableLeavesOutStaysLeftOut() {
        place.file("lake/p.json", "{'id':1}").file("lake/x.json", "{'other':1}");
        var left = "[\"" + folder.resolve("lake/x.json") + "\"]";
        table("mine", "lake", List.of(), Map.of(Table.CLASSIFICATION, "json", Table.EXCLUSIONS, left), "id");
        crawl("mine");
        crawl("mine");
        assertThat(Place.names(place.table("mine").columns())).containsExactly("id");
        assertThat(place.table("mine").exclusions())
                .containsExactly(folder.resolve("lake/x.json").toString());
    }

    @Test
    void aTableMayBeOneFile() {
        place.file("lake/p.json", "{'id':1,'more':true}").file("lake/q.json", "{'x':1}");
        table("mine", "lake/p.json", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        crawl("mine");
        assertThat(Place.names(place.table("mine").columns())).containsExactly("id", "more");
    }

    @Test
    void twoTablesMayLieAtOnePlace() {
        place.file("lake/p.json", "{'id':1,'more':true}");
        table("one", "lake", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        table("two", "lake/", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        assertThat(Place.names(crawl("two", "one"))).containsExactly("one", "two");
        assertThat(place.table("one").columns())
                .isEqualTo(place.table("two").columns())
                .hasSize(2);
    }

    @Test
    void filesThatHaveNotChangedAreNotReadAgain() {
        old("lake/p.json", "{'id':1}");
        old("lake/q.json", "{'id':2}");
        table("mine", "lake", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        assertThat(crawl("mine").reading().filesRead()).isEqualTo(2);
        old("lake/r.json", "{'id':3,'more':true}");
        assertThat(crawl("mine").reading().filesRead()).isEqualTo(1);
        assertThat(Place.names(place.table("mine").columns())).containsExactly("id", "more");
    }

    @Test
    void ofChangedFilesThoseOfEachTableAreLookedAt() {
        old("a/p.json", "{'id':1}");
        old("b/p.json", "{'id':1}");
        table("a", "a", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        table("b", "b", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        crawl("a", "b");
        old("a/q.json", "{'id':2,'more':true}");
        old("b/q.json", "{'id':2,'unsaid':true}");
        var changed = List.of(place.location("a/q.json"), place.location("c/x.json"));
        var report = crawl(
                List.of(new CrawlTarget.Tables(Place.DATABASE, List.of("a", "b"))),
                RecrawlBehavior.CRAWL_EVENT_MODE,
                changed);
        assertThat(report.reading().filesRead()).isEqualTo(1);
        assertThat(Place.names(place.table("a").columns())).containsExactly("id", "more");
        assertThat(Place.names(place.table("b").columns())).containsExactly("id");
        assertThat(report.skipped())
                .extracting(skipped -> skipped.reason())
                .containsExactly("Cannot add x.json to a table: it does not lie in one of these tables");
    }

    @Test
    void aTableWhoseFilesAreGoneIsReportedAndStays() {
        table("mine", "none", List.of(), Map.of(Table.CLASSIFICATION, "json"), "id");
        var found = Place.table(crawl("mine"), "mine");
        assertThat(found.change()).isEqualTo(Change.UNCHANGED);
        assertThat(found.differences().stream().map(Difference::toString))
                .containsExactly("table: gone: " + folder.resolve("none") + ", not written");
        assertThat(place.version("mine")).isEqualTo(1);
    }

    @Test
    void refusesByNameWhatItDoesNotCrawl() {
        table("mine", "lake", List.of(), Map.of(), "id");
        table("ice", "ice", List.of(), Map.of(Table.TABLE_TYPE, "ICEBERG"), "id");
        table("rows", "rows", List.of(), Map.of(Table.SOURCE, "jdbc"), "id");
        assertThatThrownBy(() -> crawl("mien"))
                .isInstanceOf(NoSuchTableException.class)
                .hasMessageContaining("'db.mien'")
                .hasMessageContaining("did you mean 'db.mine'?");
        assertThatThrownBy(() -> crawl("ice"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot crawl table db.ice: it is an Iceberg table");
        assertThatThrownBy(() -> crawl("rows"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot crawl table db.rows: it is a table of a jdbc source");
        var both = List.<CrawlTarget>of(
                new CrawlTarget.Tables(Place.DATABASE, List.of("mine")), CrawlTarget.Folder.of(folder.toString()));
        assertThatThrownBy(() -> crawl(both))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("they are crawled alone");
    }

    @Test
    void foldersThatDoNotFitTheKeysAreRefused() {
        place.file("lake/p.json", "{'id':1}");
        table("mine", "lake", List.of("day"), Map.of(Table.CLASSIFICATION, "json"), "id");
        assertThatThrownBy(() -> crawl("mine"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("not as many levels as keys")
                .hasMessageContaining("day");
        assertThat(place.version("mine")).isEqualTo(1);
    }

    private void table(String name, String path, List<String> keys, Map<String, String> parameters, String column) {
        var storage = Storage.at(place.location(path));
        var columns = List.of(Column.of(column, Type.Primitive.LONG));
        var partitionKeys =
                keys.stream().map(key -> Column.of(key, Type.Primitive.STRING)).toList();
        place.catalog()
                .create(new Table(new TableName(Place.DATABASE, name), columns, partitionKeys, storage, parameters));
    }

    /** A file that was written long before the crawl. */
    private void old(String path, String line) {
        place.file(path, line);
        assertThat(folder.resolve(path).toFile().setLastModified(1_000_000)).isTrue();
    }

    private CrawlReport crawl(String... tables) {
        return crawl(List.of(new CrawlTarget.Tables(Place.DATABASE, Arrays.asList(tables))));
    }

    private CrawlReport crawl(List<CrawlTarget> targets) {
        return crawl(targets, RecrawlBehavior.CRAWL_EVERYTHING, List.of());
    }

    private CrawlReport crawl(List<CrawlTarget> targets, RecrawlBehavior recrawl, List<String> changed) {
        var policy = new Policy(Policy.USUAL.schemaChange(), recrawl, Policy.USUAL.configuration());
        var spec =
                new CrawlerSpec("c", "", targets, List.of(), CrawlOutput.to(""), policy, List.of(), Optional.empty());
        return place.crawl(new CrawlRequest(spec, List.of(), changed, false));
    }
}
