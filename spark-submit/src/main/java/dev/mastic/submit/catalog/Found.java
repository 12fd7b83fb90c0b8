// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

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
            var places = new ArrayList<Found>();
            places.add(new Found(database.name(), "name of database", database.name()));
            database.description().ifPresent(said -> places.add(new Found(database.name(), "description", said)));
            places.addAll(parameters(database.name(), "parameter ", database.parameters()));
            return matching(places);
        }

        /** All places in a table. What the crawler notes of the values in its files is none of them. */
        public List<Found> in(Table table) {
            var name = table.name().toString();
            var places = new ArrayList<Found>();
            places.add(new Found(name, "name of table", table.name().table()));
            Stream.concat(table.columns().stream(), table.partitionKeys().stream())
                    .forEach(column -> places.addAll(places(name, column)));
            places.addAll(parameters(name, "parameter ", table.parameters()));
            return matching(places);
        }

        private static List<Found> places(String name, Column column) {
            var places = new ArrayList<Found>();
            places.add(new Found(name, "name of column", column.name()));
            column.comment().ifPresent(said -> places.add(new Found(name, "comment of column " + column.name(), said)));
            var parameters = new TreeMap<>(column.parameters());
            parameters.remove(Column.EVIDENCE);
            parameters.forEach((key, value) ->
                    places.add(new Found(name, "parameter " + key + " of column " + column.name(), value)));
            return places;
        }

        private static List<Found> parameters(String name, String noun, Map<String, String> parameters) {
            var places = new ArrayList<Found>();
            new TreeMap<>(parameters).forEach((key, value) -> {
                if (!key.equals(Column.EVIDENCE)) {
                    places.add(new Found(name, noun + key, value));
                }
            });
            return places;
        }

        private List<Found> matching(List<Found> places) {
            var wanted = text.toLowerCase(Locale.ROOT);
            return places.stream()
                    .filter(place -> place.text().toLowerCase(Locale.ROOT).contains(wanted)
                            || place.where().startsWith("parameter ")
                                    && place.where().toLowerCase(Locale.ROOT).contains(wanted))
                    .toList();
        }
    }
}
