// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order in which rows come: by the values of one or several columns together, which the database compares.
 *
 * @param columns the first one counts most
 * @param rowKey the columns that tell rows of equal cursors apart
 */
record CursorKeys(List<SourceColumn> columns, Order order, List<SourceColumn> rowKey) {
    /** Which way the values of new rows go. */
    enum Order {
        ASC,
        DESC
    }

    /** What the columns are called where a condition stands. */
    interface Naming extends UnaryOperator<String> {}

    SourceColumn first() {
        return columns.get(0);
    }

    /** Rows whose cursor comes after another. */
    String after(Cursor cursor, Naming naming) {
        return compared(isAscending() ? ">" : "<", cursor, naming);
    }

    /** Rows whose cursor is another, or comes before it. */
    String upTo(Cursor cursor, Naming naming) {
        return compared(isAscending() ? "<=" : ">=", cursor, naming);
    }

    /** Rows whose first key is this value, or comes after it. */
    String from(String value, Naming naming) {
        return naming.apply(first().name()) + (isAscending() ? " >= " : " <= ") + Sql.value(value, first().pgType());
    }

    /** Rows whose first key comes before this value. */
    String before(String value, Naming naming) {
        return naming.apply(first().name()) + (isAscending() ? " < " : " > ") + Sql.value(value, first().pgType());
    }

    /** Rows that have a place in the order. */
    String known(Naming naming) {
        return columns.stream()
                .map(column -> naming.apply(column.name()) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    /** Rows that are told apart one by one, which are at least one. */
    String among(List<List<String>> versions, Naming naming) {
        var types = identity().map(SourceColumn::pgType).toList();
        var values = versions.stream()
                .map(version -> {
                    var each = new ArrayList<String>();
                    for (int i = 0; i < types.size(); i++) {
                        each.add(Sql.value(version.get(i), types.get(i)));
                    }
                    return Sql.row(each);
                })
                .collect(Collectors.joining(", "));
        var names = identity().map(column -> naming.apply(column.name())).toList();
        return Sql.row(names) + " IN (VALUES " + values + ")";
    }

    /** What tells a row and its version: the values of its key, and then of its cursor. */
    String identityAsText() {
        return asText(identity());
    }

    /** The values of the cursor. */
    String cursorAsText() {
        return asText(columns.stream());
    }

    /** The first key of a version of a row. */
    String firstOf(List<String> version) {
        return version.get(rowKey.size());
    }

    /** An ORDER BY that ends, or begins, with the newest row. */
    String ordered(boolean newestFirst) {
        var way = isAscending() == newestFirst ? " DESC" : " ASC";
        return columns.stream()
                .map(column -> Sql.name(column.name()) + way)
                .collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    /** The later of two values of the first key, in SQL. */
    String later(String one, String other) {
        return (isAscending() ? "greatest(" : "least(") + one + ", " + other + ")";
    }

    /** The value that lies an overlap before another, in SQL. */
    String minus(String value, String overlap) {
        return "(" + value + (isAscending() ? " - " : " + ") + overlap + ")::" + first().pgType();
    }

    /** Under names of their own: by those of the columns, an ORDER BY would mean the texts. */
    private static String asText(Stream<SourceColumn> columns) {
        return columns.map(column -> Sql.name(column.name()) + "::text AS " + Sql.name("mastic$" + column.name()))
                .collect(Collectors.joining(", "));
    }

    private Stream<SourceColumn> identity() {
        return Stream.concat(rowKey.stream(), columns.stream());
    }

    private String compared(String operator, Cursor cursor, Naming naming) {
        var names = columns.stream().map(column -> naming.apply(column.name())).toList();
        var values = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(Sql.value(cursor.values().get(i), columns.get(i).pgType()));
        }
        return Sql.row(names) + " " + operator + " " + Sql.row(values);
    }

    private boolean isAscending() {
        return order == Order.ASC;
    }
}
