// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.InMemoryCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCrawlerTest {
    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder.resolve("lake"));
    }

    private InMemoryCatalog memory() {
        return (InMemoryCatalog) place.catalog();
    }

    @Test
    void makesATableOfEachFolderWithItsOwnColumns() {
        place.file("areas/areas.json", "{'id':'a','code':1}").file("people/p.json", "{'name':'x','born':null}");
        var report = place.crawl();
        assertThat(Place.names(report)).containsExactly("areas", "people");
        assertThat(report.skipped()).isEmpty();
        var areas = place.table("areas");
        assertThat(TypeString.print(areas.rowType())).isEqualTo("struct<id:string,code:int>");
        assertThat(areas.storage())
                .isEqualTo(new Storage(place.location("areas/"), "TextIn", "TextOut", "JsonSerDe", Map.of(), false));
        assertThat(areas.parameters())
                .containsEntry("classification", "json")
                .containsEntry("compressionType", "none")
                .containsEntry("typeOfData", "file")
                .containsEntry("objectCount", "1")
                .containsEntry("sizeKey", "20")
                .containsEntry("recordCount", "1")
                .containsEntry("averageRecordSize", "20")
                .containsEntry("UPDATED_BY_CRAWLER", "mastic");
    }

    @Test
    void readsFoldersNamedByKeysAsPartitionsOfOneTable() {
        place.file("sales/year=2019/part-0.json", "{'id':1}").file("sales/year=2021/part-0.json", "{'id':2}");
        var report = place.crawl("sales");
        assertThat(Place.names(report)).containsExactly("sales");
        assertThat(Place.names(place.table("sales").partitionKeys())).containsExactly("year");
        assertThat(place.table("sales").partitionKeys().get(0).type()).isEqualTo(Type.Primitive.STRING);
        assertThat(place.partitions("sales")).containsExactly("2019", "2021");
        var first = place.catalog().partitions(new TableName("db", "sales")).get(0);
        assertThat(first.storage().location()).isEqualTo(place.location("sales/year=2019/"));
        assertThat(Place.table(report, "sales").partitions()).isEqualTo(2);
        assertThat(Place.table(report, "sales").newPartitions()).isEqualTo(2);
    }

    @Test
    void keepsFoldersOfTheSameColumnsApartWhenOnlyOneHasPartitions() {
        place.file("m/m.json", "{'id':1,'b':2}").file("m_by_year/year=2019/p.json", "{'id':1,'b':2}");
        assertThat(Place.names(place.crawl())).containsExactly("m", "m_by_year");
    }

    @Test
    void takesAPackedAndAPlainFileAsOneTable() {
        place.file("persons/current.json", "{'id':'A1','n':1}", "{'id':'A2','n':2}")
                .file("persons/former.json.gz", "{'id':'B1','n':null}");
        var report = place.crawl();
        var persons = Place.table(report, "persons");
        assertThat(persons.files()).isEqualTo(2);
        assertThat(persons.rowsSampled()).isEqualTo(3);
    }

    @Test
    void saysWhyAColumnHasItsType() {
        place.file("t/a.json", "{'id':'A1','n':1}", "{'id':'A2','n':null}").file("t/b.json", "{'id':7,'n':2}");
        var report = place.crawl("t");
        assertThat(Place.table(report, "t").columns())
                .extracting(column -> column.name() + ": " + column.evidence())
                .containsExactly("id: string 2 (a.json:1 \"A1\"), int 1 (b.json:1 7)", "n: int 2 (a.json:1 1), null 1");
        assertThat(place.table("t").columns().get(0).parameters().get(Column.EVIDENCE))
                .startsWith("string 2 (a.json:1");
    }

    @Test
    void skipsWhatItCannotReadAndGoesOn() throws IOException {
        place.file("t/a.json", "{'id':1}").file("t/readme.md", "words").file("t/b.json.gz", "{'id':2}");
        Files.write(folder.resolve("lake/t/b.json.gz"), new byte[] {0x1F, (byte) 0x8B, 8, (byte) 0xE0, 'x'});
        var report = place.crawl("t");
        assertThat(Place.table(report, "t").files()).isEqualTo(1);
        assertThat(report.skipped())
                .extracting(Skipped::path)
                .containsExactly(place.location("t/b.json.gz"), place.location("t/readme.md"));
        assertThat(report.skipped().get(0).reason()).startsWith("Cannot read " + place.location("t/b.json.gz"));
        assertThat(report.skipped().get(1).reason())
                .isEqualTo("no format knows it (asked: json, psv; it begins with 'words.')");
        assertThat(place.table("t").exclusions()).containsExactly(place.location("t/readme.md"));
    }

    @Test
    void skipsFilesThatLieBesidePartitions() {
        place.file("t/year=1/a.json", "{'id':1}")
                .file("t/stray.json", "{'id':2}")
                .file("t/old/b.json", "{'id':3}")
                .file("t/year=1/month=2/c.json", "{'id':4}");
        var report = place.crawl("t");
        assertThat(place.partitions("t")).containsExactly("1");
        assertThat(report.skipped())
                .extracting(Skipped::path)
                .containsExactly(
                        place.location("t/old/b.json"),
                        place.location("t/stray.json"),
                        place.location("t/year=1/month=2/c.json"));
        assertThat(report.skipped())
                .allSatisfy(skipped -> assertThat(skipped.reason()).contains(place.location("t/")));
    }

    @Test
    void refusesATargetThatIsMissingOrEmpty() throws IOException {
        Files.createDirectories(folder.resolve("lake/empty"));
        assertThatThrownBy(() -> place.crawl("nowhere"))
                .isInstanceOf(NoSuchPathException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> place.crawl("empty"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot crawl " + folder.resolve("lake/empty") + ": it holds no data files");
    }

    @Test
    void writesNothingOnADryRun() {
        place.file("t/year=1/a.json", "{'id':1}");
        var report = place.crawl(1, true);
        assertThat(Place.table(report, "t").change()).isEqualTo(Change.CREATED);
        assertThat(Place.table(report, "t").newPartitions()).isEqualTo(1);
        assertThat(memory().writes()).isZero();
    }

    @Test
    void writesNothingWhenOnlyTheReasonForATableIsAnother() {
        // 2024/north is a table since the first crawl, and says nothing of its siblings in the second
        for (var folder : List.of("north", "south", "t", "2024/north")) {
            place.file(folder + "/a.json", "{'id':1,'b':2,'c':3,'d':4}");
        }
        place.crawl();
        long writes = memory().writes();
        place.crawl();
        assertThat(memory().writes()).isEqualTo(writes);
    }

    @Test
    void appendsNewColumnsAndKeepsVanishedOnes() throws IOException {
        place.file("t/a.json", "{'id':1,'b':1,'c':1,'d':1,'e':1,'f':1}");
        place.crawl("t");
        place.file("t/a.json", "{'new':true,'id':1.5,'b':1,'c':1,'d':1,'f':1}");
        var report = place.crawl("t");
        assertThat(Place.names(place.table("t").columns())).containsExactly("id", "b", "c", "d", "e", "f", "new");
        assertThat(place.table("t").fileType().field("id").orElseThrow().type()).isEqualTo(Type.Primitive.DOUBLE);
        assertThat(Place.table(report, "t").columns().get(4).evidence()).isEqualTo("in no file now");
        assertThat(Place.table(report, "t").change()).isEqualTo(Change.UPDATED);
        assertThat(place.version("t")).isEqualTo(2);
        assertThat(Place.table(place.crawl("t"), "t").change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void keepsWhatAPersonHasAdded() {
        place.file("t/a.json", "{'id':1}");
        place.crawl("t");
        var table = place.table("t");
        var parameters = new HashMap<>(table.parameters());
        parameters.put("owner", "ann");
        var commented = table.columns().stream()
                .map(c -> new Column(c.name(), c.type(), Optional.of("the key"), c.parameters()))
                .toList();
        place.catalog().update(new Table(table.name(), commented, List.of(), table.storage(), parameters), 1);
        place.file("t/b.json", "{'id':2}");
        place.crawl("t");
        assertThat(place.table("t").parameters()).containsEntry("owner", "ann").containsEntry("objectCount", "2");
        assertThat(place.table("t").columns().get(0).comment()).contains("the key");
    }

    @Test
    void refusesATableThatIsSomewhereElseBeforeItWritesAnything() {
        place.file("a/a.json", "{'x':1}").file("t/a.json", "{'id':1}");
        place.catalog().createDatabase(Database.named("db"));
        var other = new Table(new TableName("db", "t"), List.of(), List.of(), Storage.at("/other/t/"), Map.of());
        place.catalog().create(other);
        long writes = memory().writes();
        assertThatThrownBy(place::crawl)
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll(place.location("t/"), "/other/t/", "--database");
        assertThat(memory().writes()).isEqualTo(writes);
    }

    @Test
    void refusesAnIcebergTableOfTheSamePlace() {
        place.file("t/a.json", "{'id':1}");
        place.catalog().createDatabase(Database.named("db"));
        place.catalog()
                .create(new Table(
                        new TableName("db", "t"),
                        List.of(),
                        List.of(),
                        Storage.at(place.location("t/")),
                        Map.of(Table.TABLE_TYPE, "iceberg")));
        assertThatThrownBy(() -> place.crawl("t"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Iceberg");
    }

    @Test
    void refusesOtherPartitionKeysThanTheCatalogHas() throws IOException {
        place.file("t/year=1/a.json", "{'id':1}");
        place.crawl("t");
        Files.move(folder.resolve("lake/t/year=1"), folder.resolve("lake/t/month=1"));
        assertThatThrownBy(() -> place.crawl("t"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("db.t", "[month]", "[year]");
    }

    @Test
    void skipsATableWhoseColumnsDifferOnlyByCase() {
        place.file("t/a.json", "{'Id':1,'ID':2}").file("u/a.json", "{'Name':1}");
        var report = place.crawl();
        assertThat(Place.names(report)).containsExactly("u");
        assertThat(Place.names(place.table("u").columns())).containsExactly("Name");
        assertThat(report.skipped().get(0).path()).isEqualTo(place.location("t/"));
        assertThat(report.skipped().get(0).reason()).contains("'ID' and 'Id'");
    }

    @Test
    void listsAPartitionKeyOnceThoughTheFilesHaveItToo() {
        place.file("t/year=1/a.json", "{'id':1,'Year':1}");
        var report = place.crawl("t");
        assertThat(Place.names(place.table("t").columns())).containsExactly("id");
        assertThat(Place.table(report, "t").partitionKeys().get(0).evidence())
                .isEqualTo("1 folder name (1); the files have a column 'Year' too, which is not read:"
                        + " int 1 (year=1/a.json:1 1)");
    }

    @Test
    void decodesPartitionValues() {
        place.file("t/day=a%2Fb+%C3%A9=/a.json", "{'id':1}");
        place.crawl("t");
        assertThat(place.partitions("t")).containsExactly("a/b+é=");
    }

    @Test
    void tellsTablesOfOneNameApartAndKeepsTheNamesThatTheyHave() {
        place.file("a/landing/x.json", "{'id':1}");
        assertThat(Place.names(place.crawl("a"))).containsExactly("landing");
        place.file("b/landing/x.json", "{'other':1}");
        assertThat(Place.names(place.crawl())).containsExactly("b_landing", "landing");
        assertThat(Place.names(place.crawl("b"))).containsExactly("b_landing");
    }

    @Test
    void makesATableOfAFile() {
        place.file("Data 1.json", "{'id':1}");
        var report = place.crawl("Data 1.json");
        assertThat(Place.names(report)).containsExactly("data_1_json");
        assertThat(place.table("data_1_json").storage().location()).isEqualTo(place.location("Data 1.json"));
        assertThat(report.tables().get(0).columns().get(0).evidence()).isEqualTo("int 1 (Data 1.json:1 1)");
    }

    @Test
    void keepsTheDialectForReaders() {
        place.file("t/a.psv", "id|name", "1|x");
        place.crawl("t");
        var table = place.table("t");
        assertThat(Match.of(table))
                .isEqualTo(new Match("psv", 1.0, "none", Map.of("delimiter", "|", "header", "true")));
        assertThat(table.parameters()).containsEntry("delimiter", "|").containsEntry("skip.header.line.count", "1");
    }

    @Test
    void refusesTableFormatsByName() {
        place.file("ice/metadata/v1.metadata.json", "{'format-version':2}")
                .file("ice/data/a.json", "{'id':1}")
                .file("delta/a.json", "{'id':1}")
                .file("delta/_delta_log/0.json", "{}");
        var report = place.crawl();
        assertThat(report.tables()).isEmpty();
        assertThat(report.skipped())
                .extracting(Skipped::path)
                .containsExactly(place.location("delta/"), place.location("ice/"));
        assertThat(report.skipped().get(0).reason()).contains("Delta Lake");
        assertThat(report.skipped().get(1).reason()).contains("Iceberg");
    }

    @Test
    void takesAColumnOfAnotherCaseForTheSameColumn() throws IOException {
        place.file("t/a.json", "{'id':1,'b':1}");
        place.crawl("t");
        place.file("t/a.json", "{'ID':1,'b':1}");
        place.crawl("t");
        assertThat(Place.names(place.table("t").columns())).containsExactly("ID", "b");
    }

    @Test
    void repeatsAnUpdateThatSomeoneElseWasFasterWith() {
        place.file("t/a.json", "{'id':1}");
        place.crawl("t");
        place.file("t/b.json", "{'id':2,'id2':3,'id3':4}")
                .file("t/c.json", "{'id':2,'id2':3,'id3':4}")
                .file("t/d.json", "{'id':2,'id2':3,'id3':4}")
                .file("t/e.json", "{'id':2,'id2':3,'id3':4}");
        var racing = new Place(place.folder(), new RacingCatalog(place.catalog(), 2));
        assertThat(Place.table(racing.crawl("t"), "t").change()).isEqualTo(Change.UPDATED);
        assertThat(Place.names(place.table("t").columns())).containsExactly("id", "id2", "id3");
        assertThat(place.table("t").parameters()).containsEntry("race", "left 0");
        assertThat(place.version("t")).isEqualTo(4);
    }

    @Test
    void givesUpWhenSomeoneElseIsAlwaysFaster() {
        place.file("t/a.json", "{'id':1}");
        place.crawl("t");
        place.file("t/a.json", "{'id':1}", "{'id':2}");
        var racing = new Place(place.folder(), new RacingCatalog(place.catalog(), 100));
        assertThatThrownBy(() -> racing.crawl("t")).isInstanceOf(TableChangedException.class);
    }

    @Test
    void writesTheOtherTablesWhereOneCannotBe() {
        place.file("t/a.json", "{'id':1}");
        place.crawl("t");
        place.file("t/a.json", "{'id':1}", "{'id':2}").file("u/a.json", "{'name':1}");
        var report = new Place(place.folder(), new RacingCatalog(place.catalog(), 100)).crawl("t", "u");
        assertThat(report.isPartial()).isTrue();
        assertThat(Place.table(report, "t").change()).isEqualTo(Change.FAILED);
        assertThat(Place.table(report, "u").change()).isEqualTo(Change.CREATED);
        assertThat(report.skipped()).extracting(Skipped::path).containsExactly(place.location("t/"));
        assertThat(place.table("u").columns()).hasSize(1);
    }

    @Test
    void isFoundOnTheClassPath() {
        assertThat(Registry.fromClasspath().names(Crawler.class)).contains("folders");
    }
}
