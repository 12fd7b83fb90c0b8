// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The table partitions, inside transactions. */
record PartitionRows() {
    private static final int BATCH = 5_000;

    /** By the first value, then the second, and so on; tables have as many values in each partition. */
    private static final Comparator<Partition> BY_VALUES = (left, right) -> {
        for (int i = 0; i < Math.min(left.values().size(), right.values().size()); i++) {
            int order = left.values().get(i).compareTo(right.values().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.values().size(), right.values().size());
    };

    List<Partition> all(Handle handle, TableRows.Row table) {
        return handle
                .createQuery("select partition_values, definition from partitions where table_id = ?")
                .bind(0, table.id())
                .setFetchSize(BATCH)
                .map((row, context) -> CatalogCodec.readPartition(row.getString(1), row.getString(2)))
                .stream()
                .sorted(BY_VALUES)
                .toList();
    }

    Optional<Partition> find(Handle handle, TableRows.Row table, List<String> values) {
        return handle.createQuery(
                        "select partition_values, definition from partitions where table_id = ? and partition_values = ?")
                .bind(0, table.id())
                .bind(1, identity(values))
                .map((row, context) -> CatalogCodec.readPartition(row.getString(1), row.getString(2)))
                .findOne();
    }

    /** Tells the values of a partition from those of all others. */
    static String identity(List<String> values) {
        return CatalogCodec.writeValues(values);
    }

    /** Refuses a definition to which the partitions that there are would not fit. */
    void requireFit(Handle handle, TableRows.Row table, Table next) {
        int keys = table.version().table().partitionKeys().size();
        if (next.partitionKeys().size() != keys && count(handle, table) > 0) {
            throw new UsageException("Cannot update " + next.name() + ": it has partitions, which do not fit other keys"
                    + " (got " + next.partitionKeys().size() + " keys; expected " + keys + "): drop them first");
        }
    }

    long count(Handle handle, TableRows.Row table) {
        return handle.createQuery("select count(*) from partitions where table_id = ?")
                .bind(0, table.id())
                .mapTo(Long.class)
                .one();
    }

    void put(Handle handle, TableRows.Row table, List<Partition> partitions) {
        // Of equal values the last counts; PostgreSQL refuses one row twice in a statement.
        var byValues = new TreeMap<String, Partition>();
        partitions.forEach(partition -> byValues.put(CatalogCodec.writeValues(partition.values()), partition));
        if (byValues.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch(
                "insert into partitions (table_id, partition_values, definition)"
                        + " values (?, ?, ?) on conflict (table_id, partition_values) do update set definition = excluded.definition")) {
            byValues.forEach((values, partition) -> batch.add(table.id(), values, CatalogCodec.write(partition)));
            batch.execute();
        }
    }

    void delete(Handle handle, TableRows.Row table, List<List<String>> values) {
        if (values.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch("delete from partitions where table_id = ? and partition_values = ?")) {
            values.forEach(each -> batch.add(table.id(), CatalogCodec.writeValues(each)));
            batch.execute();
        }
    }
}
