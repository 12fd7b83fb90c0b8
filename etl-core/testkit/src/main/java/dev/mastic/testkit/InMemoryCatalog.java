// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole {@link Catalog} in memory, for tests: one lock makes each call a transaction. Counts its writes. */
public final class InMemoryCatalog implements Catalog {
    private static final Comparator<List<String>> BY_VALUES = (left, right) -> {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    };

    private final SortedMap<String, Database> databases = new TreeMap<>();
    private final SortedMap<TableName, Entry> entries = new TreeMap<>();
    private long writes;

    private record Entry(List<TableVersion> newestFirst, SortedMap<List<String>, Partition> partitions) {
        static Entry of(TableVersion first) {
            return new Entry(new ArrayList<>(List.of(first)), new TreeMap<>(BY_VALUES));
        }

        TableVersion newest() {
            return newestFirst.get(0);
        }
    }

    /** How many calls have changed something or tried to. */
    public synchronized long writes() {
        return writes;
    }

    @Override
    public synchronized List<Database> databases() {
        return List.copyOf(databases.values());
    }

    @Override
    public synchronized void createDatabase(Database database) {
        writes++;
        if (databases.putIfAbsent(database.name(), database) != null) {
            throw new AlreadyExistsException("Database", database.name());
        }
    }

    @Override
    public synchronized void dropDatabase(String name) {
        writes++;
        if (!tables(name).isEmpty()) {
            throw new UsageException("Cannot drop database " + name + ": it has tables: " + tables(name));
        }
        databases.remove(name);
    }

    @Override
    public synchronized List<TableName> tables(String database) {
        requireDatabase(database);
        return entries.keySet().stream()
                .filter(name -> name.database().equals(database))
                .toList();
    }

    @Override
    public synchronized Optional<TableVersion> find(TableName name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::newest);
    }

    @Override
    public synchronized List<TableVersion> history(TableName name) {
        return Optional.ofNullable(entries.get(name))
                .map(entry -> List.copyOf(entry.newestFirst))
                .orElse(List.of());
    }

    @Override
    public synchronized TableVersion create(Table table) {
        writes++;
        requireDatabase(table.name().database());
        if (entries.containsKey(table.name())) {
            throw new AlreadyExistsException("Table", table.name());
        }
        var first = new TableVersion(table, 1, Instant.now());
        entries.put(table.name(), Entry.of(first));
        return first;
    }

    @Override
    public synchronized TableVersion update(Table table, long expectedVersion) {
        writes++;
        var entry = require(table.name());
        if (entry.newest().version() != expectedVersion) {
            throw new TableChangedException(
                    table.name(), expectedVersion, entry.newest().version());
        }
        var next = new TableVersion(table, expectedVersion + 1, Instant.now());
        entry.newestFirst.add(0, next);
        return next;
    }

    @Override
    public synchronized void rename(TableName from, TableName to) {
        writes++;
        var entry = require(from);
        requireDatabase(to.database());
        if (entries.containsKey(to)) {
            throw new AlreadyExistsException("Table", to);
        }
        entry.newestFirst.replaceAll(version -> renamed(version, to));
        entries.remove(from);
        entries.put(to, entry);
    }

    @Override
    public synchronized boolean drop(TableName name) {
        writes++;
        return entries.remove(name) != null;
    }

    @Override
    public synchronized List<Partition> partitions(TableName name) {
        return List.copyOf(require(name).partitions.values());
    }

    @Override
    public synchronized void putPartitions(TableName name, List<Partition> partitions) {
        writes++;
        var known = require(name).partitions;
        partitions.forEach(partition -> known.put(partition.values(), partition));
    }

    @Override
    public synchronized void dropPartitions(TableName name, List<List<String>> values) {
        writes++;
        require(name).partitions.keySet().removeAll(values);
    }

    private static TableVersion renamed(TableVersion version, TableName name) {
        var table = version.table();
        var other = new Table(name, table.columns(), table.partitionKeys(), table.storage(), table.parameters());
        return new TableVersion(other, version.version(), version.updated());
    }

    private void requireDatabase(String name) {
        if (!databases.containsKey(name)) {
            throw new NoSuchDatabaseException(name, databases.keySet());
        }
    }

    private Entry require(TableName name) {
        var entry = entries.get(name);
        if (entry == null) {
            throw NoSuchTableException.of(name, this);
        }
        return entry;
    }
}
