// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** A key that signs what the server gives out: made once for each store and kept there, so that it outlives a server and holds for its twins. */
public final class StoredKey implements Supplier<byte[]> {
    private static final int BYTES = 32;
    private final CatalogObjects objects;
    private final ObjectKey name;
    private volatile byte[] key;

    /** The key of a name, which is read or made when it is needed first. */
    public StoredKey(CatalogObjects objects, String name) {
        this.objects = objects;
        this.name = ObjectKey.of(ObjectKind.PAGE_KEY, name);
    }

    @Override
    public byte[] get() {
        if (key == null) {
            key = Base64.getDecoder().decode(kept().replace("\"", ""));
        }
        return key.clone();
    }

    private String kept() {
        return objects.find(name).map(CatalogObject::json).orElseGet(this::made);
    }

    private String made() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            var text = Base64.getEncoder().encodeToString(bytes);
            return objects.create(name, '"' + text + '"').json();
        } catch (AlreadyExistsException e) {
            // Not swallowed: another server was first, and both are to have one key.
            return objects.get(name).json();
        }
    }
}
