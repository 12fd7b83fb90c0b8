// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.EvidenceBar;
import dev.mastic.core.failure.Quantity;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TerminalText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A crawl as one page: what it found, why, and what it changed. No script, nothing is fetched, all texts are escaped. */
record CrawlPage(CrawlReport report) {
    /** So many tables are read at one sight, all of them open. */
    private static final int FEW = 5;

    private static final int MOST = 200;
    private static final String STYLE = "crawl-page.css";

    String html() {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>Crawl</title><style>\n" + style() + "</style></head><body>\n" + head() + changes() + tables()
                + decisions() + odd() + skipped() + "</body></html>\n";
    }

    private static String style() {
        try (var in = CrawlPage.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + STYLE + " of this jar", e);
        }
    }

    private String head() {
        var changes = new TreeMap<Change, Long>(
                report.tables().stream().collect(Collectors.groupingBy(CrawledTable::change, Collectors.counting())));
        var counts = changes.entrySet().stream()
                .map(change -> "<span class=\"tag " + change.getKey() + "\">" + Console.count(change.getValue()) + " "
                        + change.getKey() + "</span>")
                .collect(Collectors.joining(" "));
        long rows =
                report.tables().stream().mapToLong(CrawledTable::rowsSampled).sum();
        var reading = report.reading();
        return "<h1>Crawl</h1><p>" + Quantity.of(report.tables().size(), "table") + " of "
                + Quantity.of(reading.files(), "file") + ", " + Console.count(reading.filesRead()) + " read now, "
                + Quantity.of(rows, "row") + " seen, "
                + Console.count(report.skipped().size()) + " skipped. " + counts + "</p>\n";
    }

    private String changes() {
        var changed = report.tables().stream()
                .filter(table -> !table.differences().isEmpty())
                .toList();
        return section(
                "Changes",
                changed,
                table -> "<details open><summary>" + tag(table.change()) + " " + link(table) + "</summary><table>"
                        + differences(table.differences()) + "</table></details>\n");
    }

    private static String differences(List<Difference> differences) {
        var shown = differences.stream().limit(MOST).map(CrawlPage::difference).collect(Collectors.joining());
        int left = differences.size() - MOST;
        return shown + (left > 0 ? "<tr><td class=\"note\">… " + Console.count(left) + " more</td></tr>" : "");
    }

    private static String difference(Difference difference) {
        var notes = difference.why() + (difference.applied() ? "" : " (not written)");
        return "<tr><td>" + text(difference.what()) + "</td><td><code class=\"del\">" + text(difference.before())
                + "</code></td><td><code class=\"add\">" + text(difference.after()) + "</code></td><td class=\"note\">"
                + text(notes.strip()) + "</td></tr>";
    }

    private String tables() {
        boolean isShort = report.tables().size() <= FEW;
        return section(
                "Tables",
                report.tables(),
                table -> "<details id=\"" + text(table.name().toString()) + "\"" + (isShort ? " open" : "")
                        + "><summary>"
                        + tag(table.change())
                        + " <b>" + text(table.name().toString()) + "</b> <span class=\"note\">"
                        + text(facts(table)) + "</span></summary>" + table(table) + "</details>\n");
    }

    private static String facts(CrawledTable table) {
        var partitions = table.partitionKeys().isEmpty() ? "" : ", " + Quantity.of(table.partitions(), "partition");
        var seen = table.filesSampled() == table.files()
                ? ""
                : " (" + Console.count(table.filesSampled()) + " looked into)";
        return table.format() + ", " + Quantity.of(table.files(), "file") + seen + partitions + ", "
                + Quantity.of(table.columns().size(), "column");
    }

    private static String table(CrawledTable table) {
        var dialect = new TreeMap<>(table.dialect());
        return "<p class=\"path\">" + text(table.location()) + "</p><p class=\"note\">" + text(table.classifier())
                + ", certainty " + table.certainty() + (dialect.isEmpty() ? "" : ", " + text(dialect.toString()))
                + "</p><table><tr><th>column</th><th>type</th><th>values</th><th>evidence</th></tr>"
                + table.columns().stream().map(c -> column(c, "")).collect(Collectors.joining())
                + table.partitionKeys().stream()
                        .map(c -> column(c, " <span class=\"tag\">partition key</span>"))
                        .collect(Collectors.joining())
                + "</table>";
    }

    private static String column(CrawledColumn column, String mark) {
        return "<tr><td>" + text(column.name()) + mark + "</td><td><code>" + text(column.typeText())
                + "</code></td><td>" + EvidenceBar.of(column.evidence()).svg() + "</td><td class=\"note\">"
                + text(column.evidence()) + "</td></tr>";
    }

    private String decisions() {
        if (report.decisions().isEmpty()) {
            return "";
        }
        var html = new StringBuilder("<h2>Folders</h2>\n<ul class=\"top\">");
        Deque<String> above = new ArrayDeque<>();
        for (var decision : report.decisions()) {
            while (!above.isEmpty() && !CrawlText.isBelow(above.peek(), decision.location())) {
                above.pop();
                html.append("</ul></li>");
            }
            var name = above.isEmpty()
                    ? decision.location()
                    : decision.location().substring(above.peek().length());
            html.append("<li>").append(decision(name, decision));
            if (decision.location().endsWith("/")) {
                above.push(decision.location());
                html.append("<ul>");
            } else {
                html.append("</li>\n");
            }
        }
        above.forEach(open -> html.append("</ul></li>"));
        return html.append("</ul>\n").toString();
    }

    private static String decision(String name, Decision decision) {
        return "<span class=\"path\">" + text(name) + "</span> <span class=\"tag\">" + text(decision.outcome())
                + "</span> <span class=\"note\">" + text(decision.rule() + ": " + decision.why()) + "</span>";
    }

    private String odd() {
        return files("Odd files", report.remarks(), remark -> file(remark.path(), remark.text()));
    }

    private String skipped() {
        return files("Skipped", report.skipped(), skipped -> file(skipped.path(), skipped.reason()));
    }

    private static <T> String files(String title, List<T> values, Function<T, String> each) {
        var rows = section(title, values, each);
        return rows.replace("</h2>\n", "</h2>\n<table>") + (rows.isEmpty() ? "" : "</table>\n");
    }

    private static String file(String path, String note) {
        return "<tr><td class=\"path\">" + text(path) + "</td><td class=\"note\">" + text(note) + "</td></tr>\n";
    }

    private static <T> String section(String title, List<T> values, Function<T, String> each) {
        return values.isEmpty()
                ? ""
                : "<h2>" + title + "</h2>\n" + values.stream().map(each).collect(Collectors.joining());
    }

    private static String link(CrawledTable table) {
        var name = text(table.name().toString());
        return "<a href=\"#" + name + "\">" + name + "</a>";
    }

    private static String tag(Change change) {
        return "<span class=\"tag " + change + "\">" + change + "</span>";
    }

    /** Text of a page; what would turn the direction of writing is shown as in a terminal. */
    static String text(String text) {
        return TerminalText.cell(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
