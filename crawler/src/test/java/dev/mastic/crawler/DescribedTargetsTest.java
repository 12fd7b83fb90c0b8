// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.InMemoryCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that describe themselves in the catalog. */
class DescribedTargetsTest {
    private static final String HERE = "jdbc:shelf://here/";
    private static final String THERE = "jdbc:shelf://there/";
    private static final String ORDERS = HERE + "shop.public.orders";

    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();
    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder);
    }

    @Test
    void aSecondCrawlOfTheSameWritesNothing() {
        shelf.table(ORDERS, "id int", "total decimal(9,2)");
        var first = crawl(Policy.USUAL, HERE);
        assertThat(changes(first)).containsExactly("shop_public_orders created");
        assertThat(table("shop_public_orders").parameters())
                .containsEntry(Table.PLACE, ORDERS)
                .containsEntry("UPDATED_BY_CRAWLER", "c")
                .doesNotContainKey("note");
        assertThat(first.decisions()).contains(new Decision(ORDERS, "table", "shelf", "it is there"));
        long writes = memory().writes();
        assertThat(changes(crawl(Policy.USUAL, HERE))).containsExactly("shop_public_orders unchanged");
        assertThat(memory().writes()).isEqualTo(writes);
    }

    @Test
    void columnsComeGoAndChangeTheirTypesWithTheTable() {
        shelf.table(ORDERS, "id int", "total double", "old string");
        crawl(Policy.USUAL, HERE);
        describe("id", "the number of the order");
        shelf.table(ORDERS, "id bigint", "total int", "tax double");
        var again = crawl(Policy.USUAL, HERE);
        assertThat(differences(again))
                .containsExactly(
                        "column id: int -> bigint",
                        "column total: double -> int",
                        "column tax: new: double",
                        "column old: gone: string");
        assertThat(TypeString.print(table("shop_public_orders").fileType()))
                .isEqualTo("struct<id:bigint,total:int,tax:double>");
        assertThat(table("shop_public_orders").columns().get(0).comment()).contains("the number of the order");
        assertThat(table("shop_public_orders").parameters()).containsEntry("mine", "kept");
    }

    @Test
    void onlyReportsWhereThePolicySaysSo() {
        shelf.table(ORDERS, "id int");
        crawl(Policy.USUAL, HERE);
        long writes = memory().writes();
        shelf.table(ORDERS, "id bigint");
        shelf.remove(HERE + "none");
        var log = policy(UpdateBehavior.LOG, DeleteBehavior.LOG);
        assertThat(differences(crawl(log, HERE))).containsExactly("column id: int -> bigint, not written");
        shelf.remove(ORDERS);
        assertThat(differences(crawl(log, HERE))).containsExactly("table: gone: " + ORDERS + ", not written");
        assertThat(memory().writes()).isEqualTo(writes);
    }

    @Test
    void saysWhyATableStaysAsItIs() {
        shelf.table(ORDERS, "id int");
        crawl(Policy.USUAL, HERE);
        shelf.table(ORDERS, "id bigint");
        shelf.keepAll("what was found is older");
        assertThat(differences(crawl(Policy.USUAL, HERE)))
                .containsExactly("column id: int -> bigint, what was found is older, not written");
    }

    @Test
    void takesAwayWhatIsGoneFromItsOwnTargetsOnly() {
        shelf.table(ORDERS, "id int").table(THERE + "shop.public.people", "id int");
        crawl(Policy.USUAL, HERE, THERE);
        shelf.remove(ORDERS);
        shelf.remove(THERE + "shop.public.people");
        assertThat(changes(crawl(Policy.USUAL, HERE))).containsExactly("shop_public_orders deprecated");
        assertThat(changes(crawl(Policy.USUAL, HERE))).isEmpty();
        shelf.table(ORDERS, "id int");
        assertThat(changes(crawl(Policy.USUAL, HERE))).containsExactly("shop_public_orders updated");
        shelf.remove(ORDERS);
        var delete = policy(UpdateBehavior.UPDATE_IN_DATABASE, DeleteBehavior.DELETE_FROM_DATABASE);
        assertThat(changes(crawl(delete, HERE, THERE)))
                .containsExactly("shop_public_orders deleted", "shop_public_people deleted");
        assertThat(place.catalog().tables(Place.DATABASE)).isEmpty();
    }

    @Test
    void tablesOfOneNameAreToldApartByTheirServers() {
        shelf.table(ORDERS, "id int")
                .table(THERE + "shop.public.orders", "id int")
                .table(HERE + "shop.public.Orders", "id int")
                .table(HERE + "shop.public.a%2Fb", "id int");
        place.file("shop_public_people/p.json", "{'id':1}");
        shelf.table(HERE + "shop.public.people", "id int");
        var first = crawl(Policy.USUAL, HERE, THERE);
        var names = Place.names(first);
        assertThat(names)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .contains("shop_public_people", "here_shop_public_people", "there_shop_public_orders")
                .contains("shop_public_a_2fb");
        shelf.remove(THERE + "shop.public.orders");
        shelf.remove(HERE + "shop.public.Orders");
        assertThat(Place.table(crawl(Policy.USUAL, HERE, THERE), nameOf(ORDERS, first))
                        .change())
                .isEqualTo(Change.UNCHANGED);
    }

    @Test
    void anOverrideNamesATableByItsPlace() {
        shelf.table(ORDERS, "id int");
        var usual = request(Policy.USUAL, false, HERE).crawler();
        var said = new TableOverride(ORDERS, TableOverride.Kind.TABLE, Optional.of("sold"), List.of());
        var spec = new CrawlerSpec(
                "c", "", usual.targets(), List.of(), usual.output(), Policy.USUAL, List.of(said), Optional.empty());
        var report = crawl(new CrawlRequest(spec, List.of(), List.of(), false));
        assertThat(Place.names(report)).containsExactly("sold");
        assertThat(report.decisions()).containsExactly(new Decision(ORDERS, "table", "shelf", "it is there"));
    }

    @Test
    void aDryRunWritesNothing() {
        shelf.table(ORDERS, "id int");
        var report = crawl(request(Policy.USUAL, true, HERE));
        assertThat(changes(report)).containsExactly("shop_public_orders created");
        assertThat(memory().writes()).isZero();
    }

    @Test
    void refusesATargetThatNothingLooksAt() {
        assertThatThrownBy(() -> place.crawl(request(Policy.USUAL, false, HERE)))
                .isInstanceOf(NoSuchPartException.class)
                .hasMessageContaining("'jdbc'");
    }

    private static String nameOf(String location, CrawlReport report) {
        return report.tables().stream()
                .filter(table -> table.location().equals(location))
                .map(table -> table.name().table())
                .findFirst()
                .orElseThrow();
    }

    private void describe(String column, String comment) {
        var name = new TableName(Place.DATABASE, "shop_public_orders");
        var found = place.catalog().get(name);
        var columns = found.table().columns().stream()
                .map(c -> c.name().equals(column)
                        ? new Column(c.name(), c.type(), Optional.of(comment), c.parameters())
                        : c)
                .toList();
        var parameters = new TreeMap<>(found.table().parameters());
        parameters.put("mine", "kept");
        place.catalog()
                .update(new Table(name, columns, List.of(), found.table().storage(), parameters), found.version());
    }

    private CrawlReport crawl(Policy policy, String... urls) {
        return crawl(request(policy, false, urls));
    }

    private CrawlReport crawl(CrawlRequest request) {
        return place.crawler(Map.of(), Map.of(), shelf).crawl(request);
    }

    private CrawlRequest request(Policy policy, boolean dryRun, String... urls) {
        var targets = new ArrayList<CrawlTarget>();
        for (var url : urls) {
            targets.add(new CrawlTarget.Jdbc(
                    new JdbcPlace(url, Optional.empty(), Optional.empty()), "%", List.of(), false, false));
        }
        if (folder.resolve("shop_public_people").toFile().exists()) {
            targets.add(CrawlTarget.Folder.of(folder.toString()));
        }
        var spec = new CrawlerSpec(
                "c", "", targets, List.of(), CrawlOutput.to(Place.DATABASE), policy, List.of(), Optional.empty());
        return new CrawlRequest(spec, List.of(), List.of(), dryRun);
    }

    private static Policy policy(UpdateBehavior update, DeleteBehavior delete) {
        return new Policy(
                new SchemaChangePolicy(update, delete), RecrawlBehavior.CRAWL_EVERYTHING, CrawlConfiguration.USUAL);
    }

    private static List<String> changes(CrawlReport report) {
        return report.tables().stream()
                .map(table -> table.name().table() + " " + table.change())
                .toList();
    }

    private static List<String> differences(CrawlReport report) {
        return report.tables().stream()
                .map(CrawledTable::differences)
                .flatMap(List::stream)
                .map(Difference::toString)
                .toList();
    }

    private Table table(String name) {
        return place.table(name);
    }

    private InMemoryCatalog memory() {
        return (InMemoryCatalog) place.catalog();
    }
}
