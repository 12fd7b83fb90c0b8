// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Another catalog, for tests that override some of it. */
public abstract class DelegatingCatalog implements Catalog {
    private final Catalog catalog;

    protected DelegatingCatalog(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Database> databases() {
        return catalog.databases();
    }

    @Override
    public Page<KeptDatabase> databases(PageRequest page) {
        return catalog.databases(page);
    }

    @Override
    public Optional<KeptDatabase> findDatabase(String name) {
        return catalog.findDatabase(name);
    }

    @Override
    public void createDatabase(Database database) {
        catalog.createDatabase(database);
    }

    @Override
    public KeptDatabase updateDatabase(Database database, long expectedVersion) {
        return catalog.updateDatabase(database, expectedVersion);
    }

    @Override
    public KeptDatabase updateDatabase(Database database) {
        return catalog.updateDatabase(database);
    }

    @Override
    public void dropDatabase(String name) {
        catalog.dropDatabase(name);
    }

    @Override
    public List<TableName> dropDatabaseWithTables(String name) {
        return catalog.dropDatabaseWithTables(name);
    }

    @Override
    public List<TableName> tables(String database) {
        return catalog.tables(database);
    }

    @Override
    public Page<TableVersion> tables(String database, Predicate<String> wanted, PageRequest page) {
        return catalog.tables(database, wanted, page);
    }

    @Override
    public Page<TableVersion> search(Predicate<TableVersion> wanted, PageRequest page) {
        return catalog.search(wanted, page);
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
    public Page<TableVersion> versions(TableName name, PageRequest page) {
        return catalog.versions(name, page);
    }

    @Override
    public Optional<TableVersion> findVersion(TableName name, long version) {
        return catalog.findVersion(name, version);
    }

    @Override
    public Set<Long> dropVersions(TableName name, Collection<Long> versions) {
        return catalog.dropVersions(name, versions);
    }

    @Override
    public TableVersion create(Table table) {
        return catalog.create(table);
    }

    @Override
    public TableVersion update(Table table, TableUpdate how) {
        return catalog.update(table, how);
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
    public Partitions partitionsOf(TableName name) {
        return catalog.partitionsOf(name);
    }

    @Override
    public CatalogObjects objects() {
        return catalog.objects();
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return catalog.atomically(work);
    }
}
