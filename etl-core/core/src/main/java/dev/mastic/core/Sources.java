// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.io.FileChange;
import dev.mastic.core.io.SchemaChange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sources as Java jobs write them; the words are those of the job file. */
public final class Sources {
    private static final String BOOKMARK = "transformation-ctx";

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

    /**
     * A table or view of another database, by its driver and Spark's dialect for it.
     *
     * @param url as the driver takes it, such as {@code jdbc:mysql://HOST:PORT/DATABASE}
     */
    public static Written sparkJdbc(String url, String table) {
        return new Written("spark-jdbc", Read.NEW, Map.of("spark-jdbc", url, "dbtable", table));
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

        /** The source with a name for its bookmark, which stays when the source is named otherwise; by default the name of the source. */
        public Written transformationCtx(String bookmark) {
            return with(BOOKMARK, bookmark);
        }

        Optional<String> bookmark() {
            return Optional.ofNullable((String) words.get(BOOKMARK));
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
            return with("schema-change", word(change));
        }

        /** At most so many files in a run, the oldest first; the rest is left to the next runs. */
        public Written boundedFiles(long files) {
            return with("bounded-files", files);
        }

        /** At most so many bytes of files in a run, the oldest first, but one file; the rest is left to the next runs. */
        public Written boundedSize(long bytes) {
            return with("bounded-size", bytes);
        }

        /** What becomes of files that were read and have changed; by default they are read again. */
        public Written changedFiles(FileChange change) {
            return with("changed-files", word(change));
        }

        /** Files that were changed less than this ago are left to a later run. */
        public Written minAge(Duration age) {
            return with("min-age", age.toMillis() + " ms");
        }

        /** Patterns of files that are passed over, such as {@code **.tmp}, from the path on. */
        public Written exclusions(String... globs) {
            return with("exclusions", List.of(globs));
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The source with one more setting of its kind. */
        public Written with(String setting, Object value) {
            var more = new TreeMap<>(words);
            more.put(setting, value);
            return new Written(kind, read, more);
        }

        ConfigObject settings(String name) {
            return ConfigValueFactory.fromMap(words, "source '" + name + "'").withoutKey(BOOKMARK);
        }
    }
}
