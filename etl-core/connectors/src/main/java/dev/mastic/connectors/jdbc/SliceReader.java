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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the rows of a slice through Spark's JDBC source, so that filters and columns are pushed to the database. Each part of the slice is a
 * partition with its own condition; these stand in no plan.
 *
 * @param keys empty where everything is read
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-jdbc.html">Spark: JDBC to other databases</a>
 */
record SliceReader(
        PostgresDatabase database,
        Relation relation,
        List<SourceColumn> columns,
        Optional<CursorKeys> keys,
        Ways ways) {
    private static final String OWN = "mastic$";
    private static final String HASH = Sql.name(OWN + "hash");
    /** So many rows are named in one query at most. */
    private static final int NAMED = 2_000;

    /**
     * How rows travel.
     *
     * @param hash an expression over the columns that gives whole numbers
     * @param parts how many queries read rows side by side
     * @param fetchSize how many rows come at once
     */
    record Ways(Optional<String> hash, int parts, int fetchSize) {}

    /** The rows. Lazy; asks the database for the types of the columns. */
    Dataset<Row> read(SparkSession spark, Items.Rows items) {
        return new SparkRows(database, columns, ways.fetchSize()).read(spark, select(), conditions(items));
    }

    /** The columns as frames have them, and beside them, for the conditions, those that they speak of as they are. */
    private String select() {
        var selected = new LinkedHashMap<String, String>();
        columns.forEach(column -> selected.put(Sql.name(column.name()), column.expression()));
        own().forEach((name, alias) -> selected.put(alias, Sql.name(name)));
        ways.hash().ifPresent(hash -> selected.put(HASH, "(" + hash + ")"));
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
            return hashed("true").toList();
        }
        var cursor = keys.orElseThrow();
        CursorKeys.Naming naming = own()::get;
        return Stream.of(
                        items.edge().from().stream()
                                .flatMap(from -> hashed(range(cursor, items.after(), from, naming))),
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

    private Stream<String> hashed(String condition) {
        if (ways.hash().isEmpty() || ways.parts() == 1) {
            return Stream.of(condition);
        }
        // a remainder has the sign of what is divided, and null has none
        var part = "coalesce((" + HASH + " % " + ways.parts() + " + " + ways.parts() + ") % " + ways.parts() + ", 0)";
        return IntStream.range(0, ways.parts()).mapToObj(i -> condition + " AND " + part + " = " + i);
    }
}
