// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Pages of short lists that are read as a whole, in the order of their names. */
final class Sorted {
    private Sorted() {}

    static <T> Page<T> page(List<T> all, Function<T, String> name, PageRequest part) {
        var rest = all.stream()
                .filter(each -> part.after().isEmpty()
                        || name.apply(each).compareTo(part.after().get()) > 0)
                .sorted(Comparator.comparing(name))
                .limit(part.limit() + 1L)
                .toList();
        return Page.of(rest, part.limit(), name);
    }
}
