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
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The partitions of a table in the relational store. */
record RelationalPartitions(RelationalCatalog catalog, TableName name, PartitionRows rows) implements Partitions {
    @Override
    public Optional<Partition> find(List<String> values) {
        return catalog.look(name, (handle, table) -> {
            requireFit(table, values);
            return rows.find(handle, table, values);
        });
    }

    @Override
    public List<Partition> findAll(Collection<List<String>> values) {
        return catalog.look(name, (handle, table) -> values.stream()
                .peek(each -> requireFit(table, each))
                .flatMap(each -> rows.find(handle, table, each).stream())
                .toList());
    }

    @Override
    public Page<Partition> page(PartitionFilter filter, Segment segment, PageRequest page) {
        return catalog.look(name, (handle, table) -> {
            var all = rows.all(handle, table).stream()
                    .filter(partition -> segment.holds(partition.values().hashCode()))
                    .filter(partition -> filter.matches(partition.values()))
                    .map(partition -> PartitionRows.identity(partition.values()))
                    .sorted()
                    .filter(key -> page.after()
                            .filter(after -> key.compareTo(after) <= 0)
                            .isEmpty())
                    .toList();
            return Page.of(all, page.limit(), key -> key)
                    .map(key -> rows.find(handle, table, CatalogCodec.readValues(key))
                            .orElseThrow());
        });
    }

    @Override
    public long count() {
        return catalog.look(name, rows::count);
    }

    @Override
    public Set<List<String>> create(List<Partition> partitions) {
        return catalog.change(name, (handle, table) -> {
            var there = new LinkedHashSet<List<String>>();
            for (var partition : partitions) {
                requireFit(table, partition.values());
                if (rows.find(handle, table, partition.values()).isPresent()) {
                    there.add(partition.values());
                } else {
                    rows.put(handle, table, List.of(partition));
                }
            }
            return there;
        });
    }

    @Override
    public void put(List<Partition> partitions) {
        catalog.change(name, (handle, table) -> {
            partitions.forEach(partition -> requireFit(table, partition.values()));
            rows.put(handle, table, partitions);
            return table;
        });
    }

    @Override
    public void replace(List<String> values, Partition partition) {
        catalog.change(name, (handle, table) -> {
            requireFit(table, partition.values());
            if (rows.find(handle, table, values).isEmpty()) {
                throw new NoSuchPartitionException(name, values);
            } else if (!values.equals(partition.values())
                    && rows.find(handle, table, partition.values()).isPresent()) {
                throw new AlreadyExistsException("Partition", name + " " + partition.values());
            }
            rows.delete(handle, table, List.of(values));
            rows.put(handle, table, List.of(partition));
            return table;
        });
    }

    @Override
    public Set<List<String>> drop(Collection<List<String>> values) {
        return catalog.change(name, (handle, table) -> {
            var dropped = new LinkedHashSet<List<String>>();
            for (var each : values) {
                if (rows.find(handle, table, each).isPresent()) {
                    dropped.add(each);
                }
            }
            rows.delete(handle, table, List.copyOf(values));
            return dropped;
        });
    }

    private void requireFit(TableRows.Row row, List<String> values) {
        Table table = row.version().table();
        if (values.size() != table.partitionKeys().size()) {
            var keys = table.partitionKeys().stream().map(key -> key.name()).toList();
            throw new UsageException("Cannot find or add a partition of " + name
                    + ": its values do not fit the keys (got " + values + "; expected one for each of " + keys + ")");
        }
    }
}
