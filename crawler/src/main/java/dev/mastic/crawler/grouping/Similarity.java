// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import dev.mastic.core.failure.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Whether files or folders belong to one table, as Glue decides it: more than 70 % of them have similar columns, in at
 * most five groups. Glue's measure is not published; ours is the share of common names among all names (Jaccard).
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html">How a crawler
 *     determines partitions</a>
 */
public final class Similarity {
    static final double LEAST = 0.7;
    static final int MOST_GROUPS = 5;

    private Similarity() {}

    /** How like each other the columns of two items of a group must be at least: more than this share. */
    enum Link {
        /** Glue's rule. */
        SIMILAR(LEAST, "have similar columns"),
        /** Folders that come one after the other in time: columns come and go. */
        SHARED(0, "share columns"),
        /** However the columns differ. */
        ANY(-1, "have the same format and depth");

        private final double least;
        private final String words;

        Link(double least, String words) {
            this.least = least;
            this.words = words;
        }
    }

    /** The largest group with the share of all items that it holds. */
    record Majority<T>(List<T> members, int groups, long size, long items, Link link) {
        boolean isOneTable() {
            return groups <= MOST_GROUPS && size > LEAST * items;
        }

        @Override
        public String toString() {
            return size + " of " + items + " " + link.words + ", in " + Quantity.of(groups, "group");
        }
    }

    /** The share of common names among all names, 0 to 1; 1 when one side has none. */
    static double of(Set<String> left, Set<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return 1;
        }
        long common = left.stream().filter(right::contains).count();
        return (double) common / (left.size() + right.size() - common);
    }

    /**
     * The largest group of items of one kind that are linked by similar columns; of equal groups the one that comes
     * first. Items without columns join the largest group of their kind. Empty for no items. Does not depend on the
     * order of the items otherwise.
     */
    static <T> Optional<Majority<T>> majority(
            List<T> items, Function<T, ?> kind, Function<T, Set<String>> columns, ToLongFunction<T> weight, Link link) {
        var byShape = new LinkedHashMap<Shape, List<T>>();
        items.forEach(item -> byShape.computeIfAbsent(
                        new Shape(kind.apply(item), columns.apply(item)), shape -> new ArrayList<>())
                .add(item));
        var open = new ArrayList<>(byShape.keySet());
        open.removeIf(Shape::isBlank);
        var groups = new ArrayList<List<T>>();
        while (!open.isEmpty()) {
            groups.add(linked(open.remove(0), open, byShape, link));
        }
        byShape.forEach((shape, blank) -> {
            if (shape.isBlank()) {
                largest(groups.stream().filter(group -> kind.apply(group.get(0)).equals(shape.kind)), weight)
                        .ifPresentOrElse(group -> group.addAll(blank), () -> groups.add(blank));
            }
        });
        return largest(groups.stream(), weight)
                .map(group -> new Majority<>(group, groups.size(), weight(group, weight), weight(items, weight), link));
    }

    private record Shape(Object kind, Set<String> columns) {
        boolean isBlank() {
            return columns.isEmpty();
        }

        boolean isLike(Shape other, Link link) {
            return kind.equals(other.kind) && of(columns, other.columns) > link.least;
        }
    }

    private static <T> Optional<List<T>> largest(Stream<List<T>> groups, ToLongFunction<T> weight) {
        return groups.reduce((a, b) -> weight(b, weight) > weight(a, weight) ? b : a);
    }

    private static <T> long weight(List<T> items, ToLongFunction<T> weight) {
        return items.stream().mapToLong(weight).sum();
    }

    private static <T> List<T> linked(Shape first, List<Shape> open, Map<Shape, List<T>> byShape, Link link) {
        var shapes = new ArrayList<>(List.of(first));
        for (int i = 0; i < shapes.size(); i++) {
            var shape = shapes.get(i);
            var near = open.stream().filter(other -> shape.isLike(other, link)).toList();
            shapes.addAll(near);
            open.removeAll(near);
        }
        var members = new ArrayList<T>();
        shapes.forEach(shape -> members.addAll(byShape.get(shape)));
        return members;
    }
}
