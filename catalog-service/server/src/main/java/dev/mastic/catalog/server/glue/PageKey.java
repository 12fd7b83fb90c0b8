// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.PageTokens;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The key that signs page tokens: made once for each store and kept there, so that tokens outlive a server and hold for its twins. */
final class PageKey implements Supplier<byte[]> {
    private static final ObjectKey KEY = ObjectKey.of(ObjectKind.PAGE_KEY, "glue");
    private static final int BYTES = 32;
    private final CatalogObjects objects;
    private volatile byte[] key;

    private PageKey(CatalogObjects objects) {
        this.objects = objects;
    }

    static PageTokens of(CatalogObjects objects) {
        return new PageTokens(new PageKey(objects));
    }

    @Override
    public byte[] get() {
        if (key == null) {
            key = Base64.getDecoder().decode(kept().replace("\"", ""));
        }
        return key;
    }

    private String kept() {
        return objects.find(KEY).map(found -> found.json()).orElseGet(this::made);
    }

    private String made() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            var text = Base64.getEncoder().encodeToString(bytes);
            return objects.create(KEY, '"' + text + '"').json();
        } catch (AlreadyExistsException e) {
            // Not swallowed: another server was first, and both are to have one key.
            return objects.get(KEY).json();
        }
    }
}
