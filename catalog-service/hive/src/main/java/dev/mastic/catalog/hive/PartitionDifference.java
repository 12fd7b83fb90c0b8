// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.catalog.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.hive.metastore.api.Partition;

/** The partitions of a table that are others on one side than on the other, by their values: a table may have millions. */
record PartitionDifference(Set<List<String>> added, Set<List<String>> altered, Set<List<String>> dropped) {
    static final PartitionDifference NONE = new PartitionDifference(Set.of(), Set.of(), Set.of());

    /**
     * Compares.
     *
     * @param isThere whether the target has the table
     * @param drop whether partitions of the target alone count
     */
    static PartitionDifference of(TableName name, Side source, Side target, boolean isThere, boolean drop) {
        var left = isThere ? digests(name, target) : new HashMap<List<String>, String>();
        var added = new HashSet<List<String>>();
        var altered = new HashSet<List<String>>();
        source.partitions(
                name,
                some -> some.forEach(partition -> {
                    var before = left.remove(partition.getValues());
                    if (before == null) {
                        added.add(partition.getValues());
                    } else if (!before.equals(digest(partition))) {
                        altered.add(partition.getValues());
                    }
                }));
        return new PartitionDifference(added, altered, drop ? Set.copyOf(left.keySet()) : Set.of());
    }

    SyncStep.Partitions counts() {
        return new SyncStep.Partitions(added.size(), altered.size(), dropped.size());
    }

    /** Reads the partitions of the source once more and writes those that differ. */
    void apply(TableName name, Side source, Side target) {
        if (!added.isEmpty() || !altered.isEmpty()) {
            source.partitions(name, some -> {
                target.add(name, among(some, added));
                target.alter(name, among(some, altered));
            });
        }
        dropped.forEach(values -> target.dropPartition(name, values));
    }

    private static List<Partition> among(List<Partition> partitions, Set<List<String>> values) {
        return partitions.stream()
                .filter(partition -> values.contains(partition.getValues()))
                .toList();
    }

    private static Map<List<String>, String> digests(TableName name, Side side) {
        var digests = new HashMap<List<String>, String>();
        side.partitions(name, some -> some.forEach(partition -> digests.put(partition.getValues(), digest(partition))));
        return digests;
    }

    private static String digest(Partition partition) {
        try {
            var text = Facets.of(partition).said().toString();
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
