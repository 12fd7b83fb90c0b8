// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says which items are not like the most, and by which columns; only the first few of each. */
public record Differing<T>(List<T> members, Function<T, Set<String>> columns, Function<T, String> name) {
    private static final int ITEMS = 3;
    private static final int COLUMNS = 5;

    /** {@code : b.json lacks id, has born; and 7 more}; empty if all items are members. */
    static <T> String of(
            Collection<T> items, List<T> members, Function<T, Set<String>> columns, Function<T, String> name) {
        var inside = new HashSet<>(members);
        var others = items.stream().filter(item -> !inside.contains(item)).toList();
        if (others.isEmpty()) {
            return "";
        }
        var differing = new Differing<>(members, columns, name);
        var common = differing.common();
        return others.stream()
                .limit(ITEMS)
                .map(item -> differing.text(item, common))
                .collect(Collectors.joining(
                        "; ", ": ", others.size() > ITEMS ? "; and " + (others.size() - ITEMS) + " more" : ""));
    }

    private Set<String> common() {
        return members.stream()
                .flatMap(item -> columns.apply(item).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String text(T item, Set<String> common) {
        var own = columns.apply(item);
        var lacks = first(common, own);
        var has = first(own, common);
        if (lacks.isEmpty() && has.isEmpty()) {
            return name.apply(item) + " is of another format or depth";
        }
        return name.apply(item)
                + (lacks.isEmpty() ? "" : " lacks " + lacks)
                + (lacks.isEmpty() || has.isEmpty() ? "" : " and")
                + (has.isEmpty() ? "" : " has " + has);
    }

    private static String first(Set<String> some, Set<String> without) {
        var names = some.stream()
                .filter(column -> !without.contains(column))
                .sorted()
                .toList();
        return names.stream().limit(COLUMNS).collect(Collectors.joining(", ")) + (names.size() > COLUMNS ? ", …" : "");
    }
}
