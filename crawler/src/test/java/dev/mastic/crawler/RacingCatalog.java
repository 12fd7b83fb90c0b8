// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** A catalog in which someone else updates a table just before we do, a number of times. */
final class RacingCatalog implements Catalog {
    private final Catalog catalog;
    private int races;

    RacingCatalog(Catalog catalog, int races) {
        this.catalog = catalog;
        this.races = races;
    }

    @Override
    public TableVersion update(Table table, long expectedVersion) {
        if (races-- > 0) {
            var theirs = catalog.get(table.name());
            var now = theirs.table();
            var parameters = new HashMap<>(now.parameters());
            parameters.put("race", "left " + races);
            catalog.update(
                    new Table(now.name(), now.columns(), now.partitionKeys(), now.storage(), parameters),
                    theirs.version());
        }
        return catalog.update(table, expectedVersion);
    }

    @Override
    public List<Database> databases() {
        return catalog.databases();
    }

    @Override
    public void createDatabase(Database database) {
        catalog.createDatabase(database);
    }

    @Override
    public void dropDatabase(String name) {
        catalog.dropDatabase(name);
    }

    @Override
    public List<TableName> tables(String database) {
        return catalog.tables(database);
    }

    @Override
    public Optional<TableVersion> find(TableName name) {
        return catalog.find(name);
    }

    @Override
    public List<TableVersion> history(TableName name) {
        return catalog.history(name);
    }

    @Override
    public TableVersion create(Table table) {
        return catalog.create(table);
    }

    @Override
    public void rename(TableName from, TableName to) {
        catalog.rename(from, to);
    }

    @Override
    public boolean drop(TableName name) {
        return catalog.drop(name);
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return catalog.partitions(name);
    }

    @Override
    public void putPartitions(TableName name, List<Partition> partitions) {
        catalog.putPartitions(name, partitions);
    }

    @Override
    public void dropPartitions(TableName name, List<List<String>> values) {
        catalog.dropPartitions(name, values);
    }
}
