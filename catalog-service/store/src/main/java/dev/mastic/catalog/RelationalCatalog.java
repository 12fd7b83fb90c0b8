// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

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
import dev.mastic.database.RelationalStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The catalog in the relational store. The store is the caller's to close. */
public final class RelationalCatalog implements Catalog {
    private static final String TABLE = "Table";
    private final RelationalStore store;
    private final DatabaseRows databases;
    private final TableRows tables;
    private final PartitionRows partitions;

    public RelationalCatalog(RelationalStore store) {
        this.store = store;
        this.databases = new DatabaseRows(store.dialect());
        this.tables = new TableRows(store.dialect());
        this.partitions = new PartitionRows();
    }

    @Override
    public List<Database> databases() {
        return store.read(databases::all);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UsageException if the name is blank or holds a dot
     */
    @Override
    public void createDatabase(Database database) {
        requireName("database", database.name());
        store.change(handle -> {
            if (!databases.insert(handle, database)) {
                throw new AlreadyExistsException("Database", database.name());
            }
        });
    }

    @Override
    public void dropDatabase(String name) {
        store.change(handle -> {
            databases.lock(handle, name);
            var left = tables.names(handle, name);
            if (!left.isEmpty()) {
                throw new UsageException("Cannot drop database '" + name + "': it has tables (got " + left.size()
                        + ", such as " + left.get(0) + "; expected none)");
            }
            databases.delete(handle, name);
        });
    }

    @Override
    public List<TableName> tables(String database) {
        return store.read(handle -> {
            var names = tables.names(handle, database);
            if (names.isEmpty() && !databases.exists(handle, database)) {
                throw new NoSuchDatabaseException(database, databases.names(handle));
            }
            return names;
        });
    }

    @Override
    public Optional<TableVersion> find(TableName name) {
        return store.read(handle -> tables.find(handle, name).map(TableRows.Row::version));
    }

    @Override
    public List<TableVersion> history(TableName name) {
        return store.read(handle -> tables.history(handle, name));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UsageException if the name holds a dot
     */
    @Override
    public TableVersion create(Table table) {
        requireName("table", table.name().table());
        return store.write(handle -> {
            databases.lock(handle, table.name().database());
            return tables.insert(handle, table).orElseThrow(() -> new AlreadyExistsException(TABLE, table.name()));
        });
    }

    @Override
    public TableVersion update(Table table, long expectedVersion) {
        return change(table.name(), (handle, row) -> {
            if (row.version().version() != expectedVersion) {
                throw new TableChangedException(
                        table.name(), expectedVersion, row.version().version());
            }
            return tables.update(handle, row, table);
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
            return row;
        });
    }

    @Override
    public boolean drop(TableName name) {
        return store.write(handle -> tables.delete(handle, name));
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return store.read(handle -> tables.find(handle, name).map(row -> partitions.all(handle, row)))
                .orElseThrow(() -> NoSuchTableException.of(name, this));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UsageException if a partition has another number of values than the table has partition keys
     */
    @Override
    public void putPartitions(TableName name, List<Partition> added) {
        change(name, (handle, row) -> {
            added.forEach(partition -> requireValues(row.version().table(), partition.values()));
            partitions.put(handle, row, added);
            return row;
        });
    }

    @Override
    public void dropPartitions(TableName name, List<List<String>> values) {
        change(name, (handle, row) -> {
            partitions.delete(handle, row, values);
            return row;
        });
    }

    /** One transaction on a table that others cannot change meanwhile. */
    private <T> T change(TableName name, BiFunction<Handle, TableRows.Row, T> work) {
        return store.write(handle -> tables.lock(handle, name).map(row -> work.apply(handle, row)))
                .orElseThrow(() -> NoSuchTableException.of(name, this));
    }

    /** A dot would make {@code database.table} ambiguous. */
    private static void requireName(String noun, String name) {
        if (name.isBlank() || name.contains(".")) {
            throw new UsageException(
                    "Cannot create " + noun + " '" + name + "': not a name (expected some text without a dot)");
        }
    }

    private static void requireValues(Table table, List<String> values) {
        if (values.size() != table.partitionKeys().size()) {
            var keys = table.partitionKeys().stream().map(key -> key.name()).toList();
            throw new UsageException("Cannot add a partition to " + table.name()
                    + ": its values do not fit the keys (got " + values + "; expected one for each of " + keys + ")");
        }
    }
}
