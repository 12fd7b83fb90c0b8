// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Databases, tables with versions, and partitions. Each call is one transaction; implementations are thread-safe and may be used by
 * several processes at once. Names are compared as written. No call runs a Spark job.
 */
public interface Catalog {
    /** All databases, sorted by name. */
    List<Database> databases();

    /**
     * Adds a database.
     *
     * @throws AlreadyExistsException if there is one of this name
     */
    void createDatabase(Database database);

    /**
     * Removes a database without tables.
     *
     * @throws NoSuchDatabaseException if there is none
     * @throws dev.mastic.core.failure.UsageException if it still has tables
     */
    void dropDatabase(String name);

    /**
     * The names of the tables of a database, sorted.
     *
     * @throws NoSuchDatabaseException if there is no such database
     */
    List<TableName> tables(String database);

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
     * Adds a table with version 1.
     *
     * @throws AlreadyExistsException if there is one of this name
     * @throws NoSuchDatabaseException if there is no such database
     */
    TableVersion create(Table table);

    /**
     * Replaces the definition of a table by a compare-and-set; partitions stay.
     *
     * @param expectedVersion the version that the change was made from
     * @throws TableChangedException if the newest version is another one: nothing was written
     * @throws NoSuchTableException if there is no such table
     */
    TableVersion update(Table table, long expectedVersion);

    /**
     * Gives a table another name; versions and partitions stay with it.
     *
     * @throws AlreadyExistsException if there is one of the new name
     * @throws NoSuchTableException if there is no such table
     */
    void rename(TableName from, TableName to);

    /** Removes a table with its versions and partitions, never its data. Answers whether there was one. */
    boolean drop(TableName name);

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
    void putPartitions(TableName name, List<Partition> partitions);

    /** Removes partitions by their values; unknown ones are passed over. */
    void dropPartitions(TableName name, List<List<String>> values);
}
