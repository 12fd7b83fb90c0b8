// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a text was found in the catalog.
 *
 * @param name of the database or table
 * @param where such as {@code comment of column id}
 * @param text what stands there
 */
public record Found(String name, String where, String text) {

    /** What is looked for, in any case of letters. */
    public record Words(String text) {
        /** All places in a database. */
        public List<Found> in(Database database) {
            var places = new Places(database.name(), lower(text));
            places.look("name of database", database.name());
            database.description().ifPresent(said -> places.look("description", said));
            places.parameters("", database.parameters());
            return places.found;
        }

        /** All places in a table. What the crawler notes of the values in its files is none of them. */
        public List<Found> in(Table table) {
            var places = new Places(table.name().toString(), lower(text));
            places.look("name of table", table.name().table());
            Stream.concat(table.columns().stream(), table.partitionKeys().stream())
                    .forEach(places::column);
            places.parameters("", table.parameters());
            return places.found;
        }
    }

    /** One thing of the catalog while it is looked through. */
    private static final class Places {
        private final String name;
        private final String wanted;
        private final List<Found> found = new ArrayList<>();

        Places(String name, String wanted) {
            this.name = name;
            this.wanted = wanted;
        }

        void look(String where, String text) {
            if (lower(text).contains(wanted)) {
                found.add(new Found(name, where, text));
            }
        }

        void column(Column column) {
            look("name of column", column.name());
            column.comment().ifPresent(said -> look("comment of column " + column.name(), said));
            parameters(" of column " + column.name(), column.parameters());
        }

        void parameters(String of, Map<String, String> parameters) {
            new TreeMap<>(parameters).forEach((key, value) -> {
                boolean holds = lower(key).contains(wanted) || lower(value).contains(wanted);
                if (holds && !key.equals(Column.EVIDENCE)) {
                    found.add(new Found(name, "parameter " + key + of, value));
                }
            });
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
