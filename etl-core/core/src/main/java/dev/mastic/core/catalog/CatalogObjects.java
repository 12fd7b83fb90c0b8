// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.catalog.ObjectKey.Owner;
import java.util.Optional;

/**
 * The catalog's other objects, as versioned JSON that only those understand who put it there. Each call is one transaction. Calls that name a
 * database or table that does not exist throw {@link NoSuchDatabaseException} or {@link NoSuchTableException}, those that change something of
 * a partition that does not {@link NoSuchPartitionException}; such a partition has no objects to find.
 */
public interface CatalogObjects {
    /** The object of a key; empty if there is none. */
    Optional<CatalogObject> find(ObjectKey key);

    /**
     * The object of a key.
     *
     * @throws NoSuchObjectException if there is none
     */
    default CatalogObject get(ObjectKey key) {
        return find(key).orElseThrow(() -> new NoSuchObjectException(key));
    }

    /** A page of the objects of a kind that hang on one thing and whose names begin with a prefix, sorted by name. */
    Page<CatalogObject> page(ObjectKind kind, Owner owner, String prefix, PageRequest page);

    /**
     * Adds an object, with version 1.
     *
     * @throws AlreadyExistsException if there is one of this key
     */
    CatalogObject create(ObjectKey key, String json);

    /**
     * Replaces an object by a compare-and-set.
     *
     * @throws ObjectChangedException if the newest version is another one: nothing was written
     * @throws NoSuchObjectException if there is none
     */
    CatalogObject update(ObjectKey key, String json, long expectedVersion);

    /** Adds an object, or replaces the one that there is. */
    CatalogObject put(ObjectKey key, String json);

    /** Removes an object. Answers whether there was one. */
    boolean drop(ObjectKey key);

    /** Removes all objects of a kind that hang on one thing and whose names begin with a prefix; how many there were. */
    long dropAll(ObjectKind kind, Owner owner, String prefix);
}
