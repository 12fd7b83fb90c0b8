// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import static dev.mastic.catalog.Role.ADMIN;
import static dev.mastic.catalog.Role.READER;
import static dev.mastic.catalog.Role.WRITER;

import dev.mastic.catalog.AuditLog;
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

/**
 * A catalog as its caller may see and change it, whatever face the call comes through. Lists leave out what the caller may not read; a name
 * of such a thing is refused. Every change is written into the audit.
 */
public final class GuardedCatalog implements Catalog {
    private final Catalog catalog;
    private final Callers callers;
    private final AuditedChanges changes;

    /** The catalog for those whom the callers name. */
    public GuardedCatalog(Catalog catalog, Callers callers, AuditLog audit) {
        this.catalog = catalog;
        this.callers = callers;
        this.changes = new AuditedChanges(catalog, callers, audit);
    }

    private boolean isReadable(String database) {
        return callers.current().allows(READER, database);
    }

    private Catalog reading(String database) {
        callers.require(READER, database);
        return catalog;
    }

    private Catalog reading(TableName table) {
        return reading(table.database());
    }

    @Override
    public List<Database> databases() {
        return catalog.databases().stream()
                .filter(database -> isReadable(database.name()))
                .toList();
    }

    @Override
    public Page<KeptDatabase> databases(PageRequest page) {
        var found = catalog.databases(page);
        var readable = found.items().stream()
                .filter(kept -> isReadable(kept.database().name()))
                .toList();
        return new Page<>(readable, found.next());
    }

    @Override
    public Optional<KeptDatabase> findDatabase(String name) {
        return reading(name).findDatabase(name);
    }

    @Override
    public void createDatabase(Database database) {
        changes.make(ADMIN, database.name(), "create database", database.name(), () -> {
            catalog.createDatabase(database);
            return database;
        });
    }

    @Override
    public KeptDatabase updateDatabase(Database database, long expectedVersion) {
        return changes.make(
                ADMIN,
                database.name(),
                "update database",
                database.name(),
                () -> catalog.updateDatabase(database, expectedVersion));
    }

    @Override
    public KeptDatabase updateDatabase(Database database) {
        return changes.make(
                ADMIN, database.name(), "update database", database.name(), () -> catalog.updateDatabase(database));
    }

    @Override
    public void dropDatabase(String name) {
        changes.make(ADMIN, name, "drop database", name, () -> {
            catalog.dropDatabase(name);
            return name;
        });
    }

    @Override
    public List<TableName> dropDatabaseWithTables(String name) {
        return changes.make(ADMIN, name, "drop database with tables", name, () -> catalog.dropDatabaseWithTables(name));
    }

    @Override
    public List<TableName> tables(String database) {
        return reading(database).tables(database);
    }

    @Override
    public Page<TableVersion> tables(String database, Predicate<String> wanted, PageRequest page) {
        return reading(database).tables(database, wanted, page);
    }

    @Override
    public Page<TableVersion> search(Predicate<TableVersion> wanted, PageRequest page) {
        return catalog.search(found -> isReadable(found.table().name().database()) && wanted.test(found), page);
    }

    @Override
    public Optional<TableVersion> find(TableName name) {
        return reading(name).find(name);
    }

    @Override
    public List<TableVersion> history(TableName name) {
        return reading(name).history(name);
    }

    @Override
    public Page<TableVersion> versions(TableName name, PageRequest page) {
        return reading(name).versions(name, page);
    }

    @Override
    public Optional<TableVersion> findVersion(TableName name, long version) {
        return reading(name).findVersion(name, version);
    }

    private <T> T change(TableName table, String what, Supplier<T> change) {
        return changes.make(WRITER, table.database(), what, table.toString(), change);
    }

    @Override
    public Set<Long> dropVersions(TableName name, Collection<Long> versions) {
        return change(name, "drop versions " + versions + " of table", () -> catalog.dropVersions(name, versions));
    }

    @Override
    public TableVersion create(Table table) {
        return change(table.name(), "create table", () -> catalog.create(table));
    }

    @Override
    public TableVersion update(Table table, TableUpdate how) {
        return change(table.name(), "update table", () -> catalog.update(table, how));
    }

    @Override
    public void rename(TableName from, TableName to) {
        changes.make(
                () -> {
                    callers.require(WRITER, from.database());
                    callers.require(WRITER, to.database());
                },
                "rename table",
                from + " to " + to,
                () -> {
                    catalog.rename(from, to);
                    return to;
                });
    }

    @Override
    public boolean drop(TableName name) {
        return change(name, "drop table", () -> catalog.drop(name));
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return reading(name).partitions(name);
    }

    @Override
    public Partitions partitionsOf(TableName name) {
        return new GuardedPartitions(catalog.partitionsOf(name), name, callers, changes);
    }

    @Override
    public CatalogObjects objects() {
        return new GuardedObjects(catalog.objects(), callers, changes);
    }

    @Override
    public <T> T atomically(Supplier<T> work) {
        return catalog.atomically(work);
    }
}
