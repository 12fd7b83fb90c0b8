// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What an {@link InMemoryCatalog} holds. */
final class MemoryState {
    private static final Comparator<List<String>> BY_VALUES = (left, right) -> {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    };

    final SortedMap<String, KeptDatabase> databases = new TreeMap<>();
    final SortedMap<TableName, Entry> entries = new TreeMap<>();
    final Map<ObjectKey, CatalogObject> objects = new HashMap<>();

    /** A table. */
    static final class Entry {
        final List<TableVersion> newestFirst;
        final SortedMap<List<String>, Partition> partitions;

        private Entry(List<TableVersion> newestFirst, SortedMap<List<String>, Partition> partitions) {
            this.newestFirst = newestFirst;
            this.partitions = partitions;
        }

        static Entry of(TableVersion first) {
            return new Entry(new ArrayList<>(List.of(first)), new TreeMap<>(BY_VALUES));
        }

        Entry copy() {
            return new Entry(new ArrayList<>(newestFirst), new TreeMap<>(partitions));
        }

        TableVersion newest() {
            return newestFirst.get(0);
        }
    }

    MemoryState copy() {
        var copy = new MemoryState();
        copy.databases.putAll(databases);
        entries.forEach((name, entry) -> copy.entries.put(name, entry.copy()));
        copy.objects.putAll(objects);
        return copy;
    }

    KeptDatabase database(String name) {
        var database = databases.get(name);
        if (database == null) {
            throw new NoSuchDatabaseException(name, databases.keySet());
        }
        return database;
    }

    SortedMap<String, Entry> tables(String database) {
        database(database);
        var tables = new TreeMap<String, Entry>();
        entries.forEach((name, entry) -> {
            if (name.database().equals(database)) {
                tables.put(name.table(), entry);
            }
        });
        return tables;
    }

    void renameObjects(TableName from, TableName to) {
        for (var owner :
                objects.keySet().stream().map(ObjectKey::owner).distinct().toList()) {
            if (owner.tableName().filter(from::equals).isPresent()) {
                var renamed = owner.partition()
                        .map(values -> Owner.partition(to, values))
                        .orElse(Owner.table(to));
                moveObjects(owner, renamed);
            }
        }
    }

    void moveObjects(Owner from, Owner to) {
        for (var object : List.copyOf(objects.values())) {
            var key = object.key();
            if (key.owner().equals(from)) {
                objects.remove(key);
                put(object, new ObjectKey(key.kind(), to, key.name()));
            }
        }
    }

    void dropObjects(TableName table, List<String> partition) {
        objects.keySet().removeIf(key -> key.owner().equals(Owner.partition(table, partition)));
    }

    void put(CatalogObject object, ObjectKey key) {
        objects.put(key, new CatalogObject(key, object.version(), object.created(), object.updated(), object.json()));
    }

    /** A page of the values of a sorted map, whose keys the pages go on after. */
    static <V, R> Page<R> page(
            SortedMap<String, V> map, Predicate<String> wanted, Function<V, R> item, PageRequest page) {
        var names = map.keySet().stream()
                .filter(wanted)
                .filter(name ->
                        page.after().filter(after -> name.compareTo(after) <= 0).isEmpty())
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(names, page.limit(), Function.identity()).map(name -> item.apply(map.get(name)));
    }
}
