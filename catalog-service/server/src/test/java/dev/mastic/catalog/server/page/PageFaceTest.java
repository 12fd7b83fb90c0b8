// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFaceTest {
    private static Served served;

    @BeforeAll
    static void start(@TempDir Path dir) {
        served = new Served(dir);
        served.sample().fill();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void everyLinkOfEveryPageLeadsToAWholePage() throws Exception {
        var pages = everything();
        assertThat(pages).hasSizeGreaterThan(150);
        assertThat(pages.keySet())
                .contains(
                        "/",
                        "/database?name=sales",
                        "/table?name=sales.orders",
                        "/partitions?name=sales.orders",
                        "/storage?name=sales.orders",
                        "/versions?name=sales.orders",
                        "/activity?name=sales.orders",
                        "/runs?job=load-orders",
                        "/crawler?name=orders-nightly");
        pages.forEach(PageFaceTest::requireWhole);
    }

    /** What those need who do not see a page, or have no mouse. */
    private static void requireWhole(String address, Document page) {
        assertThat(page.select("html[lang=en]")).as(address).hasSize(1);
        assertThat(page.title()).as(address).endsWith(" · Mastic").doesNotStartWith(" ");
        assertThat(page.select("h1")).as(address).hasSize(1);
        assertThat(page.select("main, header, footer")).as(address).hasSize(3);
        assertThat(page.body().child(0).attr("href")).as(address).isEqualTo("#content");
        assertThat(page.select("script, [style], [onclick], [onload], iframe"))
                .as(address)
                .isEmpty();
        assertThat(page.select("nav").eachAttr("aria-label"))
                .as(address)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(page.select("nav"));
        assertThat(page.select("[id]").eachAttr("id")).as(address).doesNotHaveDuplicates();
        for (var field : page.select("input:not([type=hidden])")) {
            assertThat(page.select("label[for=" + field.id() + "]"))
                    .as(address + " " + field)
                    .hasSize(1);
        }
        for (var table : page.select("table")) {
            assertThat(table.select("caption")).as(address).hasSize(1);
            assertThat(table.select("thead th:not([scope=col])")).as(address).isEmpty();
            assertThat(table.select("tbody tr").size())
                    .as(address)
                    .isEqualTo(table.select("tbody th[scope=row]").size());
        }
    }

    /** All pages that links lead to, by address. */
    private static Map<String, Document> everything() throws Exception {
        var pages = new HashMap<String, Document>();
        var left = new ArrayDeque<>(List.of("/"));
        while (!left.isEmpty()) {
            var address = left.pop();
            if (!pages.containsKey(address)) {
                var page = Jsoup.parse(served.page(address), served.url() + address);
                pages.put(address, page);
                page.select("a[href^=/]").eachAttr("href").forEach(left::add);
            }
        }
        return pages;
    }

    @Test
    void aTableShowsItsColumnsWithEvidence() throws Exception {
        var page = page("/table?name=sales.orders");
        var total = row(page, "total");
        assertThat(total.select("td > code, .note, td:last-child").eachText())
                .containsExactly(
                        "double",
                        "long 80000 (year=2024/month=01/part-0.json:1 12), double 16398"
                                + " (year=2025/month=03/part-1.json:9 12.5), null 2",
                        "What the customer paid, with tax, in euros");
        assertThat(total.select("svg.bar rect")).hasSize(3);
        assertThat(page.select("main").text())
                .contains("json · 5 columns · partitioned by year, month · version 3", "One row for each order");
        assertThat(page.select("tbody th").eachText()).endsWith("year partition key", "month partition key");
    }

    @Test
    void partitionsAreFilteredByAnExpressionAndPaged() throws Exception {
        var first = page("/partitions?name=sales.orders");
        assertThat(first.select("h2").text()).isEqualTo("132 partitions");
        assertThat(first.select("tbody tr")).hasSize(PartitionsPage.LENGTH);
        var second = page(first.select(".pager a[rel=next]").attr("href"));
        assertThat(second.select("tbody tr")).hasSize(32);
        assertThat(second.select(".pager a").eachText()).containsExactly("First page");
        var filtered =
                page("/partitions?name=sales.orders&filter=" + "year%20%3E%202024%20AND%20month%20%3D%20%2707%27");
        assertThat(filtered.select("tbody tr").eachText())
                .containsExactly(
                        "2025 07 s3://shop-lake/sales/orders/year=2025/month=07/ 7,000 81,920",
                        "2026 07 s3://shop-lake/sales/orders/year=2026/month=07/ 7,000 81,920");
        assertThat(filtered.select("#filter").val()).isEqualTo("year > 2024 AND month = '07'");
    }

    @Test
    void aFilterThatIsNotUnderstoodIsExplainedWhereItWasTyped() throws Exception {
        var page = page("/partitions?name=sales.orders&filter=yeer%3D3");
        var field = page.select("#filter");
        assertThat(field.val()).isEqualTo("yeer=3");
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(page.getElementById(field.attr("aria-describedby").split(" ")[0])
                        .text())
                .isEqualTo("Cannot filter partitions: Unknown column 'yeer' (has: year, month; did you mean 'year'?)");
        assertThat(page.select("tbody tr")).isEmpty();
    }

    @Test
    void aValueThatTheKeyDoesNotHoldIsExplainedToo() throws Exception {
        var catalog = served.sample().catalog();
        var odd = new Partition(List.of("none", "01"), Storage.at("s3://x/"), Map.of());
        catalog.putPartitions(Sample.ORDERS, List.of(odd));
        var page = page("/partitions?name=sales.orders&filter=year%3D2020");
        catalog.dropPartitions(Sample.ORDERS, List.of(odd.values()));
        assertThat(page.select("#problem").text()).contains("\"none\" is not");
    }

    @Test
    void anyTwoVersionsAreCompared() throws Exception {
        var page = page("/versions?name=sales.orders&from=1&to=3");
        var lines = page.select("main table").get(0).select("tbody tr").eachText();
        assertThat(lines)
                .contains("column total: type changed bigint double", "column coupon added string")
                .contains("parameter password added (not shown)");
        assertThat(page("/versions?name=sales.orders").select("#from, #to").eachAttr("value"))
                .containsExactly("2", "3");
        assertThat(page("/versions?name=sales.orders&from=3&to=3")
                        .select("main")
                        .text())
                .contains("These are the same version.");
        assertThat(page("/versions?name=sales.orders&from=1&to=9")
                        .select(".problem")
                        .text())
                .isEqualTo("Version 9 is not kept.");
    }

    @Test
    void aSearchFindsNamesColumnsCommentsAndParameters() throws Exception {
        assertThat(hits("orders")).hasSize(SearchPage.LENGTH).startsWith("sales.orders", "sales.customers");
        assertThat(hits("EURO paid")).containsExactly("sales.orders");
        assertThat(hits("team-orders")).containsExactly("sales.orders");
        assertThat(hits("customer_id zzz")).isEmpty();
        assertThat(hits("born")).containsExactly("sales.customers");
        var first = page("/search?q=orders-nightly");
        var second = page(first.select(".pager a[rel=next]").attr("href"));
        assertThat(second.select(".hits > li")).hasSize(13);
        assertThat(second.select(".pager a[rel=next]")).isEmpty();
        var marks = page("/search?q=euro").select("mark").eachText();
        assertThat(marks).containsExactly("euro", "euro");
    }

    private static List<String> hits(String query) throws Exception {
        return page("/search?q=" + query.replace(" ", "+")).select(".hits h2").eachText();
    }

    @Test
    void runsThatClientsOfGlueHaveStartedAreShown() throws Exception {
        for (var page : List.of("/runs", "/runs?job=load-orders")) {
            assertThat(served.page(page))
                    .contains("Started through this catalog", "jr_1", "RUNNING", "attempt 1 after jr_1", "Cannot reach")
                    .doesNotContain("sesame");
        }
        assertThat(served.page("/runs?job=other")).doesNotContain("Started through this catalog");
    }

    @Test
    void runsAndCrawlsOfATableAreFound() throws Exception {
        var page = page("/activity?name=sales.orders");
        assertThat(page.select("main table").get(0).select("tbody tr")).hasSize(ActivityPage.RUNS);
        assertThat(page.select("main table").get(1).select("td").eachText())
                .contains("FAILED", "1 updated, 3 unchanged", "crawl-2 Cannot list s3://shop-lake/: access denied");
        assertThat(page("/activity?name=web.clicks").select(".empty").text())
                .startsWith("None of the newest 1,000 runs");
        var failed = page("/run?id=01JCLOADORDERS0060");
        assertThat(failed.select(".problem").text()).startsWith("Cannot join orders to customers");
        assertThat(page("/run?id=01JCLOADORDERS0061").select("td a").eachAttr("href"))
                .containsExactly("/table?name=sales.orders", "/table?name=sales.daily_001");
    }

    @Test
    void whatIsNotThereSuggestsTheNearest() throws Exception {
        assertNear("/table?name=sales.order", "There is no table 'sales.order'.", "/table?name=sales.orders");
        assertNear("/table?name=sale.orders", "There is no database 'sale'.", "/database?name=sales");
        assertNear(
                "/crawler?name=order-nightly", "There is no crawler 'order-nightly'.", "/crawler?name=orders-nightly");
        assertNear("/run?id=none", "There is no run 'none' that has ended.", "/runs");
        var nowhere = served.get("/no/such/page");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(nowhere.body()).select("main").text()).contains("There is no such page.");
    }

    private static void assertNear(String address, String message, String link) throws Exception {
        var answer = served.get(address);
        assertThat(answer.statusCode()).isEqualTo(404);
        var page = Jsoup.parse(answer.body());
        assertThat(page.select("main p").eachText()).contains(message);
        assertThat(page.select("main a").eachAttr("href")).contains(link);
        requireWhole(address, page);
    }

    @Test
    void malformedAddressesAreRefusedInWords() throws Exception {
        for (var address : List.of(
                "/table",
                "/table?name=x",
                "/database",
                "/versions?name=sales.orders&from=x",
                "/partitions?name=sales.orders&filter=" + "x".repeat(4000) + "%20" + "y".repeat(7000),
                "/runs?after=x",
                "/search?q=orders&after=x")) {
            var answer = served.get(address);
            assertThat(answer.statusCode()).as(address).isIn(400, 431);
        }
    }

    @Test
    void noSecretStandsOnAnyPage() throws Exception {
        everything()
                .forEach((address, page) ->
                        assertThat(page.outerHtml()).as(address).doesNotContain("tree-frog-9"));
        assertThat(hits("tree-frog-9")).isEmpty();
        assertThat(page("/versions?name=sales.orders&from=1&to=3").outerHtml()).doesNotContain("tree-frog-9");
    }

    @Test
    void answersSayWhatABrowserMayDo() throws Exception {
        var headers = served.get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .startsWith("default-src 'none'; style-src 'self'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(served.get("/nowhere").headers().firstValue("Content-Security-Policy"))
                .isPresent();
    }

    @Test
    void theFileOfStylesIsKeptUntilItChanges() throws Exception {
        var link = page("/").select("link[rel=stylesheet]").attr("href");
        var styles = served.get(link);
        assertThat(styles.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
        var tag = styles.headers().firstValue("ETag").orElseThrow();
        assertThat(link).contains(tag.replace("\"", ""));
        var again = served.get(link, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(served.get("/icon.svg").body()).startsWith("<svg");
    }

    @Test
    void headsAreThoseOfThePages() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(served.url() + "/table?name=sales.orders"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        var head = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aTableOfManyColumnsIsPaged() throws Exception {
        var columns = IntStream.range(0, 1201)
                .mapToObj(i -> Sample.column("c" + i, "int"))
                .toList();
        var name = new TableName("web", "wide");
        served.sample().catalog().create(Sample.table(name, columns, List.of(), "parquet"));
        var first = page("/table?name=web.wide");
        assertThat(first.select("tbody tr")).hasSize(ColumnsPage.LENGTH);
        var last = page("/table?name=web.wide&after=1000");
        assertThat(last.select("tbody tr")).hasSize(201);
        assertThat(page("/table?name=web.wide&after=9000").select("main").text())
                .contains("1,201 columns");
        served.sample().catalog().drop(name);
    }

    private static Document page(String address) throws IOException, InterruptedException {
        return Jsoup.parse(served.page(address));
    }

    private static Element row(Document page, String name) {
        return page.select("tbody tr").stream()
                .filter(row -> row.select("th .name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
