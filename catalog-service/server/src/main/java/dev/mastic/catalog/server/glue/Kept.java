// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** Objects of one kind that hang on nothing, as Glue's shapes; {@code noun} is what messages call them. */
record Kept(CatalogObjects objects, ObjectKind kind, String noun) {
    ObjectKey key(String name) {
        return ObjectKey.of(kind, name);
    }

    CatalogObject create(String name, SdkPojo shape) {
        try {
            return objects.create(key(name), Json.text(shape));
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists(noun + " already exists.");
        }
    }

    Optional<CatalogObject> find(String name) {
        return objects.find(key(name));
    }

    CatalogObject get(String name) {
        return find(name).orElseThrow(() -> notFound(name));
    }

    /** Replaces one that there is. */
    CatalogObject replace(String name, SdkPojo shape) {
        return objects.update(key(name), Json.text(shape), get(name).version());
    }

    void drop(String name) {
        if (!objects.drop(key(name))) {
            throw notFound(name);
        }
    }

    Page<CatalogObject> page(PageRequest part) {
        return objects.page(kind, ObjectKey.Owner.NOTHING, "", part);
    }

    AwsError notFound(String name) {
        return AwsError.entityNotFound(noun + " " + name + " not found.");
    }
}
