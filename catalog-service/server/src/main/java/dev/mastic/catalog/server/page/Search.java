// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search for tables.
 *
 * @param words all of them stand somewhere in a table that is found; without regard to case
 */
record Search(List<Pattern> words) implements Predicate<TableVersion> {
    private static final int MOST_WORDS = 10;

    /**
     * A text of a table.
     *
     * @param what such as {@code comment of total}; empty for the name of the table
     */
    record Place(String what, String text) {
        private boolean holds(Pattern word) {
            return word.matcher(text).find();
        }
    }

    Search {
        words = List.copyOf(words);
    }

    /** A search for the words of a text; of many the first ones. */
    static Search of(String query) {
        return new Search(Stream.of(query.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> Pattern.compile(word, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList());
    }

    @Override
    public boolean test(TableVersion version) {
        var places = places(version.table());
        return words.stream().allMatch(word -> places.stream().anyMatch(place -> place.holds(word)));
    }

    /** Whether all words stand in the name of a table. */
    boolean isInNameOf(TableVersion version) {
        var name = version.table().name().toString();
        return words.stream().allMatch(word -> word.matcher(name).find());
    }

    /** Where the words stand in a table, its name left out. */
    List<Place> found(Table table) {
        return places(table).stream()
                .filter(place -> !place.what().isEmpty())
                .filter(place -> words.stream().anyMatch(place::holds))
                .toList();
    }

    /** Any of the words. */
    Pattern any() {
        var all = words.stream().map(word -> Pattern.quote(word.pattern())).collect(Collectors.joining("|"));
        return Pattern.compile(all, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static List<Place> places(Table table) {
        var places = new ArrayList<>(List.of(new Place("", table.name().toString())));
        table.attributes()
                .find(ColumnsPage.DESCRIPTION)
                .ifPresent(text -> places.add(new Place("description", text.asText())));
        Stream.concat(table.columns().stream(), table.partitionKeys().stream()).forEach(column -> add(places, column));
        add(places, "parameter", table.parameters());
        return places;
    }

    private static void add(List<Place> places, Column column) {
        places.add(new Place("column", column.name()));
        column.comment().ifPresent(comment -> places.add(new Place("comment of " + column.name(), comment)));
        add(places, "parameter of " + column.name(), column.parameters());
    }

    /** Evidence is left out: it holds values and names of files, which nobody means. */
    private static void add(List<Place> places, String what, Map<String, String> parameters) {
        new TreeMap<>(parameters).forEach((key, value) -> {
            if (!key.equals(Column.EVIDENCE)) {
                places.add(new Place(what, key + " = " + Secrets.shown(key, value)));
            }
        });
    }
}
