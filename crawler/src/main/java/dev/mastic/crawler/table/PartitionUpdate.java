// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    Changes of(List<Partition> current, List<Partition> found) {
        var known = new HashMap<List<String>, Partition>();
        current.forEach(partition -> known.put(partition.values(), partition));
        var put = new ArrayList<Partition>();
        var dropped = new ArrayList<List<String>>();
        var differences = new ArrayList<Difference>();
        long added = 0;
        for (var partition : found) {
            var before = Optional.ofNullable(known.remove(partition.values()));
            var after = merge.of(before, partition, table);
            if (before.isEmpty()) {
                added++;
                put.add(after);
                differences.add(TableDifferences.added(after));
            } else if (!after.equals(before.get())) {
                TableDifferences.of(before.get(), after, updates).ifPresent(differences::add);
                if (updates) {
                    put.add(changed(after));
                }
            }
        }
        current.stream()
                .filter(partition -> known.containsKey(partition.values()) && isGone(partition))
                .forEach(partition -> take(partition, put, dropped, differences));
        return new Changes(put, dropped, differences, current.size() + added - dropped.size(), added);
    }

    private boolean isGone(Partition partition) {
        return merge.ownership().owns(partition.parameters())
                && !partition.parameters().containsKey(Ownership.DEPRECATED)
                && gone.at(partition.storage().location());
    }

    private void take(
            Partition partition, List<Partition> put, List<List<String>> dropped, List<Difference> differences) {
        differences.add(TableDifferences.gone(partition, delete != DeleteBehavior.LOG));
        switch (delete) {
            case LOG -> {}
            case DELETE_FROM_DATABASE -> dropped.add(partition.values());
            case DEPRECATE_IN_DATABASE ->
                put.add(with(partition, merge.ownership().deprecated(partition.parameters(), now)));
        }
    }

    private Partition changed(Partition partition) {
        return with(partition, merge.ownership().changed(partition.parameters()));
    }

    private static Partition with(Partition partition, Map<String, String> parameters) {
        return partition.withParameters(parameters);
    }
}
