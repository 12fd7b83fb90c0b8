// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.KeyType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A set of texts, as ranges in the order of their code points.
 *
 * @param ranges in order, and none touches the next
 */
record Ranges(List<Range> ranges) {
    private static final Comparator<String> ORDER = KeyType.STRING::compare;
    private static final Comparator<Range> BY_START = Comparator.comparing(Range::start, ORDER);

    static final Ranges ALL = new Ranges(List.of(new Range("", CodePoints.END)));
    static final Ranges NONE = new Ranges(List.of());

    Ranges {
        ranges = List.copyOf(ranges);
    }

    /** The texts from one on, and before another. */
    record Range(String start, String end) {
        boolean isEmpty() {
            return ORDER.compare(start, end) >= 0;
        }

        boolean isBehind(String text) {
            return ORDER.compare(text, start) < 0;
        }

        boolean isBefore(String text) {
            return ORDER.compare(end, text) <= 0;
        }
    }

    static Ranges of(String start, String end) {
        return union(List.of(new Range(start, end)));
    }

    /** All texts of some ranges, which may overlap. */
    static Ranges union(Collection<Range> some) {
        var sorted =
                some.stream().filter(range -> !range.isEmpty()).sorted(BY_START).toList();
        var merged = new ArrayList<Range>();
        for (var range : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && ORDER.compare(range.start(), merged.get(last).end()) <= 0) {
                var before = merged.get(last);
                merged.set(last, new Range(before.start(), later(before.end(), range.end())));
            } else {
                merged.add(range);
            }
        }
        return new Ranges(merged);
    }

    Ranges and(Ranges other) {
        var both = new ArrayList<Range>();
        int mine = 0;
        int theirs = 0;
        while (mine < ranges.size() && theirs < other.ranges.size()) {
            var one = ranges.get(mine);
            var two = other.ranges.get(theirs);
            both.add(new Range(later(one.start(), two.start()), earlier(one.end(), two.end())));
            if (ORDER.compare(one.end(), two.end()) < 0) {
                mine++;
            } else {
                theirs++;
            }
        }
        return union(both);
    }

    boolean isAll() {
        return equals(ALL);
    }

    private static String later(String one, String other) {
        return ORDER.compare(one, other) >= 0 ? one : other;
    }

    private static String earlier(String one, String other) {
        return ORDER.compare(one, other) <= 0 ? one : other;
    }
}
