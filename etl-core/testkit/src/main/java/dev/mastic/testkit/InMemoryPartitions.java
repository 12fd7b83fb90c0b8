// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.NoSuchPartitionException;
import dev.mastic.core.catalog.ObjectKey.Owner;
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
import java.util.TreeMap;
import java.util.function.Function;

/** The partitions of a table of an {@link InMemoryCatalog}. */
record InMemoryPartitions(InMemoryCatalog catalog, TableName name) implements Partitions {
    @Override
    public Optional<Partition> find(List<String> values) {
        return findAll(List.of(values)).stream().findFirst();
    }

    @Override
    public List<Partition> findAll(Collection<List<String>> values) {
        return catalog.read(now -> {
            var entry = catalog.require(now, name);
            values.forEach(each -> requireFit(entry.newest().table(), each));
            return values.stream()
                    .map(entry.partitions::get)
                    .flatMap(partition -> Optional.ofNullable(partition).stream())
                    .toList();
        });
    }

    @Override
    public Page<Partition> page(PartitionFilter filter, Segment segment, PageRequest page) {
        return catalog.read(now -> {
            var found = new TreeMap<String, Partition>();
            catalog.require(now, name).partitions.values().stream()
                    .filter(partition -> segment.holds(partition.values().hashCode()))
                    .filter(partition -> filter.matches(partition.values()))
                    .forEach(partition -> found.put(String.join("\0", partition.values()), partition));
            return MemoryState.page(found, key -> true, Function.identity(), page);
        });
    }

    @Override
    public long count() {
        return catalog.read(now -> (long) catalog.require(now, name).partitions.size());
    }

    @Override
    public Set<List<String>> create(List<Partition> partitions) {
        return catalog.write(now -> {
            var entry = catalog.require(now, name);
            var there = new LinkedHashSet<List<String>>();
            for (var partition : partitions) {
                requireFit(entry.newest().table(), partition.values());
                if (entry.partitions.putIfAbsent(partition.values(), partition) != null) {
                    there.add(partition.values());
                }
            }
            return there;
        });
    }

    @Override
    public void put(List<Partition> partitions) {
        catalog.write(now -> {
            var entry = catalog.require(now, name);
            for (var partition : partitions) {
                requireFit(entry.newest().table(), partition.values());
                entry.partitions.put(partition.values(), partition);
            }
            return entry;
        });
    }

    @Override
    public void replace(List<String> values, Partition partition) {
        catalog.write(now -> {
            var entry = catalog.require(now, name);
            requireFit(entry.newest().table(), values);
            requireFit(entry.newest().table(), partition.values());
            if (entry.partitions.remove(values) == null) {
                throw new NoSuchPartitionException(name, values);
            }
            if (entry.partitions.putIfAbsent(partition.values(), partition) != null) {
                throw new AlreadyExistsException("Partition", name + " " + partition.values());
            }
            now.moveObjects(Owner.partition(name, values), Owner.partition(name, partition.values()));
            return entry;
        });
    }

    @Override
    public Set<List<String>> drop(Collection<List<String>> values) {
        return catalog.write(now -> {
            var entry = catalog.require(now, name);
            var dropped = new LinkedHashSet<List<String>>();
            for (var each : values) {
                now.dropObjects(name, each);
                if (entry.partitions.remove(each) != null) {
                    dropped.add(each);
                }
            }
            return dropped;
        });
    }

    private void requireFit(Table table, List<String> values) {
        if (values.size() != table.partitionKeys().size()) {
            var keys = table.partitionKeys().stream().map(key -> key.name()).toList();
            throw new UsageException(
                    "Cannot use values of a partition of " + name + ": got " + values + "; expected " + keys);
        }
    }
}
