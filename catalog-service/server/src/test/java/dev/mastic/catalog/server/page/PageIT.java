// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The commonest tasks in Chromium, by the keyboard alone, and what eyes need. Pictures go to {@code target/page}. */
@Tag("clients")
class PageIT {
    private static final Path PICTURES = Path.of("target/page");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static Served served;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path dir) {
        served = new Served(dir);
        served.sample().fill();
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        served.close();
    }

    @Test
    void fiveTasksAreDoneByTheKeyboardAlone() throws IOException {
        browser.screen(WIDE, 800, "light");
        findATableBySearch();
        readItsColumns();
        filterItsPartitions();
        compareTwoVersions();
        seeTheLastRuns();
    }

    private static void findATableBySearch() throws IOException {
        browser.open(served.url());
        browser.tabToField("search");
        browser.type("customer euros");
        browser.press(Keys.ENTER);
        assertThat(browser.title()).isEqualTo("Tables with customer euros · Mastic");
        assertThat(browser.text()).contains("comment of total What the customer paid, with tax, in euros");
        browser.picture(PICTURES.resolve("search.png"));
        browser.tabToLink("sales.orders");
        browser.press(Keys.ENTER);
    }

    private static void readItsColumns() throws IOException {
        assertThat(browser.title()).isEqualTo("sales.orders · Mastic");
        browser.press(Keys.TAB);
        browser.press(Keys.ENTER);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("content");
        assertThat(browser.text()).contains("total", "double", "16398 (year=2025/month=03/part-1.json:9 12.5)");
        browser.picture(PICTURES.resolve("table.png"));
    }

    private static void filterItsPartitions() throws IOException {
        browser.tabToLink("Partitions");
        browser.press(Keys.ENTER);
        browser.tabToField("filter");
        browser.type("yeer > 2024");
        browser.press(Keys.ENTER);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("filter");
        assertThat(browser.text()).contains("did you mean 'year'?");
        browser.picture(PICTURES.resolve("problem.png"));
        browser.type("year > 2024 AND month IN ('06', '07')");
        browser.press(Keys.ENTER);
        assertThat(browser.text()).contains("year=2026/month=07/").doesNotContain("month=08", "did you mean");
        browser.picture(PICTURES.resolve("partitions.png"));
    }

    private static void compareTwoVersions() throws IOException {
        browser.tabToLink("Versions");
        browser.press(Keys.ENTER);
        browser.tabToField("from");
        browser.type("1");
        browser.press(Keys.ENTER);
        assertThat(browser.text()).contains("column total: type", "bigint", "column coupon", "added");
        browser.picture(PICTURES.resolve("versions.png"));
    }

    private static void seeTheLastRuns() throws IOException {
        browser.tabToLink("Runs");
        browser.press(Keys.ENTER);
        assertThat(browser.text()).startsWith("Runs").contains("load-orders", "failed");
        browser.picture(PICTURES.resolve("runs.png"));
        browser.tabToLink("01JCLOADORDERS0060");
        browser.press(Keys.ENTER);
        assertThat(browser.text()).contains("Cannot join orders to customers");
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
    void textsAreReadableAndFitTheScreen(int width, String scheme) throws IOException {
        browser.screen(width, width == NARROW ? 844 : 800, scheme);
        var checks = new String(PageIT.class.getResourceAsStream("checks.js").readAllBytes(), StandardCharsets.UTF_8);
        for (var address : List.of(
                "/",
                "/database?name=sales",
                "/table?name=sales.orders",
                "/partitions?name=sales.orders&filter=x",
                "/partitions?name=sales.orders",
                "/storage?name=sales.orders",
                "/versions?name=sales.orders&from=1&to=3",
                "/activity?name=sales.orders",
                "/search?q=customer",
                "/run?id=01JCLOADORDERS0060",
                "/crawler?name=orders-nightly",
                "/table?name=sales.order")) {
            browser.open(served.url() + address);
            assertThat((List<?>) browser.run(checks))
                    .as(width + " " + scheme + " " + address)
                    .isEmpty();
        }
        browser.open(served.url() + "/table?name=sales.orders");
        browser.picture(PICTURES.resolve("table-" + width + "-" + scheme + ".png"));
    }
}
