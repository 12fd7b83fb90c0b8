// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.NoSuchPartitionException;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The other objects of the catalog in the relational store. */
final class RelationalObjects implements CatalogObjects {
    private final RelationalCatalog catalog;
    private final ObjectRows objects;

    RelationalObjects(RelationalCatalog catalog, ObjectRows objects) {
        this.catalog = catalog;
        this.objects = objects;
    }

    @Override
    public Optional<CatalogObject> find(ObjectKey key) {
        return read(key.owner(), (handle, owner) -> objects.find(handle, key, owner));
    }

    @Override
    public Page<CatalogObject> page(ObjectKind kind, Owner owner, String prefix, PageRequest page) {
        var key = new ObjectKey(kind, owner, prefix);
        return read(owner, (handle, row) -> objects.page(handle, key, row, page));
    }

    @Override
    public CatalogObject create(ObjectKey key, String json) {
        return write(key.owner(), true, (handle, owner) -> {
            var created = objects.insert(handle, key, owner, json)
                    .orElseThrow(() -> new AlreadyExistsException("Object", key));
            catalog.audit().add(handle, "create", key);
            return created;
        });
    }

    @Override
    public CatalogObject update(ObjectKey key, String json, long expectedVersion) {
        return write(key.owner(), false, (handle, owner) -> {
            var kept = objects.update(handle, key, owner, json, expectedVersion);
            catalog.audit().add(handle, "update", key);
            return kept;
        });
    }

    @Override
    public CatalogObject put(ObjectKey key, String json) {
        return write(key.owner(), true, (handle, owner) -> {
            var kept = objects.put(handle, key, owner, json);
            catalog.audit().add(handle, "put", key);
            return kept;
        });
    }

    @Override
    public boolean drop(ObjectKey key) {
        return write(key.owner(), false, (handle, owner) -> {
            boolean dropped = objects.delete(handle, key, owner) > 0;
            if (dropped) {
                objects.deleteTags(handle, key);
                catalog.audit().add(handle, "drop", key);
            }
            return dropped;
        });
    }

    @Override
    public long dropAll(ObjectKind kind, Owner owner, String prefix) {
        return write(owner, false, (handle, row) -> {
            var names = objects.deleteAll(handle, kind, row, prefix);
            names.forEach(name -> objects.deleteTags(handle, new ObjectKey(kind, owner, name)));
            if (!names.isEmpty()) {
                catalog.audit().add(handle, "drop", new ObjectKey(kind, owner, prefix + "*"));
            }
            return (long) names.size();
        });
    }

    private <T> T read(Owner owner, BiFunction<Handle, OwnerRow, T> work) {
        if (owner.table().isPresent()) {
            return catalog.look(owner.tableName().get(), (handle, table) -> work.apply(handle, row(owner, table)));
        }
        return catalog.transactions().read(handle -> {
            owner.database().ifPresent(name -> catalog.databaseRows().require(handle, name));
            return work.apply(handle, row(owner));
        });
    }

    /**
     * Waits for others that change the table or database that it hangs on.
     *
     * @param adds whether a partition must be there
     */
    private <T> T write(Owner owner, boolean adds, BiFunction<Handle, OwnerRow, T> work) {
        if (owner.table().isPresent()) {
            return catalog.change(owner.tableName().get(), (handle, table) -> {
                owner.partition().filter(values -> adds).ifPresent(values -> {
                    if (catalog.partitionRows().find(handle, table, values).isEmpty()) {
                        throw new NoSuchPartitionException(table.name(), values);
                    }
                });
                return work.apply(handle, row(owner, table));
            });
        }
        return catalog.transactions().write(handle -> {
            owner.database().ifPresent(name -> catalog.databaseRows().lock(handle, name));
            return work.apply(handle, row(owner));
        });
    }

    private static OwnerRow row(Owner owner) {
        return owner.database().map(OwnerRow::database).orElse(OwnerRow.NOTHING);
    }

    private static OwnerRow row(Owner owner, TableRows.Row table) {
        return owner.partition()
                .map(values -> OwnerRow.partition(table.id(), values))
                .orElseGet(() -> OwnerRow.table(table.id()));
    }
}
