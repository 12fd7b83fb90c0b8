// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Difference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What a crawl decided and changed, as lines for people. */
final class CrawlText {
    private static final String STRING = "string";
    private static final int MOST = 50;

    private CrawlText() {}

    /** The decisions as a tree of folders, each below the nearest one above it. */
    static List<String> tree(List<Decision> decisions) {
        var lines = new ArrayList<String>();
        Deque<String> above = new ArrayDeque<>();
        for (var decision : decisions) {
            while (!above.isEmpty() && !isBelow(above.peek(), decision.location())) {
                above.pop();
            }
            var name = above.isEmpty()
                    ? decision.location()
                    : decision.location().substring(above.peek().length());
            lines.add("  ".repeat(above.size()) + name + "  " + decision.outcome() + " [" + decision.rule() + "] "
                    + decision.why());
            if (decision.location().endsWith("/")) {
                above.push(decision.location());
            }
        }
        return lines;
    }

    /** Whether a place lies in a folder. */
    static boolean isBelow(String folder, String location) {
        return location.length() > folder.length() && location.startsWith(folder);
    }

    /** All changes as a diff of the catalog; nothing for tables that stay as they are. */
    static List<String> diff(CrawlReport report) {
        var lines = report.tables().stream().flatMap(CrawlText::diff).toList();
        return lines.isEmpty() ? List.of("no changes") : lines;
    }

    private static Stream<String> diff(CrawledTable table) {
        if (table.change() == Change.CREATED) {
            return Stream.of("+ table " + table.name() + "  " + table.location() + columns(table));
        } else if (table.differences().isEmpty()) {
            return Stream.empty();
        }
        var head = Stream.of("  table " + table.name() + "  " + table.change());
        var shown = table.differences().stream().limit(MOST).flatMap(CrawlText::diff);
        int left = table.differences().size() - MOST;
        var more = left > 0 ? Stream.of("    … " + left + " more") : Stream.<String>empty();
        return Stream.concat(head, Stream.concat(shown, more));
    }

    private static Stream<String> diff(Difference difference) {
        var note = (difference.why().isEmpty() ? "" : "  # " + difference.why())
                + (difference.applied() ? "" : "  # not written");
        var before = line("-", difference.what(), difference.before());
        var after = line("+", difference.what(), difference.after());
        if (difference.after().isEmpty()) {
            return Stream.of(before + note);
        }
        return difference.before().isEmpty() ? Stream.of(after + note) : Stream.of(before, after + note);
    }

    private static String line(String sign, String what, String value) {
        return "  " + sign + " " + what + ": " + value;
    }

    private static String columns(CrawledTable table) {
        return "  (" + table.columns().size() + " columns)";
    }

    /** Columns that have become texts, which mostly is the work of a few bad values. */
    static List<String> warnings(CrawlReport report) {
        return report.tables().stream()
                .flatMap(table -> table.differences().stream()
                        .filter(d -> d.after().equals(STRING) && !d.why().isEmpty())
                        .map(d -> table.name() + ": " + d))
                .toList();
    }
}
