// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.catalog.Ranges.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * A way through the partitions of a table: along one of their indexes, through some of its ranges.
 *
 * @param column of the table partitions, by which its index sorts
 */
record PartitionPath(String column, Ranges ranges) {
    private static final String SORT_KEY = "sort_key";
    private static final String VALUE = "value_";
    private static final int MOST_RANGES = 100;

    /** The ways to what lies in these ranges of the keys, one for each index that helps, at least one. */
    static List<PartitionPath> of(List<Ranges> keys) {
        var paths = new ArrayList<PartitionPath>();
        paths.add(new PartitionPath(SORT_KEY, sortKeys(keys)));
        for (int key = 1; key < Math.min(keys.size(), PartitionRows.VALUES); key++) {
            if (!keys.get(key).isAll()) {
                paths.add(new PartitionPath(column(key), keys.get(key)));
            }
        }
        if (paths.size() > 1 && paths.get(0).ranges().isAll()) {
            paths.remove(0);
        }
        return paths;
    }

    /** The column of a key's values; the key counts from 0. */
    static String column(int key) {
        return VALUE + (key + 1);
    }

    /** Single values of the first keys go before the ranges of the next. */
    private static Ranges sortKeys(List<Ranges> keys) {
        var ranges = new ArrayList<Range>();
        var fronts = List.of("");
        for (var key : keys) {
            if (key.isAll() || (long) fronts.size() * key.ranges().size() > MOST_RANGES) {
                break;
            }
            var longer = new ArrayList<String>();
            for (var front : fronts) {
                for (var range : key.ranges()) {
                    SortKey.point(range.start(), range.end())
                            .ifPresentOrElse(
                                    point -> longer.add(front + point),
                                    () -> ranges.add(new Range(front + range.start(), front + range.end())));
                }
            }
            fronts = longer;
        }
        fronts.forEach(front -> ranges.add(new Range(front, CodePoints.after(front))));
        return Ranges.union(ranges.stream()
                .map(range -> new Range(SortKey.cutStart(range.start()), SortKey.cutEnd(range.end())))
                .toList());
    }
}
