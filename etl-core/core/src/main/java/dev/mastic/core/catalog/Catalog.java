// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Databases, tables with versions, partitions, and other objects. Each call is one transaction, and so are several inside
 * {@link #atomically}; implementations are thread-safe and may be used by several processes at once. Names are compared as written. Lists are
 * sorted by name, pages by the code points of names. No call runs a Spark job.
 */
public interface Catalog {
    /** All databases, sorted by name. */
    List<Database> databases();

    /** A page of the databases, sorted by name. */
    Page<KeptDatabase> databases(PageRequest page);

    /** The database of a name; empty if there is none. */
    Optional<KeptDatabase> findDatabase(String name);

    /**
     * The database of a name.
     *
     * @throws NoSuchDatabaseException naming the nearest known one
     */
    default KeptDatabase database(String name) {
        return findDatabase(name)
                .orElseThrow(() -> new NoSuchDatabaseException(
                        name, databases().stream().map(Database::name).toList()));
    }

    /**
     * Adds a database, with version 1.
     *
     * @throws AlreadyExistsException if there is one of this name
     */
    void createDatabase(Database database);

    /**
     * Replaces a database by a compare-and-set; its tables stay.
     *
     * @param expectedVersion the version that the change was made from
     * @throws DatabaseChangedException if the newest version is another one: nothing was written
     * @throws NoSuchDatabaseException if there is none
     */
    KeptDatabase updateDatabase(Database database, long expectedVersion);

    /**
     * Replaces a database, whatever it is now.
     *
     * @throws NoSuchDatabaseException if there is none
     */
    KeptDatabase updateDatabase(Database database);

    /**
     * Removes a database without tables.
     *
     * @throws NoSuchDatabaseException if there is none
     * @throws dev.mastic.core.failure.UsageException if it still has tables
     */
    void dropDatabase(String name);

    /**
     * Removes a database with its tables, never their data; the names of the tables.
     *
     * @throws NoSuchDatabaseException if there is none
     */
    List<TableName> dropDatabaseWithTables(String name);

    /**
     * The names of the tables of a database, sorted.
     *
     * @throws NoSuchDatabaseException if there is no such database
     */
    List<TableName> tables(String database);

    /**
     * A page of the tables of a database whose names are wanted, sorted by name. Definitions are read of those only.
     *
     * @throws NoSuchDatabaseException if there is no such database
     */
    Page<TableVersion> tables(String database, Predicate<String> wanted, PageRequest page);

    /**
     * A page of the wanted tables of all databases, sorted by database and name. As the definitions have to be read for that, a page may end
     * before it is full.
     */
    Page<TableVersion> search(Predicate<TableVersion> wanted, PageRequest page);

    /** The newest version of a table; empty if there is no such table or database. */
    Optional<TableVersion> find(TableName name);

    /**
     * The newest version of a table.
     *
     * @throws NoSuchTableException naming the nearest known table
     */
    default TableVersion get(TableName name) {
        return find(name).orElseThrow(() -> NoSuchTableException.of(name, this));
    }

    /** Every kept version of a table, newest first; empty if there is no such table. */
    List<TableVersion> history(TableName name);

    /**
     * A page of the kept versions of a table, newest first.
     *
     * @throws NoSuchTableException if there is no such table
     */
    Page<TableVersion> versions(TableName name, PageRequest page);

    /** One version of a table; empty if it is not kept, or there is no such table. */
    Optional<TableVersion> findVersion(TableName name, long version);

    /**
     * Forgets versions of a table; those that were kept.
     *
     * @throws NoSuchTableException if there is no such table
     * @throws dev.mastic.core.failure.UsageException if the newest version is among them: nothing was forgotten
     */
    Set<Long> dropVersions(TableName name, Collection<Long> versions);

    /**
     * Adds a table with version 1.
     *
     * @throws AlreadyExistsException if there is one of this name
     * @throws NoSuchDatabaseException if there is no such database
     */
    TableVersion create(Table table);

    /**
     * Replaces the definition of a table; partitions stay. Versions count on, one for each update.
     *
     * @throws TableChangedException if a compare-and-set is lost: nothing was written
     * @throws NoSuchTableException if there is no such table
     * @throws dev.mastic.core.failure.UsageException if the table has partitions, and would have another number of partition keys
     */
    TableVersion update(Table table, TableUpdate how);

    /**
     * Replaces the definition of a table by a compare-and-set, and keeps the version before.
     *
     * @param expectedVersion the version that the change was made from
     * @throws TableChangedException if the newest version is another one: nothing was written
     * @throws NoSuchTableException if there is no such table
     */
    default TableVersion update(Table table, long expectedVersion) {
        return update(table, TableUpdate.from(expectedVersion));
    }

    /**
     * Gives a table another name; versions, partitions and what else hangs on it stay with it.
     *
     * @throws AlreadyExistsException if there is one of the new name
     * @throws NoSuchTableException if there is no such table
     */
    void rename(TableName from, TableName to);

    /** Removes a table with its versions and partitions, never its data. Answers whether there was one. */
    boolean drop(TableName name);

    /** Removes several tables in one transaction; those that there were. */
    default Set<TableName> dropAll(Collection<TableName> names) {
        return atomically(
                () -> Set.copyOf(names.stream().distinct().filter(this::drop).toList()));
    }

    /** Makes several changes of tables, in their order, all or none; what each has refused is thrown as by the call for one. */
    default void apply(List<TableChange> changes) {
        atomically(() -> {
            changes.forEach(this::apply);
            return changes;
        });
    }

    private void apply(TableChange change) {
        if (change instanceof TableChange.Create create) {
            create(create.table());
        } else if (change instanceof TableChange.Update update) {
            update(update.table(), update.how());
        } else if (change instanceof TableChange.Rename rename) {
            rename(rename.name(), rename.to());
        } else if (!drop(change.name())) {
            throw NoSuchTableException.of(change.name(), this);
        }
    }

    /**
     * All partitions of a table, sorted by their values.
     *
     * @throws NoSuchTableException if there is no such table
     */
    List<Partition> partitions(TableName name);

    /**
     * Adds partitions, and replaces those whose values exist, in one transaction.
     *
     * @throws NoSuchTableException if there is no such table
     */
    default void putPartitions(TableName name, List<Partition> partitions) {
        partitionsOf(name).put(partitions);
    }

    /** Removes partitions by their values; unknown ones are passed over. */
    default void dropPartitions(TableName name, List<List<String>> values) {
        partitionsOf(name).drop(values);
    }

    /** The partitions of a table. Whether there is one shows when they are asked for something. */
    Partitions partitionsOf(TableName name);

    /** Everything else that the catalog keeps. */
    CatalogObjects objects();

    /**
     * Runs work whose calls of this catalog, from the same thread, are one transaction: all or nothing of it happens, and an exception undoes
     * it and is thrown on. Others wait with their changes meanwhile, so it should be short. It may be run again when the database has refused
     * it for the sake of others, so it must do nothing else that matters. Inside other such work it is a part of that.
     */
    <T> T atomically(Supplier<T> work);
}
