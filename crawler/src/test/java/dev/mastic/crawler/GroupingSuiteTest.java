// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every {@link Layout} in the folder {@code grouping}, crawled for real. */
class GroupingSuiteTest {
    private static final Path LAYOUTS = Path.of("src/test/resources/grouping");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> makesTheTablesThatEachLayoutSays() throws IOException {
        return Files.list(LAYOUTS).sorted().map(file -> {
            var name = file.getFileName().toString().replace(".txt", "");
            return DynamicTest.dynamicTest(name, () -> check(Layout.of(file), name));
        });
    }

    private void check(Layout layout, String name) {
        var place = layout.fill(Place.in(folder.resolve(name).resolve("lake")));
        var report = place.crawl(layout.request(place));
        var expected = layout.lines("=").stream().sorted().toList();
        var found = report.tables().stream()
                .map(table -> text(place, table, expected))
                .sorted()
                .toList();
        assertThat(found).isEqualTo(expected);
        checkSkipped(place, report, layout.lines("skip"));
        var decisions = report.decisions().stream()
                .map(d -> relative(place, d.location()) + " " + d.outcome() + ": " + d.rule())
                .toList();
        assertThat(decisions).containsAll(layout.lines("why"));
        assertThat(report.decisions())
                .allSatisfy(decision -> assertThat(decision.why()).isNotBlank());
    }

    private static void checkSkipped(Place place, CrawlReport report, List<String> expected) {
        assertThat(report.skipped())
                .extracting(skipped -> relative(place, skipped.path()))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(line -> line.split(": ")[0]).toList());
        for (var line : expected) {
            var parts = line.split(": ", 2);
            assertThat(report.skipped())
                    .filteredOn(skipped -> relative(place, skipped.path()).equals(parts[0]))
                    .allSatisfy(skipped -> assertThat(skipped.reason()).contains(parts[1]));
        }
    }

    /** A table as layouts write it: with columns and the number of files where the expected line says them. */
    private static String text(Place place, CrawledTable table, List<String> expected) {
        var name = table.name().table().replaceFirst("(?<=^|_)[0-9a-f]{8}$", "\\$hash");
        var text = name + " @ " + relative(place, table.location());
        if (!table.partitionKeys().isEmpty()) {
            text += " by " + names(table.partitionKeys()) + ": "
                    + String.join(", ", place.partitions(table.name().table()));
        }
        var start = text;
        var line =
                expected.stream().filter(e -> e.startsWith(start)).findFirst().orElse("");
        if (line.contains(" of ")) {
            text += " of " + names(table.columns());
        }
        return line.contains(" has ") ? text + " has " + table.files() + " files" : text;
    }

    private static String names(List<CrawledColumn> columns) {
        return columns.stream().map(CrawledColumn::name).collect(Collectors.joining(" "));
    }

    private static String relative(Place place, String location) {
        var below = location.substring(place.location("").length());
        return below.isEmpty() ? "." : below.replace("\n", "\\n");
    }
}
