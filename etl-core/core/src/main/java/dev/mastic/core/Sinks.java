// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sinks as Java jobs write them; the words are those of the job file. */
public final class Sinks {
    private Sinks() {}

    /** Files below a place: Parquet, unless another format is said. */
    public static Written files(String location) {
        return new Written("path", Optional.empty(), Map.of("path", location));
    }

    /** A table of the catalog, {@code database.table}: Iceberg. */
    public static Written table(String name) {
        return new Written("table", Optional.empty(), Map.of("table", name, "format", "iceberg"));
    }

    /**
     * A table of PostgreSQL, {@code schema.table}, to which rows are added. Its other settings, such as {@code mode} and {@code keys}, come by
     * {@link Written#with}; a password as a reference, such as {@code secret:env:PGPASSWORD}.
     *
     * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}
     */
    public static Written jdbc(String url, String table) {
        return new Written("jdbc", Optional.empty(), Map.of("jdbc", url, "dbtable", table));
    }

    /** A sink with its settings. Immutable. */
    public record Written(String kind, Optional<String> from, Map<String, Object> words) {
        public Written {
            words = Map.copyOf(words);
        }

        /** The sink with the frame that it writes; {@code step.*} writes all outputs of a step. */
        public Written from(String frame) {
            return new Written(kind, Optional.of(frame), words);
        }

        public Written parquet() {
            return format("parquet");
        }

        public Written format(String format) {
            return with("format", format);
        }

        public Written partitionBy(String... columns) {
            return with("partition-by", List.of(columns));
        }

        /** The sink with one more setting of its kind. */
        public Written with(String setting, Object value) {
            var more = new TreeMap<>(words);
            more.put(setting, value);
            return new Written(kind, from, more);
        }

        ConfigObject settings(String name) {
            return ConfigValueFactory.fromMap(words, "sink '" + name + "'");
        }
    }
}
