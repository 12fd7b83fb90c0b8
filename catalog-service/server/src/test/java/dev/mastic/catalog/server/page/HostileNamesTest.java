// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.bookmarks.RelationalRunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that others choose: they are shown as they are, lead to their own pages, and do nothing. */
class HostileNamesTest {
    static Stream<String> names() {
        return Stream.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onfocus='alert(1)' autofocus='",
                "a/b/../c%2F%00;d?e&f#g",
                "</title></head><body>",
                "&lt;b&gt;&amp;",
                "javascript:alert(1)",
                "Ünïcødé 表 🐸",
                "x".repeat(4000));
    }

    @ParameterizedTest
    @MethodSource("names")
    void areShownAsTheyAre(String name, @TempDir Path dir) throws Exception {
        try (var served = new Served(dir)) {
            fill(served, name.replace(".", "_"));
            var seen = new HashSet<String>();
            var left = new ArrayDeque<>(List.of("/", "/search?q=mark", "/runs"));
            while (!left.isEmpty()) {
                var address = left.pop();
                if (seen.add(address)) {
                    var page = Jsoup.parse(served.page(address));
                    requireHarmless(page);
                    page.select("a[href]").eachAttr("href").stream()
                            .filter(href -> !href.startsWith("#"))
                            .forEach(left::add);
                }
            }
            assertThat(seen).hasSizeGreaterThan(12);
            var table = Jsoup.parse(served.page(Links.table(tableName(name.replace(".", "_")))));
            assertThat(table.select("h1 code").first().wholeText())
                    .isEqualTo(tableName(name.replace(".", "_")).toString());
            assertThat(table.select("tbody th .name").first().wholeText()).isEqualTo(name.replace(".", "_"));
        }
    }

    /** Nothing but elements and attributes of our own, and links within. */
    private static void requireHarmless(Document page) {
        assertThat(page.select("script, img, iframe, object, embed, base, [style], [onerror], [onfocus], [onload]"))
                .isEmpty();
        assertThat(page.select("body")).hasSize(1);
        assertThat(page.select("a").eachAttr("href")).allMatch(href -> href.startsWith("/") || href.equals("#content"));
        assertThat(page.select("form").eachAttr("action")).allMatch(action -> action.startsWith("/"));
        page.getAllElements().forEach(element -> assertThat(element.attributes().asList())
                .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    }

    private static TableName tableName(String name) {
        return new TableName(name, name);
    }

    private static void fill(Served served, String name) {
        var catalog = served.sample().catalog();
        catalog.createDatabase(new Database(name, Optional.of(name), Optional.of(name), Map.of(name, name)));
        var column = new Column(name, Type.Primitive.INT, Optional.of(name), Map.of(Column.EVIDENCE, name, name, name));
        var storage = new Storage(name, name, name, name, Map.of(name, name), true);
        var table = new Table(
                tableName(name),
                List.of(column),
                List.of(Column.of("key", Type.Primitive.STRING)),
                storage,
                Map.of(Table.CLASSIFICATION, name, "mark", name, Table.UPDATED_BY_CRAWLER, name));
        var created = catalog.create(table);
        catalog.update(table.withParameters(Map.of("mark", name + "!")), created.version());
        catalog.putPartitions(table.name(), List.of(new Partition(List.of(name), storage, Map.of("sizeKey", name))));
        var report = "{\"sinks\":[{\"name\":\"lake\",\"table\":\"no.such.table\"}]}";
        new RelationalRunHistory(served.store())
                .add(new RunRecord(name, "run " + name, name, 1, Sample.NOON, 1, report));
    }
}
