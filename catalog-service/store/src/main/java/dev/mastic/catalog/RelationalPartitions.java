// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.NoSuchPartitionException;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The partitions of a table in the relational store. */
record RelationalPartitions(RelationalCatalog catalog, TableName name, PartitionRows rows) implements Partitions {
    @Override
    public Optional<Partition> find(List<String> values) {
        return findAll(List.of(values)).stream().findFirst();
    }

    @Override
    public List<Partition> findAll(Collection<List<String>> values) {
        return look((handle, table) -> {
            values.forEach(each -> requireFit(table, each));
            return List.copyOf(rows.find(handle, table, values).values());
        });
    }

    @Override
    public Page<Partition> page(PartitionFilter filter, Segment segment, PageRequest page) {
        return look((handle, table) ->
                new PartitionPages(handle, catalog.transactions().dialect(), table, filter, segment).page(page));
    }

    @Override
    public long count() {
        return catalog.look(name, rows::count);
    }

    @Override
    public Set<List<String>> create(List<Partition> partitions) {
        return change((handle, table) -> {
            var values = partitions.stream().map(Partition::values).toList();
            values.forEach(each -> requireFit(table, each));
            var taken = new HashSet<>(rows.find(handle, table, values).keySet());
            var there = new LinkedHashSet<List<String>>();
            var fresh = new ArrayList<Partition>();
            for (var partition : partitions) {
                if (taken.add(partition.values())) {
                    fresh.add(partition);
                } else {
                    there.add(partition.values());
                }
            }
            rows.put(handle, table, fresh);
            audit(handle, "create", fresh);
            return there;
        });
    }

    @Override
    public void put(List<Partition> partitions) {
        change((handle, table) -> {
            partitions.forEach(partition -> requireFit(table, partition.values()));
            rows.put(handle, table, partitions);
            audit(handle, "put", partitions);
            return table;
        });
    }

    @Override
    public void replace(List<String> values, Partition partition) {
        change((handle, table) -> {
            requireFit(table, values);
            requireFit(table, partition.values());
            if (rows.find(handle, table, values).isEmpty()) {
                throw new NoSuchPartitionException(name, values);
            } else if (!values.equals(partition.values())
                    && rows.find(handle, table, partition.values()).isPresent()) {
                throw new AlreadyExistsException("Partition", name + " " + partition.values());
            }
            rows.replace(handle, table, values, partition);
            audit(handle, "replace", List.of(partition));
            return table;
        });
    }

    @Override
    public Set<List<String>> drop(Collection<List<String>> values) {
        return change((handle, table) -> {
            values.forEach(each -> requireFit(table, each));
            var dropped = rows.find(handle, table, values).keySet();
            rows.delete(handle, table, dropped);
            audit(handle, "drop", dropped);
            return new LinkedHashSet<>(dropped);
        });
    }

    private void audit(Handle handle, String verb, Collection<?> changed) {
        if (!changed.isEmpty()) {
            var count = Quantity.of(changed.size(), "partition");
            catalog.audit().add(handle, verb + " " + count, name);
        }
    }

    /** Partitions that an older Mastic has written get their sort keys first. */
    private <T> T look(BiFunction<Handle, TableRows.Row, T> work) {
        var answer = catalog.look(name, (handle, table) -> Optional.of(table)
                .filter(TableRows.Row::sorted)
                .map(sorted -> work.apply(handle, sorted)));
        return answer.orElseGet(() -> change(work));
    }

    private <T> T change(BiFunction<Handle, TableRows.Row, T> work) {
        return catalog.change(name, (handle, table) -> {
            if (!table.sorted()) {
                rows.sort(handle, table, table.version().table());
                catalog.tableRows().setSorted(handle, table);
            }
            return work.apply(handle, table);
        });
    }

    private void requireFit(TableRows.Row row, List<String> values) {
        var keys = row.version().table().partitionKeys();
        if (values.size() != keys.size()) {
            throw refused(
                    values,
                    "its values do not fit the keys",
                    "one for each of " + keys.stream().map(key -> key.name()).toList());
        }
        if (!values.stream().allMatch(StandardCharsets.UTF_8.newEncoder()::canEncode)) {
            throw refused(values, "a value is no text, but has half of a pair of characters", "whole characters");
        }
    }

    private UsageException refused(List<String> values, String why, String expected) {
        return new UsageException("Cannot add or find a partition of " + name + ": " + why + " (got " + values
                + "; expected " + expected + ")");
    }
}
