// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.io.SchemaChange;
import java.util.Locale;
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

    /**
     * A table or view of PostgreSQL, {@code schema.table}. Its other settings, such as {@code job-bookmark-keys}, come by {@link
     * Written#with}; a password as a reference, such as {@code secret:env:PGPASSWORD}.
     *
     * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}
     */
    public static Written jdbc(String url, String table) {
        return new Written("jdbc", Read.NEW, Map.of("jdbc", url, "dbtable", table));
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

        /** The format of the files; by default found from them. */
        public Written format(String format) {
            return with("format", format);
        }

        /** The source with one more setting of its format, which wins over what the files show. */
        public Written option(String key, Object value) {
            var options = new TreeMap<String, Object>();
            if (words.get("options") instanceof Map<?, ?> before) {
                before.forEach((name, set) -> options.put((String) name, set));
            }
            options.put(key, value);
            return with("options", options);
        }

        /** The columns, as {@code id long, name string} or {@code struct<...>}: then no file is read for its types. */
        public Written schema(String columns) {
            return with("schema", columns);
        }

        /** What becomes of fields that no column has; by default they are passed over. */
        public Written schemaChange(SchemaChange change) {
            return with("schema-change", change.name().toLowerCase(Locale.ROOT));
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
