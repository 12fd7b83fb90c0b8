// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.TableVersion;
import java.util.ArrayList;
import java.util.Optional;

/** What a search finds, page by page: first the tables whose names hold the words, then the others. */
record SearchOrder(Catalog catalog, Search search) {
    private static final String OTHERS = "others";

    /** A page of both lists together. */
    Page<TableVersion> page(int length, Optional<String> after) {
        return after.filter(place -> place.startsWith(OTHERS)).isPresent()
                ? others(
                        length,
                        after.map(place -> place.substring(OTHERS.length())).filter(place -> !place.isEmpty()))
                : named(length, after);
    }

    private Page<TableVersion> named(int length, Optional<String> after) {
        var named = catalog.search(search::isInNameOf, new PageRequest(length, after));
        int left = length - named.items().size();
        if (named.next().isPresent()) {
            return named;
        } else if (left == 0) {
            return new Page<>(named.items(), Optional.of(OTHERS));
        }
        var others = others(left, Optional.empty());
        var both = new ArrayList<>(named.items());
        both.addAll(others.items());
        return new Page<>(both, others.next());
    }

    private Page<TableVersion> others(int length, Optional<String> after) {
        var page = catalog.search(
                version -> !search.isInNameOf(version) && search.test(version), new PageRequest(length, after));
        return new Page<>(page.items(), page.next().map(next -> OTHERS + next));
    }
}
