// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlConfiguration.Conventions;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.crawl.TableOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A tree of files and the tables that a crawl makes of it, as a text: the first line says what it shows, and then
 *
 * <pre>
 * with level=3, exclude=**.tmp      what is configured
 * crawl orders, people              the targets; without this line, all of it
 * + orders/2024/a.json  id total    a file and its columns; "text words" for any text, "-" for an empty file
 * = orders @ orders/ by year: 2024 of id total has 1 files    a table, its place, keys and their values, columns, files
 * skip orders/x.md: no format       a file that is left out, and a part of the reason
 * why orders/ partitions: dates     a decision: its place, outcome and rule
 * </pre>
 *
 * A line break in a name is written as backslash n, a hash as {@code $hash}.
 */
record Layout(List<String> lines) {
    private static final String GLUE = "glue";

    static Layout of(Path file) {
        try {
            return new Layout(Files.readAllLines(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines that begin with a word, without it. */
    List<String> lines(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }

    Place fill(Place place) {
        for (var line : lines("+")) {
            var parts = line.split(" {2,}", 2);
            var path = parts[0].replace("\\n", "\n");
            place.file(path, content(path, parts[1].strip()));
        }
        return place;
    }

    private static String[] content(String path, String text) {
        if (text.equals("-")) {
            return new String[0];
        }
        if (text.startsWith("text ")) {
            return new String[] {text.substring("text ".length())};
        }
        var columns = text.split(" ");
        if (path.contains(".psv")) {
            return new String[] {String.join("|", columns), "1" + "|1".repeat(columns.length - 1)};
        }
        var fields = Arrays.stream(columns).map(column -> "'" + column + "':1").toList();
        return new String[] {"{" + String.join(",", fields) + "}"};
    }

    CrawlRequest request(Place place) {
        var root = place.folder().toString();
        var targets = new ArrayList<CrawlTarget>();
        for (var target : list("crawl", ".")) {
            var path = target.equals(".") ? root : root + "/" + target;
            var sample = settings("sample").stream().mapToInt(Integer::parseInt).findFirst();
            targets.add(new CrawlTarget.Folder(path, settings("exclude"), sample));
        }
        var output = new CrawlOutput(
                Place.DATABASE, settings("prefix").stream().findFirst().orElse(""), CrawlOutput.Layout.HIVE);
        var policy = new CrawlerSpec.Policy(
                SchemaChangePolicy.USUAL, RecrawlBehavior.CRAWL_EVERYTHING, configuration(place));
        var spec = new CrawlerSpec(
                CrawlerSpec.AD_HOC, "", targets, List.of(), output, policy, overrides(root), Optional.empty());
        return new CrawlRequest(spec, List.of(), List.of(), false);
    }

    private CrawlConfiguration configuration(Place place) {
        var conventions = new Conventions(
                settings("grouping").contains(GLUE)
                        ? CrawlConfiguration.Grouping.GLUE
                        : CrawlConfiguration.Grouping.HIVE_AWARE,
                settings("partition-names").contains(GLUE)
                        ? CrawlConfiguration.PartitionNames.GLUE
                        : CrawlConfiguration.PartitionNames.DATES);
        int root = place.folder().getNameCount() + 1;
        var level = settings("level").stream()
                .mapToInt(text -> root + Integer.parseInt(text))
                .findFirst();
        return new CrawlConfiguration(
                false, true, list("with", "").contains("combine"), level, OptionalInt.empty(), true, conventions);
    }

    private List<TableOverride> overrides(String root) {
        var overrides = new ArrayList<TableOverride>();
        for (var kind : TableOverride.Kind.values()) {
            for (var folder : settings(kind.name().toLowerCase(Locale.ROOT))) {
                var keys = settings("keys").stream()
                        .flatMap(text -> Arrays.stream(text.split("/")))
                        .toList();
                overrides.add(new TableOverride(
                        folder.equals(".") ? root : root + "/" + folder,
                        kind,
                        settings("name").stream().findFirst(),
                        keys));
            }
        }
        return overrides;
    }

    private List<String> settings(String key) {
        return list("with", "").stream()
                .filter(setting -> setting.startsWith(key + "="))
                .map(setting -> setting.substring(key.length() + 1))
                .toList();
    }

    private List<String> list(String word, String otherwise) {
        var written = lines(word);
        return List.of((written.isEmpty() ? otherwise : written.get(0)).split(", "));
    }
}
