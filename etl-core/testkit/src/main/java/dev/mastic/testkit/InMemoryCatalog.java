// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.DatabaseChangedException;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A whole {@link Catalog} in memory, for tests: one lock makes each call a transaction. Counts its writes. */
public final class InMemoryCatalog implements Catalog {
    private MemoryState state = new MemoryState();
    private boolean atomic;
    private long writes;

    /** How many calls have changed something or tried to. */
    public synchronized long writes() {
        return writes;
    }

    synchronized <T> T read(Function<MemoryState, T> work) {
        return work.apply(state);
    }

    /** One transaction, which an exception undoes. */
    synchronized <T> T write(Function<MemoryState, T> work) {
        writes++;
        return atomic ? work.apply(state) : atomically(() -> work.apply(state));
    }

    @Override
    public synchronized <T> T atomically(Supplier<T> work) {
        if (atomic) {
            return work.get();
        }
        var before = state.copy();
        atomic = true;
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            state = before;
            throw e;
        } finally {
            atomic = false;
        }
    }

    @Override
    public List<Database> databases() {
        return read(now ->
                now.databases.values().stream().map(KeptDatabase::database).toList());
    }

    @Override
    public Page<KeptDatabase> databases(PageRequest page) {
        return read(now -> MemoryState.page(now.databases, name -> true, Function.identity(), page));
    }

    @Override
    public Optional<KeptDatabase> findDatabase(String name) {
        return read(now -> Optional.ofNullable(now.databases.get(name)));
    }

    @Override
    public void createDatabase(Database database) {
        write(now -> {
            var clock = Instant.now();
            var first = new KeptDatabase(database, 1, clock, clock);
            if (now.databases.putIfAbsent(database.name(), first) != null) {
                throw new AlreadyExistsException("Database", database.name());
            }
            return first;
        });
    }

    @Override
    public KeptDatabase updateDatabase(Database database, long expectedVersion) {
        return write(now -> {
            long found = now.database(database.name()).version();
            if (found != expectedVersion) {
                throw new DatabaseChangedException(database.name(), expectedVersion, found);
            }
            return updateDatabase(database);
        });
    }

    @Override
    public KeptDatabase updateDatabase(Database database) {
        return write(now -> {
            var old = now.database(database.name());
            var next = new KeptDatabase(database, old.version() + 1, old.created(), Instant.now());
            now.databases.put(database.name(), next);
            return next;
        });
    }

    @Override
    public void dropDatabase(String name) {
        write(now -> {
            if (!tables(name).isEmpty()) {
                throw new UsageException("Cannot drop database " + name + ": it has tables: " + tables(name));
            }
            return dropDatabaseWithTables(name);
        });
    }

    @Override
    public List<TableName> dropDatabaseWithTables(String name) {
        return write(now -> {
            var names = tables(name);
            names.forEach(this::drop);
            now.objects.keySet().removeIf(key -> key.owner().database().equals(Optional.of(name)));
            now.databases.remove(name);
            return names;
        });
    }

    @Override
    public List<TableName> tables(String database) {
        return read(now -> List.copyOf(now.tables(database).keySet().stream()
                .map(name -> new TableName(database, name))
                .toList()));
    }

    @Override
    public Page<TableVersion> tables(String database, Predicate<String> wanted, PageRequest page) {
        return read(now -> MemoryState.page(now.tables(database), wanted, MemoryState.Entry::newest, page));
    }

    @Override
    public Page<TableVersion> search(Predicate<TableVersion> wanted, PageRequest page) {
        return read(now -> {
            var found = new TreeMap<String, TableVersion>();
            now.entries.forEach((name, entry) -> found.put(name.database() + "\0" + name.table(), entry.newest()));
            found.values().removeIf(wanted.negate());
            return MemoryState.page(found, name -> true, Function.identity(), page);
        });
    }

    @Override
    public Optional<TableVersion> find(TableName name) {
        return read(now -> Optional.ofNullable(now.entries.get(name)).map(MemoryState.Entry::newest));
    }

    @Override
    public List<TableVersion> history(TableName name) {
        return read(now -> Optional.ofNullable(now.entries.get(name))
                .map(entry -> List.copyOf(entry.newestFirst))
                .orElse(List.of()));
    }

    @Override
    public Page<TableVersion> versions(TableName name, PageRequest page) {
        long before = page.after().map(Long::parseLong).orElse(Long.MAX_VALUE);
        return read(now -> Page.of(
                require(now, name).newestFirst.stream()
                        .filter(version -> version.version() < before)
                        .limit(page.limit() + 1L)
                        .toList(),
                page.limit(),
                version -> Long.toString(version.version())));
    }

    @Override
    public Optional<TableVersion> findVersion(TableName name, long version) {
        return history(name).stream().filter(kept -> kept.version() == version).findFirst();
    }

    @Override
    public Set<Long> dropVersions(TableName name, Collection<Long> versions) {
        return write(now -> {
            var entry = require(now, name);
            if (versions.contains(entry.newest().version())) {
                throw new UsageException("Cannot drop version " + entry.newest().version() + " of " + name
                        + ": it is the newest: name an earlier one");
            }
            var dropped = new TreeSet<Long>();
            entry.newestFirst.removeIf(kept -> versions.contains(kept.version()) && dropped.add(kept.version()));
            return dropped;
        });
    }

    @Override
    public TableVersion create(Table table) {
        return write(now -> {
            now.database(table.name().database());
            if (now.entries.containsKey(table.name())) {
                throw new AlreadyExistsException("Table", table.name());
            }
            var first = new TableVersion(table, 1, Instant.now());
            now.entries.put(table.name(), MemoryState.Entry.of(first));
            return first;
        });
    }

    @Override
    public TableVersion update(Table table, TableUpdate how) {
        return write(now -> {
            var entry = require(now, table.name());
            var newest = entry.newest();
            how.expectedVersion().ifPresent(expected -> {
                if (expected != newest.version()) {
                    throw new TableChangedException(table.name(), expected, newest.version());
                }
            });
            if (!entry.partitions.isEmpty()
                    && table.partitionKeys().size()
                            != newest.table().partitionKeys().size()) {
                throw new UsageException("Cannot update " + table.name() + ": its partitions do not fit the new keys");
            }
            if (!how.archive()) {
                entry.newestFirst.remove(0);
            }
            var next = new TableVersion(table, newest.version() + 1, newest.created(), Instant.now());
            entry.newestFirst.add(0, next);
            return next;
        });
    }

    @Override
    public void rename(TableName from, TableName to) {
        write(now -> {
            var entry = require(now, from);
            now.database(to.database());
            if (now.entries.containsKey(to)) {
                throw new AlreadyExistsException("Table", to);
            }
            entry.newestFirst.replaceAll(version -> new TableVersion(
                    version.table().named(to), version.version(), version.created(), version.updated()));
            now.entries.remove(from);
            now.renameObjects(from, to);
            return now.entries.put(to, entry);
        });
    }

    @Override
    public boolean drop(TableName name) {
        return write(now -> {
            now.objects.keySet().removeIf(key -> key.owner().tableName().equals(Optional.of(name)));
            return now.entries.remove(name) != null;
        });
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return read(now -> List.copyOf(require(now, name).partitions.values()));
    }

    @Override
    public Partitions partitionsOf(TableName name) {
        return new InMemoryPartitions(this, name);
    }

    @Override
    public CatalogObjects objects() {
        return new InMemoryObjects(this);
    }

    MemoryState.Entry require(MemoryState now, TableName name) {
        var entry = now.entries.get(name);
        if (entry == null) {
            throw NoSuchTableException.of(name, this);
        }
        return entry;
    }
}
