// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A catalog of one table. */
final class OneTable implements Catalog {
    private final TableVersion version;
    private final List<Partition> partitions = new ArrayList<>();

    OneTable(TableVersion version) {
        this.version = version;
    }

    @Override
    public List<Database> databases() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createDatabase(Database database) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dropDatabase(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TableName> tables(String database) {
        return List.of(version.table().name());
    }

    @Override
    public Optional<TableVersion> find(TableName name) {
        return Optional.of(version).filter(known -> known.table().name().equals(name));
    }

    @Override
    public List<TableVersion> history(TableName name) {
        return List.of(version);
    }

    @Override
    public TableVersion create(Table table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TableVersion update(Table table, long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rename(TableName from, TableName to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean drop(TableName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return List.copyOf(partitions);
    }

    @Override
    public void putPartitions(TableName name, List<Partition> more) {
        partitions.addAll(more);
    }

    @Override
    public void dropPartitions(TableName name, List<List<String>> values) {
        throw new UnsupportedOperationException();
    }
}
