// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags of resources. A resource is known by what stands in its ARN after the account, such as {@code crawler/name}; whatever region and
 * account an ARN names, those of this catalog are meant.
 */
record Tags(Catalog catalog) {
    private static final int MOST = 50;
    private static final String DATABASE = "database/";

    Map<String, String> of(String resource) {
        var tags = new TreeMap<String, String>();
        catalog.objects().find(key(resource)).ifPresent(kept -> Json.read(kept.json())
                .properties()
                .forEach(each -> tags.put(each.getKey(), each.getValue().asText())));
        return tags;
    }

    void add(String resource, Map<String, String> more) {
        if (more.isEmpty()) {
            return;
        }
        catalog.atomically(() -> {
            var all = of(resource);
            all.putAll(more);
            if (all.size() > MOST) {
                throw AwsError.invalidInput("A resource has at most " + MOST + " tags (got " + all.size() + ")");
            }
            return put(resource, all);
        });
    }

    void remove(String resource, Collection<String> names) {
        catalog.atomically(() -> {
            var all = of(resource);
            all.keySet().removeAll(names);
            return put(resource, all);
        });
    }

    /** Forgets what was said of a resource that is no more. */
    void drop(String resource) {
        catalog.objects().drop(key(resource));
    }

    boolean match(String resource, Map<String, String> wanted) {
        return wanted.isEmpty() || of(resource).entrySet().containsAll(wanted.entrySet());
    }

    private Map<String, String> put(String resource, Map<String, String> tags) {
        var node = Json.empty();
        tags.forEach(node::put);
        catalog.objects().put(key(resource), node.toString());
        return tags;
    }

    /** Those of a database hang on it, and vanish with it. */
    private static ObjectKey key(String resource) {
        return resource.startsWith(DATABASE)
                ? new ObjectKey(
                        ObjectKind.TAGS, ObjectKey.Owner.database(resource.substring(DATABASE.length())), "tags")
                : ObjectKey.of(ObjectKind.TAGS, resource);
    }
}
