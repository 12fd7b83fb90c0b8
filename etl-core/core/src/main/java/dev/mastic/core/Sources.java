// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.bookmark.Read;
import java.util.Map;
import java.util.TreeMap;

/** Sources as Java jobs write them; the words are those of the job file. */
public final class Sources {
    private Sources() {}

    /** A table of the catalog, {@code database.table}. */
    public static Written table(String name) {
        return new Written("table", Read.NEW, Map.of("table", name));
    }

    /** Files below a place, without a catalog. */
    public static Written path(String location) {
        return new Written("path", Read.NEW, Map.of("path", location));
    }

    /** A source with its settings. Immutable. */
    public record Written(String kind, Read read, Map<String, Object> words) {
        public Written {
            words = Map.copyOf(words);
        }

        /** The source as a lookup: read whole, and no reason to run. */
        public Written readAll() {
            return new Written(kind, Read.ALL, words);
        }

        /** The source with one more setting of its kind. */
        public Written with(String setting, Object value) {
            var more = new TreeMap<>(words);
            more.put(setting, value);
            return new Written(kind, read, more);
        }

        ConfigObject settings(String name) {
            return ConfigValueFactory.fromMap(words, "source '" + name + "'");
        }
    }
}
