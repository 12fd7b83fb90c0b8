// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import static dev.mastic.catalog.Role.ADMIN;
import static dev.mastic.catalog.Role.READER;
import static dev.mastic.catalog.Role.WRITER;

import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The other objects as their caller may see and change them: those of a database or table by the role there; the others may be read by all
 * and changed by admins of everything, who alone read those with secrets. The keys of the server are its own, and reports on reading are the
 * readers'.
 */
record GuardedObjects(CatalogObjects objects, Callers callers, AuditedChanges changes) implements CatalogObjects {
    private static final Set<ObjectKind> SECRET = Set.of(ObjectKind.TOKEN, ObjectKind.AUDIT);

    private CatalogObjects reading(ObjectKind kind, Owner owner) {
        if (SECRET.contains(kind)) {
            callers.requireEverywhere(ADMIN);
        } else if (kind != ObjectKind.PAGE_KEY) {
            owner.database()
                    .ifPresentOrElse(
                            database -> callers.require(READER, database), () -> callers.requireSomewhere(READER));
        }
        return objects;
    }

    private <T> T change(String what, ObjectKind kind, Owner owner, String name, Supplier<T> change) {
        if (kind == ObjectKind.PAGE_KEY) {
            return change.get();
        } else if (kind == ObjectKind.METRICS_REPORT) {
            reading(kind, owner);
            return change.get();
        }
        var noun = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return changes.make(() -> requireChange(owner), what + " " + noun, name + " of " + owner, change);
    }

    private void requireChange(Owner owner) {
        owner.database()
                .ifPresentOrElse(database -> callers.require(WRITER, database), () -> callers.requireEverywhere(ADMIN));
    }

    private <T> T change(String what, ObjectKey key, Supplier<T> change) {
        return change(what, key.kind(), key.owner(), key.name(), change);
    }

    @Override
    public Optional<CatalogObject> find(ObjectKey key) {
        return reading(key.kind(), key.owner()).find(key);
    }

    @Override
    public Page<CatalogObject> page(ObjectKind kind, Owner owner, String prefix, PageRequest page) {
        return reading(kind, owner).page(kind, owner, prefix, page);
    }

    @Override
    public CatalogObject create(ObjectKey key, String json) {
        return change("create", key, () -> objects.create(key, json));
    }

    @Override
    public CatalogObject update(ObjectKey key, String json, long expectedVersion) {
        return change("update", key, () -> objects.update(key, json, expectedVersion));
    }

    @Override
    public CatalogObject put(ObjectKey key, String json) {
        return change("put", key, () -> objects.put(key, json));
    }

    @Override
    public boolean drop(ObjectKey key) {
        return change("drop", key, () -> objects.drop(key));
    }

    @Override
    public long dropAll(ObjectKind kind, Owner owner, String prefix) {
        return change("drop", kind, owner, prefix + "*", () -> objects.dropAll(kind, owner, prefix));
    }
}
