// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.DatabaseChangedException;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChange;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.RelationalStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The catalog in the relational store. The store is the caller's to close. */
public final class RelationalCatalog implements Catalog {
    private static final String TABLE = "Table";
    private final Transactions transactions;
    private final DatabaseRows databases;
    private final TableRows tables;
    private final VersionRows versions;
    private final PartitionRows partitions;
    private final RelationalObjects objects;
    private final ChangeRows audit;

    /** The catalog of a server, which writes the audit itself. */
    public RelationalCatalog(RelationalStore store) {
        this(store, Face.SERVER);
    }

    /** The catalog of a process whose changes leave rows of the audit. */
    RelationalCatalog(RelationalStore store, Face face) {
        this.transactions = new Transactions(store);
        this.databases = new DatabaseRows(store.dialect());
        this.tables = new TableRows(store.dialect());
        this.versions = new VersionRows();
        this.partitions = new PartitionRows();
        this.audit = new ChangeRows(store.dialect(), face);
        this.objects = new RelationalObjects(this, new ObjectRows(store.dialect()));
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return transactions.together(work);
    }

    @Override
    public List<Database> databases() {
        return transactions.read(databases::all);
    }

    @Override
    public Page<KeptDatabase> databases(PageRequest page) {
        return transactions.read(handle -> databases.page(handle, page));
    }

    @Override
    public Optional<KeptDatabase> findDatabase(String name) {
        return transactions.read(handle -> databases.find(handle, name));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UsageException if the name is blank or holds a dot
     */
    @Override
    public void createDatabase(Database database) {
        requireName("database", database.name());
        transactions.write(handle -> {
            if (!databases.insert(handle, database)) {
                throw new AlreadyExistsException("Database", database.name());
            }
            audit.add(handle, "create database", database.name());
            return database;
        });
    }

    @Override
    public KeptDatabase updateDatabase(Database database, long expectedVersion) {
        return transactions.write(handle -> {
            long found = databases.lock(handle, database.name()).version();
            if (found != expectedVersion) {
                throw new DatabaseChangedException(database.name(), expectedVersion, found);
            }
            return update(handle, database);
        });
    }

    @Override
    public KeptDatabase updateDatabase(Database database) {
        return transactions.write(handle -> {
            databases.lock(handle, database.name());
            return update(handle, database);
        });
    }

    private KeptDatabase update(Handle handle, Database database) {
        var updated = databases.update(handle, database);
        audit.add(handle, "update database", database.name());
        return updated;
    }

    @Override
    public void dropDatabase(String name) {
        transactions.write(handle -> {
            databases.lock(handle, name);
            var left = tables.names(handle, name);
            if (!left.isEmpty()) {
                throw new UsageException("Cannot drop database '" + name + "': it has tables (got " + left.size()
                        + ", such as " + left.get(0) + "; expected none)");
            }
            databases.delete(handle, name);
            audit.add(handle, "drop database", name);
            return left;
        });
    }

    @Override
    public List<TableName> dropDatabaseWithTables(String name) {
        return transactions.write(handle -> {
            databases.lock(handle, name);
            var dropped = tables.names(handle, name);
            tables.deleteAll(handle, name);
            databases.delete(handle, name);
            audit.add(handle, "drop database with tables", name);
            return dropped;
        });
    }

    @Override
    public List<TableName> tables(String database) {
        return transactions.read(handle -> {
            var names = tables.names(handle, database);
            if (names.isEmpty()) {
                databases.require(handle, database);
            }
            return names;
        });
    }

    @Override
    public Page<TableVersion> tables(String database, Predicate<String> wanted, PageRequest page) {
        return transactions.read(handle -> {
            databases.require(handle, database);
            return tables.page(handle, database, wanted, page);
        });
    }

    @Override
    public Page<TableVersion> search(Predicate<TableVersion> wanted, PageRequest page) {
        return transactions.read(handle -> tables.search(handle, wanted, page));
    }

    @Override
    public Optional<TableVersion> find(TableName name) {
        return transactions.read(handle -> tables.find(handle, name).map(TableRows.Row::version));
    }

    @Override
    public List<TableVersion> history(TableName name) {
        return transactions.read(handle ->
                tables.find(handle, name).map(row -> versions.all(handle, row)).orElse(List.of()));
    }

    @Override
    public Page<TableVersion> versions(TableName name, PageRequest page) {
        return look(name, (handle, row) -> versions.page(handle, row, page));
    }

    @Override
    public Optional<TableVersion> findVersion(TableName name, long version) {
        return transactions.read(
                handle -> tables.find(handle, name).flatMap(row -> versions.find(handle, row, version)));
    }

    @Override
    public Set<Long> dropVersions(TableName name, Collection<Long> dropped) {
        return change(name, (handle, row) -> {
            long newest = row.version().version();
            if (dropped.contains(newest)) {
                throw new UsageException("Cannot drop version " + newest + " of " + name
                        + ": it is the newest (expected an earlier one): drop the table, or update it first");
            }
            var deleted = versions.delete(handle, row, dropped);
            if (!deleted.isEmpty()) {
                audit.add(handle, "drop versions " + deleted + " of table", name);
            }
            return deleted;
        });
    }

    /**
     * {@inheritDoc}
     *
     * @throws UsageException if the name holds a dot
     */
    @Override
    public TableVersion create(Table table) {
        requireName("table", table.name().table());
        return transactions.write(handle -> {
            databases.lock(handle, table.name().database());
            var created =
                    tables.insert(handle, table).orElseThrow(() -> new AlreadyExistsException(TABLE, table.name()));
            audit.add(handle, "create table", table.name());
            return created;
        });
    }

    @Override
    public TableVersion update(Table table, TableUpdate how) {
        return change(table.name(), (handle, row) -> {
            var newest = row.version();
            how.expectedVersion().ifPresent(expected -> {
                if (newest.version() != expected) {
                    throw new TableChangedException(table.name(), expected, newest.version());
                }
            });
            partitions.requireFit(handle, row, table);
            if (!PartitionRows.isSortedAlike(newest.table(), table)) {
                partitions.sort(handle, row, table);
            }
            if (how.archive()) {
                versions.archive(handle, row);
            }
            var updated = tables.update(handle, row, table);
            audit.add(handle, "update table", table.name());
            return updated;
        });
    }

    /**
     * {@inheritDoc} The version does not change, for the definition does not.
     *
     * @throws NoSuchDatabaseException if the new name's database does not exist
     * @throws UsageException if the new name holds a dot
     */
    @Override
    public void rename(TableName from, TableName to) {
        requireName("table", to.table());
        change(from, (handle, row) -> {
            databases.lock(handle, to.database());
            if (!tables.rename(handle, row, to)) {
                throw new AlreadyExistsException(TABLE, to);
            }
            audit.add(handle, "rename table", from + " to " + to);
            return row;
        });
    }

    @Override
    public boolean drop(TableName name) {
        return transactions.write(handle -> {
            boolean deleted = tables.delete(handle, name);
            if (deleted) {
                audit.add(handle, "drop table", name);
            }
            return deleted;
        });
    }

    /** {@inheritDoc} All tables are locked first, in the order of their names, so that no two wait for each other. */
    @Override
    public void apply(List<TableChange> changes) {
        atomically(() -> {
            changes.stream()
                    .map(TableChange::name)
                    .distinct()
                    .sorted()
                    .forEach(name -> transactions.write(handle -> tables.lock(handle, name)));
            Catalog.super.apply(changes);
            return changes;
        });
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return look(name, partitions::all);
    }

    @Override
    public Partitions partitionsOf(TableName name) {
        return new RelationalPartitions(this, name, partitions);
    }

    @Override
    public CatalogObjects objects() {
        return objects;
    }

    /** Queries of a table. */
    <T> T look(TableName name, BiFunction<Handle, TableRows.Row, T> work) {
        return transactions
                .read(handle -> tables.find(handle, name).map(row -> work.apply(handle, row)))
                .orElseThrow(() -> NoSuchTableException.of(name, this));
    }

    /** One transaction on a table that others cannot change meanwhile. */
    <T> T change(TableName name, BiFunction<Handle, TableRows.Row, T> work) {
        return transactions
                .write(handle -> tables.lock(handle, name).map(row -> work.apply(handle, row)))
                .orElseThrow(() -> NoSuchTableException.of(name, this));
    }

    Transactions transactions() {
        return transactions;
    }

    DatabaseRows databaseRows() {
        return databases;
    }

    TableRows tableRows() {
        return tables;
    }

    ChangeRows audit() {
        return audit;
    }

    PartitionRows partitionRows() {
        return partitions;
    }

    /** A dot would make {@code database.table} ambiguous. */
    private static void requireName(String noun, String name) {
        if (name.isBlank() || name.contains(".")) {
            throw new UsageException(
                    "Cannot create " + noun + " '" + name + "': not a name (expected some text without a dot)");
        }
    }
}
