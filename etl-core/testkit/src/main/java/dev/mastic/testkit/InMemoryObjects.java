// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.NoSuchPartitionException;
import dev.mastic.core.catalog.ObjectChangedException;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The other objects of an {@link InMemoryCatalog}. */
record InMemoryObjects(InMemoryCatalog catalog) implements CatalogObjects {
    @Override
    public Optional<CatalogObject> find(ObjectKey key) {
        return catalog.read(now -> {
            requireOwner(now, key.owner());
            return Optional.ofNullable(now.objects.get(key));
        });
    }

    @Override
    public Page<CatalogObject> page(ObjectKind kind, Owner owner, String prefix, PageRequest page) {
        return catalog.read(
                now -> MemoryState.page(of(now, kind, owner, prefix), name -> true, Function.identity(), page));
    }

    private SortedMap<String, CatalogObject> of(MemoryState now, ObjectKind kind, Owner owner, String prefix) {
        requireOwner(now, owner);
        var found = new TreeMap<String, CatalogObject>();
        now.objects.forEach((key, object) -> {
            if (key.kind() == kind && key.owner().equals(owner) && key.name().startsWith(prefix)) {
                found.put(key.name(), object);
            }
        });
        return found;
    }

    @Override
    public CatalogObject create(ObjectKey key, String json) {
        return catalog.write(now -> {
            requirePartition(now, key.owner());
            if (now.objects.containsKey(key)) {
                throw new AlreadyExistsException("Object", key);
            }
            var clock = Instant.now();
            return keep(now, new CatalogObject(key, 1, clock, clock, json));
        });
    }

    @Override
    public CatalogObject update(ObjectKey key, String json, long expectedVersion) {
        return catalog.write(now -> {
            var old = get(key);
            if (old.version() != expectedVersion) {
                throw new ObjectChangedException(key, expectedVersion, old.version());
            }
            return keep(now, new CatalogObject(key, old.version() + 1, old.created(), Instant.now(), json));
        });
    }

    @Override
    public CatalogObject put(ObjectKey key, String json) {
        return catalog.write(
                now -> find(key).map(old -> update(key, json, old.version())).orElseGet(() -> create(key, json)));
    }

    @Override
    public boolean drop(ObjectKey key) {
        return catalog.write(now -> {
            requireOwner(now, key.owner());
            return now.objects.remove(key) != null;
        });
    }

    @Override
    public long dropAll(ObjectKind kind, Owner owner, String prefix) {
        return catalog.write(now -> {
            var found = of(now, kind, owner, prefix);
            found.values().forEach(object -> now.objects.remove(object.key()));
            return (long) found.size();
        });
    }

    private static CatalogObject keep(MemoryState now, CatalogObject object) {
        now.objects.put(object.key(), object);
        return object;
    }

    private void requireOwner(MemoryState now, Owner owner) {
        owner.database().ifPresent(now::database);
        owner.tableName().ifPresent(name -> catalog.require(now, name));
    }

    private void requirePartition(MemoryState now, Owner owner) {
        requireOwner(now, owner);
        owner.partition().ifPresent(values -> {
            var table = owner.tableName().orElseThrow();
            if (!catalog.require(now, table).partitions.containsKey(values)) {
                throw new NoSuchPartitionException(table, values);
            }
        });
    }
}
