// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is configured, overridden and known of folders, and how a crawl explains itself. */
class CrawlRulesTest {
    private static final CrawlConfiguration USUAL = CrawlConfiguration.USUAL;

    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder.resolve("lake"));
    }

    @Test
    void keepsExclusionsForReadersAsGlobsOfWholePaths() {
        place.file("t/a.json", "{'id':1}").file("t/b.bak", "{'id':1}").file("t/c.json.tmp", "{'id':1}");
        place.file("t/delta/x.json", "{'id':1}")
                .file("t/delta/_delta_log/0.json", "{}")
                .file("t/none.json");
        var target = new CrawlTarget.Folder(place.folder() + "/t", List.of("**.bak"), OptionalInt.empty());
        place.crawl(request(List.<CrawlTarget>of(target), USUAL, List.of()));
        var excluded = place.table("t").excluded();
        assertThat(excluded.match(place.location("t/later/x.bak"))).isTrue();
        assertThat(excluded.match(place.location("t/c.json.tmp"))).isTrue();
        assertThat(excluded.match(place.location("t/delta/x.json"))).isTrue();
        assertThat(excluded.match(place.location("t/a.json"))).isFalse();
        // it may be filled before the next crawl
        assertThat(excluded.match(place.location("t/none.json"))).isFalse();
    }

    @Test
    void refusesAnExclusionThatIsNoGlob() {
        place.file("t/a.json", "{'id':1}");
        var target = new CrawlTarget.Folder(place.folder() + "/t", List.of("a["), OptionalInt.empty());
        assertThatThrownBy(() -> place.crawl(request(List.<CrawlTarget>of(target), USUAL, List.of())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Invalid exclusion of " + place.folder() + "/t: 'a[' is no glob");
    }

    @Test
    void saysWhereAllFilesAreLeftOut() {
        place.file("t/a.json.tmp", "{'id':1}").file("t/b.json");
        assertThatThrownBy(() -> place.crawl("t"))
                .hasMessage("Cannot crawl " + place.folder()
                        + "/t: it holds no data files (its 2 files are empty, excluded or left by a job)");
    }

    @Test
    void callsLevelsOfATableAsTheCatalogDoes() {
        place.file("2024/05/a.json", "{'id':1}");
        place.catalog().createDatabase(Database.named(Place.DATABASE));
        place.catalog()
                .create(new Table(
                        new TableName(Place.DATABASE, "lake"),
                        List.of(),
                        List.of(key("partition_0"), key("partition_1")),
                        Storage.at(place.location("")),
                        Map.of()));
        var report = place.crawl();
        assertThat(Place.table(report, "lake").change()).isEqualTo(Change.UPDATED);
        assertThat(Place.names(place.table("lake").partitionKeys())).containsExactly("partition_0", "partition_1");
    }

    @Test
    void keepsATableOfTheCatalogWholeWhenItsFilesBeginToDiffer() {
        place.file("t/a.json", "{'id':1,'total':2}");
        place.crawl("t");
        for (int i = 1; i <= 8; i++) {
            place.file("t/b" + i + ".json", "{'x" + i + "':1,'y" + i + "':2,'z" + i + "':3}");
        }
        var report = place.crawl("t");
        assertThat(Place.names(report)).containsExactly("t");
        assertThat(Place.table(report, "t").files()).isEqualTo(9);
        assertThat(report.decisions()).anyMatch(decision -> decision.rule().equals("catalog"));
    }

    @Test
    void keepsTheNameOfATableThatACrawlMadeUnderAnother() {
        place.file("t/a.json", "{'id':1}");
        place.crawl("t");
        place.catalog().rename(new TableName(Place.DATABASE, "t"), new TableName(Place.DATABASE, "sales"));
        assertThat(Place.names(place.crawl("t"))).containsExactly("sales");
    }

    @Test
    void saysWhichFoldersDifferAndByWhichColumns() {
        for (int i = 1; i <= 8; i++) {
            place.file("f" + i + "/a.json", "{'id':1,'total':2}");
        }
        place.file("f9/a.json", "{'id':1,'born':1,'name':2}");
        assertThat(place.crawl().decisions())
                .containsExactly(new Decision(
                        place.location(""),
                        "partitions",
                        "similarity",
                        "folders: 8 of 9 have similar columns, in 2 groups: f9 lacks total and has born, name"));
    }

    @Test
    void saysTheSameWhenItLooksAgain() {
        place.file("orders/2024/a.json", "{'id':1}")
                .file("people/a.json", "{'name':1}")
                .file("x y/a.json", "{'u':1}");
        var first = place.crawl();
        assertThat(first.decisions())
                .extracting(Decision::location)
                .containsExactly(
                        place.location(""),
                        place.location("orders/"),
                        place.location("people/"),
                        place.location("x y/"),
                        place.location("x y/"));
        assertThat(place.crawl().decisions()).isEqualTo(first.decisions());
    }

    @Test
    void saysWhereAnOverrideHoldsNothing() {
        place.file("t/a.json", "{'id':1}");
        var override =
                new TableOverride(place.folder() + "/gone", TableOverride.Kind.TABLE, Optional.empty(), List.of());
        assertThat(crawl(USUAL, List.of(override)).decisions())
                .contains(new Decision(
                        place.location("gone/"), "nothing", "override", "there are no files to make tables of"));
    }

    @Test
    void refusesAnOverrideWithOtherLevelsThanTheFoldersHave() {
        place.file("t/x/a.json", "{'id':1}");
        var override = new TableOverride(
                place.folder() + "/t", TableOverride.Kind.TABLE, Optional.empty(), List.of("site", "kind"));
        assertThatThrownBy(() -> crawl(USUAL, List.of(override)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("its folders have not as many levels as keys are said (got site, kind");
    }

    @Test
    void refusesTwoOverridesOfOneName() {
        place.file("a/x.json", "{'id':1}").file("b/x.json", "{'name':1}");
        var overrides = List.of(named("a"), named("b"));
        assertThatThrownBy(() -> crawl(USUAL, overrides))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "Cannot name two tables db.same: an override gives this name to " + place.location("b/"));
    }

    @Test
    void leavesTheOthersAmongThemselvesWhereOneIsOverridden() {
        place.file("north/a.json", "{'id':1}").file("south/a.json", "{'id':1}").file("other/a.json", "{'id':1}");
        var report = crawl(USUAL, List.of(named("other")));
        assertThat(Place.names(report)).containsExactly("lake", "same");
        assertThat(place.partitions("lake")).containsExactly("north", "south");
        assertThat(report.skipped()).extracting(Skipped::path).isEmpty();
    }

    private TableOverride named(String path) {
        return new TableOverride(place.folder() + "/" + path, TableOverride.Kind.TABLE, Optional.of("same"), List.of());
    }

    private static Column key(String name) {
        return new Column(name, Type.Primitive.STRING, Optional.empty(), Map.of());
    }

    private CrawlReport crawl(CrawlConfiguration configuration, List<TableOverride> overrides) {
        return place.crawl(request(configuration, overrides));
    }

    private CrawlRequest request(CrawlConfiguration configuration, List<TableOverride> overrides) {
        return request(
                List.<CrawlTarget>of(CrawlTarget.Folder.of(place.folder().toString())), configuration, overrides);
    }

    private static CrawlRequest request(
            List<CrawlTarget> targets, CrawlConfiguration configuration, List<TableOverride> overrides) {
        var usual = CrawlerSpec.Policy.USUAL;
        var policy = new CrawlerSpec.Policy(usual.schemaChange(), usual.recrawl(), configuration);
        var spec = new CrawlerSpec(
                CrawlerSpec.AD_HOC,
                "",
                targets,
                List.of(),
                CrawlOutput.to(Place.DATABASE),
                policy,
                overrides,
                Optional.empty());
        return new CrawlRequest(spec, List.of(), List.of(), false);
    }
}
