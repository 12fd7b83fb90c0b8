// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupingTest {
    private static final String ORDER = "{'id':1,'day':'x','total':2}";
    private static final String PERSON = "{'name':'x','born':1}";

    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder.resolve("lake"));
    }

    @Test
    void makesPartitionsOfSimilarSiblingFolders() {
        place.file("north/a.json", ORDER).file("south/a.json", ORDER).file("west/a.json", ORDER);
        assertThat(Place.names(place.crawl())).containsExactly("lake");
        assertThat(Place.names(place.table("lake").partitionKeys())).containsExactly("partition_0");
        assertThat(place.partitions("lake")).containsExactly("north", "south", "west");
        assertThat(place.table("lake").parameters())
                .containsEntry(Column.EVIDENCE, "folders: 3 of 3 have similar columns, in 1 group");
    }

    @Test
    void namesLevelsOfDatesUnlessAColumnHasTheName() {
        place.file("2024/05/01/a.json", ORDER).file("2024/06/02/a.json", ORDER).file("2025/01/09/a.json", ORDER);
        assertThat(Place.names(place.crawl())).containsExactly("lake");
        assertThat(Place.names(place.table("lake").partitionKeys())).containsExactly("year", "month", "partition_day");
        assertThat(place.partitions("lake")).containsExactly("2024/05/01", "2024/06/02", "2025/01/09");
    }

    @Test
    void takesALoneFolderForAPartitionOnlyIfItIsNamedByANumber() {
        place.file("orders/a.json", ORDER).file("logs/2024/a.json", ORDER).file("logs/2024/b.json", ORDER);
        assertThat(Place.names(place.crawl("orders"))).containsExactly("orders");
        assertThat(Place.names(place.crawl())).containsExactly("logs", "orders");
        assertThat(place.partitions("logs")).containsExactly("2024");
    }

    @Test
    void mixesNamedAndUnnamedLevels() {
        place.file("north/year=1/a.json", ORDER).file("south/year=2/a.json", ORDER);
        place.crawl();
        assertThat(Place.names(place.table("lake").partitionKeys())).containsExactly("partition_0", "year");
        assertThat(place.partitions("lake")).containsExactly("north/1", "south/2");
    }

    @Test
    void makesAPartitionOfAKeyFolderHoweverItsColumnsDiffer() {
        place.file("t/year=1/a.json", ORDER).file("t/year=2/a.json", PERSON);
        assertThat(Place.names(place.crawl("t"))).containsExactly("t");
        assertThat(Place.names(place.table("t").columns())).containsExactly("id", "day", "total", "name", "born");
    }

    @Test
    void letsFewDissimilarFoldersBePartitionsToo() {
        for (int day = 1; day <= 8; day++) {
            place.file("0" + day + "/a.json", ORDER);
        }
        place.file("09/a.json", PERSON).file("10/x/y.json", ORDER).file("10/y/y.json", PERSON);
        var report = place.crawl();
        assertThat(Place.names(report)).containsExactly("lake", "x", "y");
        assertThat(place.partitions("lake")).hasSize(9).contains("09");
    }

    @Test
    void makesATableOfEachFileWhereFilesOfOneFolderDiffer() {
        place.file("t/a.json", ORDER).file("t/b.json", PERSON).file("t/c.psv", "u|v", "1|2");
        assertThat(Place.names(place.crawl("t"))).containsExactly("a_json", "b_json", "c_psv");
        assertThat(place.table("a_json").storage().location()).isEqualTo(place.location("t/a.json"));
    }

    @Test
    void makesATableOfAFileBesideFoldersThatAreTables() {
        place.file("a.json", ORDER)
                .file("b.json", ORDER)
                .file("orders/a.json", ORDER)
                .file("people/a.json", PERSON);
        assertThat(Place.names(place.crawl())).containsExactly("a_json", "b_json", "orders", "people");
    }

    @Test
    void leavesOutAFewFilesOfAnotherFormatAndSaysSo() {
        place.file("t/a.json", ORDER)
                .file("t/b.json", ORDER)
                .file("t/c.json", ORDER)
                .file("t/d.psv", "u|v", "1|2");
        var report = place.crawl("t");
        assertThat(Place.names(report)).containsExactly("t");
        assertThat(report.skipped()).extracting(Skipped::path).containsExactly(place.location("t/d.psv"));
        assertThat(report.skipped().get(0).reason())
                .isEqualTo(
                        "Cannot add d.psv to a table: it is psv {delimiter=|, header=true} among files that are json");
        assertThat(place.table("t").exclusions()).containsExactly(place.location("t/d.psv"));
    }

    @Test
    void readsAFileInTheDialectOfItsNeighboursWhereItFits() {
        place.file("t/y=1/a.psv", "id|name", "1|x")
                .file("t/y=2/a.psv", "id|name", "2|y")
                .file("t/y=3/a.psv", "id", "3");
        var report = place.crawl("t");
        assertThat(report.skipped()).isEmpty();
        assertThat(place.partitions("t")).containsExactly("1", "2", "3");
    }

    @Test
    void leavesOutAFileWhoseDialectDoesNotFit() {
        place.file("t/y=1/a.psv", "id|name", "1|x")
                .file("t/y=2/a.psv", "id|name", "2|y")
                .file("t/y=3/a.psv", "id;name", "3;z");
        var report = place.crawl("t");
        assertThat(report.skipped()).extracting(Skipped::path).containsExactly(place.location("t/y=3/a.psv"));
        assertThat(place.partitions("t")).containsExactly("1", "2");
    }

    @Test
    void comparesKeysWithoutCaseAndKeepsOneFolderForEachValue() {
        place.file("t/Year=1/a.json", ORDER).file("t/year=1/b.json", ORDER).file("t/year=2/b.json", ORDER);
        var report = place.crawl("t");
        assertThat(Place.names(place.table("t").partitionKeys())).containsExactly("Year");
        assertThat(place.partitions("t")).containsExactly("1", "2");
        assertThat(report.skipped()).extracting(Skipped::path).containsExactly(place.location("t/year=1/b.json"));
    }

    @Test
    void givesAFileBelowTwoTargetsToTheDeeperOne() {
        place.file("a/x.json", ORDER).file("b/x.json", PERSON);
        var report = place.crawl("", "a", "a");
        assertThat(Place.names(report)).containsExactly("a", "b");
        assertThat(report.tables())
                .allSatisfy(table -> assertThat(table.files()).isEqualTo(1));
    }

    @Test
    void keepsTablesWhenASimilarFolderComesBesideThem() {
        place.file("orders/a.json", ORDER).file("people/a.json", PERSON);
        assertThat(Place.names(place.crawl("orders"))).containsExactly("orders");
        place.file("returns/a.json", ORDER).file("refunds/a.json", ORDER).file("claims/a.json", ORDER);
        assertThat(Place.names(place.crawl())).containsExactly("claims", "orders", "people", "refunds", "returns");
    }

    @Test
    void keepsPartitionsWhenDissimilarFoldersComeBesideThem() {
        place.file("north/a.json", ORDER).file("south/a.json", ORDER);
        place.crawl();
        place.file("west/a.json", PERSON).file("east/a.json", "{'z':1}");
        assertThat(Place.names(place.crawl())).containsExactly("lake");
        assertThat(place.partitions("lake")).containsExactly("east", "north", "south", "west");
    }

    @Test
    void readsAFolderInTheDialectOfItsNeighboursWhereItFits() {
        place.file("01/a.psv", "id|name", "1|x")
                .file("02/a.psv", "id|name", "2|y")
                .file("03/a.psv", "id", "3");
        place.file("04/a.psv", "id|name", "1|x");
        var report = place.crawl();
        assertThat(Place.names(report)).containsExactly("lake");
        assertThat(place.partitions("lake")).containsExactly("01", "02", "03", "04");
    }
}
