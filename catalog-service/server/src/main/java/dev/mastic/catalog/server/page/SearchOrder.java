// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.ArrayList;
import java.util.Optional;

/** What a search finds, page by page: first the tables whose names hold the words, then the others. */
record SearchOrder(Catalog catalog, Search search) {
    /** Before places in the second list; no name of a table begins so. */
    private static final String OTHERS = ".";

    /** A page of both lists together. */
    Page<TableVersion> page(int length, Optional<String> after) {
        return after.filter(place -> place.startsWith(OTHERS)).isPresent()
                ? others(
                        length,
                        after.map(place -> place.substring(OTHERS.length())).filter(place -> !place.isEmpty()))
                : named(length, after);
    }

    private Page<TableVersion> named(int length, Optional<String> after) {
        var names = names(length, after);
        var found = names.items().stream()
                .flatMap(name -> catalog.find(name).stream())
                .toList();
        int left = length - names.items().size();
        if (names.next().isPresent()) {
            return new Page<>(found, names.next());
        } else if (left == 0) {
            return new Page<>(found, Optional.of(OTHERS));
        }
        var others = others(left, Optional.empty());
        var both = new ArrayList<>(found);
        both.addAll(others.items());
        return new Page<>(both, others.next());
    }

    /** Names are read without definitions, so that the first page has them however many tables there are. */
    private Page<TableName> names(int length, Optional<String> after) {
        var names = catalog.databases().stream()
                .flatMap(database -> catalog.tables(database.name()).stream())
                .filter(search::isIn)
                .filter(name -> after.map(TableName::parse)
                        .filter(last -> name.compareTo(last) <= 0)
                        .isEmpty())
                .sorted()
                .limit(length + 1L)
                .toList();
        return Page.of(names, length, TableName::toString);
    }

    private Page<TableVersion> others(int length, Optional<String> after) {
        var page = catalog.search(
                version -> !search.isIn(version.table().name()) && search.test(version),
                new PageRequest(length, after));
        return new Page<>(page.items(), page.next().map(next -> OTHERS + next));
    }
}
