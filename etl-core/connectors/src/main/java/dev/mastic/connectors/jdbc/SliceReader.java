// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Cursor;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.RowVersions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the rows of a slice through Spark's JDBC source, so that filters and columns are pushed to the database. Each part of the slice is a
 * partition with its own condition; these stand in no plan.
 *
 * @param rows how they travel
 * @param keys empty where everything is read
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-jdbc.html">Spark: JDBC to other databases</a>
 */
record SliceReader(SparkRows rows, Relation relation, Optional<CursorKeys> keys, Division division) {
    private static final String OWN = "mastic$";
    private static final String DIVIDED = Sql.name(OWN + "divided");
    /** So many rows are named in one query at most. */
    private static final int NAMED = 2_000;

    /** The rows. Lazy; asks the database for the types of the columns. */
    Dataset<Row> read(SparkSession spark, Items.Rows items) {
        return rows.read(spark, select(), conditions(items));
    }

    /** The columns as frames have them, and beside them, for the conditions, those that they speak of as they are. */
    private String select() {
        var selected = new LinkedHashMap<String, String>();
        rows.columns().forEach(column -> selected.put(Sql.name(column.name()), column.expression()));
        own().forEach((name, alias) -> selected.put(alias, Sql.name(name)));
        division.expression().ifPresent(expression -> selected.put(DIVIDED, "(" + expression + ")"));
        return selected.entrySet().stream()
                .map(column -> column.getValue() + " AS " + column.getKey())
                .collect(Collectors.joining(", ", "(SELECT ", " FROM " + relation.sql() + ") AS slice"));
    }

    private Map<String, String> own() {
        var names = keys.stream()
                .flatMap(key -> Stream.concat(key.columns().stream(), key.rowKey().stream()))
                .map(SourceColumn::name)
                .distinct()
                .toList();
        var own = new LinkedHashMap<String, String>();
        names.forEach(name -> own.put(name, Sql.name(OWN + own.size())));
        return own;
    }

    /** One condition for each partition; together they are true for exactly the rows of the slice. */
    List<String> conditions(Items.Rows items) {
        if (items.count() == 0) {
            return List.of("false");
        } else if (items.upTo().isEmpty() && items.late().rows().isEmpty()) {
            return division.conditions(DIVIDED);
        }
        var cursor = keys.orElseThrow();
        CursorKeys.Naming naming = own()::get;
        return Stream.of(
                        items.edge().from().stream()
                                .flatMap(from -> divided(range(cursor, items.after(), from, naming))),
                        named(cursor, items.edge(), naming),
                        named(cursor, items.late(), naming))
                .flatMap(each -> each)
                .toList();
    }

    /** The rows before the overlap. */
    private static String range(CursorKeys cursor, Optional<Cursor> after, String from, CursorKeys.Naming naming) {
        return cursor.known(naming) + " AND " + cursor.before(from, naming)
                + after.map(last -> " AND " + cursor.after(last, naming)).orElse("");
    }

    private Stream<String> named(CursorKeys cursor, RowVersions versions, CursorKeys.Naming naming) {
        var rows = versions.rows();
        var chunks = new ArrayList<String>();
        for (int start = 0; start < rows.size(); start += NAMED) {
            var chunk = rows.subList(start, Math.min(rows.size(), start + NAMED));
            chunks.add(cursor.among(chunk, naming) + " AND "
                    + cursor.from(versions.from().orElseThrow(), naming));
        }
        return chunks.stream();
    }

    private Stream<String> divided(String condition) {
        return division.conditions(DIVIDED).stream().map(part -> condition + " AND " + part);
    }
}
