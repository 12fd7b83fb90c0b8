// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of the partitions of a table that was there. New ones are made under each policy.
 *
 * @param updates whether those that were there may be written
 */
public record PartitionUpdate(
        Table table, TableMerge merge, boolean updates, DeleteBehavior delete, GoneFiles gone, Instant now) {

    /**
     * The writes, and what they are about.
     *
     * @param put new and changed ones
     * @param dropped the values of those that are removed
     * @param count how many the table has afterwards
     * @param added how many of them are new
     */
    record Changes(
            List<Partition> put, List<List<String>> dropped, List<Difference> differences, long count, long added) {
        boolean isEmpty() {
            return put.isEmpty() && dropped.isEmpty();
        }
    }

    /**
     * Reads of the partitions that are there those that were found, and all others, page by page, only where some may be gone.
     *
     * @param current of the table that is there; empty if there is none, or it has none
     */
    Changes of(Optional<Partitions> current, List<Partition> found) {
        var changes = new Collected();
        for (int from = 0; from < found.size(); from += PageRequest.MOST) {
            var some = found.subList(from, Math.min(from + PageRequest.MOST, found.size()));
            var known = known(current, some);
            some.forEach(partition -> bring(Optional.ofNullable(known.get(partition.values())), partition, changes));
        }
        current.filter(any -> gone.isSought()).ifPresent(any -> takeGone(any, found, changes));
        return changes.of(current.map(Partitions::count).orElse(0L));
    }

    private static Map<List<String>, Partition> known(Optional<Partitions> current, List<Partition> found) {
        var known = new HashMap<List<String>, Partition>();
        current.ifPresent(
                all -> all.findAll(found.stream().map(Partition::values).toList())
                        .forEach(partition -> known.put(partition.values(), partition)));
        return known;
    }

    private void bring(Optional<Partition> before, Partition found, Collected changes) {
        var after = merge.of(before, found, table);
        if (before.isEmpty()) {
            changes.added++;
            changes.put.add(after);
            changes.differences.add(TableDifferences.added(after));
        } else if (!after.equals(before.get())) {
            TableDifferences.of(before.get(), after, updates).ifPresent(changes.differences::add);
            if (updates) {
                changes.put.add(changed(after));
            }
        }
    }

    private void takeGone(Partitions current, List<Partition> found, Collected changes) {
        var present = found.stream().map(Partition::values).collect(Collectors.toSet());
        Page.each(PageRequest.MOST, page -> current.page(PartitionFilter.ALL, Segment.ALL, page), partition -> {
            if (!present.contains(partition.values()) && isGone(partition)) {
                take(partition, changes);
            }
        });
    }

    private boolean isGone(Partition partition) {
        return merge.ownership().owns(partition.parameters())
                && !partition.parameters().containsKey(Ownership.DEPRECATED)
                && gone.at(partition.storage().location());
    }

    private void take(Partition partition, Collected changes) {
        changes.differences.add(TableDifferences.gone(partition, delete != DeleteBehavior.LOG));
        switch (delete) {
            case LOG -> {}
            case DELETE_FROM_DATABASE -> changes.dropped.add(partition.values());
            case DEPRECATE_IN_DATABASE ->
                changes.put.add(with(partition, merge.ownership().deprecated(partition.parameters(), now)));
        }
    }

    private Partition changed(Partition partition) {
        return with(partition, merge.ownership().changed(partition.parameters()));
    }

    private static Partition with(Partition partition, Map<String, String> parameters) {
        return partition.withParameters(parameters);
    }

    /** Changes while they are found. */
    private static final class Collected {
        private final List<Partition> put = new ArrayList<>();
        private final List<List<String>> dropped = new ArrayList<>();
        private final List<Difference> differences = new ArrayList<>();
        private long added;

        Changes of(long before) {
            return new Changes(put, dropped, differences, before + added - dropped.size(), added);
        }
    }
}
