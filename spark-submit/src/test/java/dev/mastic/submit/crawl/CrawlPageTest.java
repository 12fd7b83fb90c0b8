// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.type.Type;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrawlPageTest {
    private static final List<Decision> TREE = List.of(
            new Decision("/lake/", "tables", "different columns", "2 groups"),
            new Decision("/lake/a/", "table", "partitions", "year=…"),
            new Decision("/lake/a/year=1/", "partition", "key=value", "year"),
            new Decision("/lake/b.csv", "table", "file", "alone"));

    @Test
    void drawsFoldersBelowTheirFolders() {
        assertThat(CrawlText.tree(TREE))
                .containsExactly(
                        "/lake/  tables [different columns] 2 groups",
                        "  a/  table [partitions] year=…",
                        "    year=1/  partition [key=value] year",
                        "  b.csv  table [file] alone");
        var html = new CrawlPage(new CrawlReport(List.of(), List.of(), TREE)).html();
        assertThat(html.split("<ul", -1)).hasSameSizeAs(html.split("</ul>", -1));
        assertThat(html.split("<li>", -1)).hasSameSizeAs(html.split("</li>", -1));
    }

    @Test
    void escapesWhateverStandsInNames() {
        var odd = "<img src=x onerror='a'>\"&\u202e";
        var report = new CrawlReport(
                List.of(table(odd, List.of(new Difference("column " + odd, odd, odd, false, odd)))),
                List.of(new Skipped(odd, odd)),
                List.of(new Decision(odd, odd, odd, odd)));
        assertThat(new CrawlPage(report).html())
                .doesNotContain("<img", "\u202e")
                .contains("&lt;img src=x onerror=&#39;a&#39;&gt;&quot;&amp;·");
    }

    @Test
    void staysReadableWithAThousandTables() {
        var tables = IntStream.range(0, 1000)
                .mapToObj(i -> table("t" + i, List.of()))
                .toList();
        var html = new CrawlPage(new CrawlReport(tables, List.of(), List.of())).html();
        assertThat(html.split("<details id=", -1)).hasSize(1001);
        assertThat(html).doesNotContain("<details open").hasSizeLessThan(2_000_000);
    }

    @Test
    void aFewTablesAreOpen() {
        var tables =
                IntStream.range(0, 6).mapToObj(i -> table("t" + i, List.of())).toList();
        var few = new CrawlPage(new CrawlReport(tables.subList(0, 5), List.of(), List.of())).html();
        assertThat(few.split("<details id=\"[^\"]+\" open>", -1)).hasSize(6);
        assertThat(new CrawlPage(new CrawlReport(tables, List.of(), List.of())).html())
                .doesNotContain("\" open>");
    }

    @Test
    void tellsProgressOnlyOnATerminal() throws InterruptedException {
        var out = new ByteArrayOutputStream();
        try (var stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            progress(stream, false);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
            progress(stream, true);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("\r\u001b[Klisted 1,000 files, read 1, tables 0")
                .endsWith("\r\u001b[K");
    }

    private static void progress(PrintStream stream, boolean shown) throws InterruptedException {
        try (var progress = new ShownProgress(stream, shown)) {
            progress.listed(1000);
            Thread.sleep(250);
            progress.read(1);
        }
    }

    private static CrawledTable table(String name, List<Difference> differences) {
        return new CrawledTable(
                new TableName("db", name),
                "/lake/" + name + "/",
                "json",
                "json",
                1,
                Map.of("delimiter", ";"),
                List.of(new CrawledColumn(name, Type.Primitive.INT, "int 2 (" + name + ":1 1), null 1")),
                List.of(),
                0,
                0,
                2,
                2,
                2,
                3,
                Change.UPDATED,
                differences);
    }
}
