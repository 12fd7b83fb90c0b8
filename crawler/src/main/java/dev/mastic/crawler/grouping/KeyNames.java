// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlConfiguration.PartitionNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names the partition keys of levels without {@code key=}: as the catalog has them already, else by the part of a date
 * that all of their values are, else {@code partition_0}, {@code partition_1} … as Glue. A name that a column of the
 * files has is not taken from it: the key is called {@code partition_date} then.
 */
public record KeyNames(PartitionNames style) {
    private static final String PREFIX = "partition_";

    /**
     * The names of all keys of a table.
     *
     * @param kept the keys that the catalog has for this table; empty for a new one
     */
    public List<String> of(TableFiles table, List<String> kept) {
        var levels = table.keys();
        if (fits(levels, kept)) {
            return levels.stream().anyMatch(String::isEmpty) ? merged(levels, kept) : levels;
        }
        var taken = new HashSet<>(lowerCase(levels));
        var columns = lowerCase(table.columns());
        var names = new ArrayList<String>();
        var above = DateLevel.of(Set.of(Location.name(table.location())), Optional.empty());
        int unnamed = 0;
        for (int i = 0; i < levels.size(); i++) {
            var values = values(table, i);
            var level = levels.get(i).isEmpty()
                    ? DateLevel.of(values, above)
                    : DateLevel.ofKey(levels.get(i)).or(() -> DateLevel.of(values, Optional.empty()));
            above = level;
            var name = levels.get(i);
            if (name.isEmpty()) {
                name = dated(level, columns, taken).orElse("");
            }
            while (name.isEmpty()) {
                var counted = PREFIX + unnamed++;
                name = taken.contains(counted) || columns.contains(counted) ? "" : counted;
            }
            taken.add(name);
            names.add(name);
        }
        return names;
    }

    private Optional<String> dated(Optional<DateLevel> level, Set<String> columns, Set<String> taken) {
        return level.filter(part -> style == PartitionNames.DATES)
                .map(DateLevel::key)
                .map(key -> columns.contains(key) ? PREFIX + key : key)
                .filter(key -> !columns.contains(key) && !taken.contains(key));
    }

    /** Whether the catalog's keys can be those of these levels. */
    private static boolean fits(List<String> levels, List<String> kept) {
        if (levels.size() != kept.size()) {
            return false;
        }
        for (int i = 0; i < levels.size(); i++) {
            if (!levels.get(i).isEmpty() && !levels.get(i).equalsIgnoreCase(kept.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> merged(List<String> levels, List<String> kept) {
        var names = new ArrayList<>(levels);
        for (int i = 0; i < names.size(); i++) {
            names.set(i, names.get(i).isEmpty() ? kept.get(i) : names.get(i));
        }
        return names;
    }

    private static Set<String> values(TableFiles table, int level) {
        return table.parts().stream().map(part -> part.values().get(level)).collect(Collectors.toSet());
    }

    private static Set<String> lowerCase(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
