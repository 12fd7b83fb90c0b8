// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchOrderTest {
    @Test
    void givesEveryTableOnceAndNamesFirst(@TempDir Path dir) {
        try (var store = RelationalStore.open(dir.resolve("mastic.db").toString())) {
            var catalog = new RelationalCatalog(store);
            catalog.createDatabase(Database.named("d"));
            List.of("a", "c", "e", "g").forEach(name -> create(catalog, name, "total"));
            List.of("b_total", "f_Total", "h_total").forEach(name -> create(catalog, name, "x"));
            create(catalog, "i", "y");
            for (int length = 1; length <= 8; length++) {
                assertThat(pages(new SearchOrder(catalog, Search.of("TOTAL")), length))
                        .containsExactly("b_total", "f_Total", "h_total", "a", "c", "e", "g");
            }
            assertThat(pages(new SearchOrder(catalog, Search.of("nothing")), 2)).isEmpty();
        }
    }

    private static List<String> pages(SearchOrder order, int length) {
        var names = new ArrayList<String>();
        Optional<String> after = Optional.empty();
        do {
            Page<TableVersion> page = order.page(length, after);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(length);
            page.items().forEach(version -> names.add(version.table().name().table()));
            after = page.next();
        } while (after.isPresent());
        return names;
    }

    private static void create(Catalog catalog, String name, String column) {
        catalog.create(
                Sample.table(new TableName("d", name), List.of(Sample.column(column, "int")), List.of(), "json"));
    }
}
