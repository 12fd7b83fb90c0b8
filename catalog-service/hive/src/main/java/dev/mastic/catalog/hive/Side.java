// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;

/** One of the two that are brought into step, in Hive's words: a metastore, or a catalog seen as one. Metadata only. */
interface Side {
    List<String> databases();

    Optional<Database> database(String name);

    void create(Database database);

    void alter(Database database);

    /** The tables of a database, sorted by name. */
    Tables tables(String database);

    void create(Table table);

    void alter(Table table);

    void drop(TableName name);

    /** Hands over all partitions of a table, some at a time. */
    void partitions(TableName name, Consumer<List<Partition>> some);

    void add(TableName name, List<Partition> partitions);

    void alter(TableName name, List<Partition> partitions);

    void dropPartition(TableName name, List<String> values);

    static TableName name(Table table) {
        return new TableName(table.getDbName(), table.getTableName());
    }

    /** The tables that there are. */
    record Tables(List<Table> tables, List<Refusal> refused) {}

    /** A table that Hive has no words for, and why. */
    record Refusal(TableName name, String reason) {}
}
