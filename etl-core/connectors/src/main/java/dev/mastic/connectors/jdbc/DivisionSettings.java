// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How rows are divided among queries, as it was written.
 *
 * @param hash an expression that gives whole numbers
 * @param bounds without a column where nothing is said of them
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/run-jdbc-parallel-read-job.html">Glue: reading from JDBC tables in parallel</a>
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-jdbc.html">Spark: JDBC to other databases</a>
 */
record DivisionSettings(Optional<String> hash, int hashPartitions, Bounds bounds) {
    private static final Setting<String> HASHFIELD = Setting.string("hashfield")
            .doc("A column by whose values rows are divided among queries that run side by side.");
    private static final Setting<String> HASHEXPRESSION = Setting.string("hashexpression")
            .doc("The same by an SQL expression over the columns that gives a whole number.");
    private static final Setting<Integer> HASHPARTITIONS =
            Setting.count("hashpartitions", 1).defaultsTo(7).doc("How many such queries there are.");
    private static final Setting<String> PARTITION_COLUMN = Setting.string("partition-column")
            .doc("A column of numbers, dates or times by whose ranges rows are divided among queries.");
    private static final Setting<String> LOWER_BOUND = Setting.string("lower-bound")
            .doc("Where the ranges begin, which leaves out no row; by default the least value.");
    private static final Setting<String> UPPER_BOUND = Setting.string("upper-bound")
            .doc("Where the ranges end, which leaves out no row; by default the greatest value.");
    private static final Setting<Integer> NUM_PARTITIONS =
            Setting.count("num-partitions", 1).defaultsTo(7).doc("How many ranges there are at most.");

    static final List<Setting<?>> ALL = List.of(
            HASHFIELD, HASHEXPRESSION, HASHPARTITIONS, PARTITION_COLUMN, LOWER_BOUND, UPPER_BOUND, NUM_PARTITIONS);

    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TIMES = Set.of("timestamp", "timestamptz");

    /** Ranges of a column; what is not said, the values of the column tell. */
    record Bounds(Optional<String> column, Optional<String> lower, Optional<String> upper, int partitions) {}

    /** @throws UsageException if two ways are asked for, or half of one */
    static DivisionSettings of(Settings settings) {
        var ways = Stream.of(HASHFIELD, HASHEXPRESSION, PARTITION_COLUMN)
                .filter(way -> settings.find(way).isPresent())
                .toList();
        if (ways.size() > 1) {
            throw new UsageException("Cannot divide rows by " + ways.get(0).name() + " and by "
                    + ways.get(1).name() + " (expected one of them) at " + settings.origin(ways.get(1)));
        }
        Stream.of(LOWER_BOUND, UPPER_BOUND)
                .filter(bound -> settings.find(bound).isPresent()
                        && settings.find(PARTITION_COLUMN).isEmpty())
                .findFirst()
                .ifPresent(bound -> {
                    throw new UsageException("Cannot divide rows by " + bound.name()
                            + " alone: set partition-column to the column that it is of, at " + settings.origin(bound));
                });
        var hash = settings.find(HASHEXPRESSION)
                .or(() -> settings.find(HASHFIELD).map(column -> "hashtext(" + Sql.name(column) + "::text)"));
        var bounds = new Bounds(
                settings.find(PARTITION_COLUMN),
                settings.find(LOWER_BOUND),
                settings.find(UPPER_BOUND),
                settings.get(NUM_PARTITIONS));
        return new DivisionSettings(hash, settings.get(HASHPARTITIONS), bounds);
    }

    /**
     * The division of a relation. Asks the database where ranges begin and end.
     *
     * @throws UsageException if the column is not there or has values of another kind, or a bound is none of them
     */
    Division of(PostgresSession session, Relation relation, List<SourceColumn> columns) throws SQLException {
        if (hash.isPresent()) {
            return new Division.Remainder(hash.get(), hashPartitions);
        } else if (bounds.column().isEmpty()) {
            return new Division.None();
        }
        var column = relation.named(columns, List.of(bounds.column().get()), PARTITION_COLUMN.name())
                .get(0);
        var ends = "(SELECT " + end(session, relation, column, LOWER_BOUND, bounds.lower(), "min") + " AS l, "
                + end(session, relation, column, UPPER_BOUND, bounds.upper(), "max") + " AS u) AS ends";
        session.first("SELECT l::text, u::text FROM " + ends + " WHERE l > u").ifPresent(wrong -> {
            throw relation.cannot("its lower-bound lies above its upper-bound (got " + wrong.get(0) + " and "
                    + wrong.get(1) + "): exchange them");
        });
        var borders = session.column("SELECT border::text FROM (SELECT DISTINCT (" + step(relation, column) + ")::"
                + column.pgType() + " AS border FROM " + ends + ", generate_series(1, " + (bounds.partitions() - 1)
                + ") AS i) AS borders WHERE border IS NOT NULL ORDER BY border");
        return new Division.Ranges(column, borders);
    }

    /** An end as it is written, or that of the values. */
    private static String end(
            PostgresSession session,
            Relation relation,
            SourceColumn column,
            Setting<String> setting,
            Optional<String> written,
            String otherwise)
            throws SQLException {
        if (written.isEmpty()) {
            return "(SELECT " + otherwise + "(" + Sql.name(column.name()) + ") FROM " + relation.sql() + ")";
        }
        var value = Sql.value(written.get(), column.pgType());
        try {
            session.first("SELECT " + value);
        } catch (SQLException e) {
            throw new UsageException(
                    relation.cannot(setting.name() + " is no value of column '" + column.name() + "' (got "
                                    + written.get() + "; expected " + column.pgType() + ")")
                            .getMessage(),
                    e);
        }
        return value;
    }

    /** The border behind the range i. */
    private String step(Relation relation, SourceColumn column) {
        var parts = bounds.partitions();
        if (NUMBERS.contains(column.pgType())) {
            return "l::numeric + (u::numeric - l::numeric) * i / " + parts;
        } else if (TIMES.contains(column.pgType())) {
            return "l + (u - l) * (i::float8 / " + parts + ")";
        } else if (column.pgType().equals("date")) {
            return "l + (u - l) * i / " + parts;
        }
        throw relation.cannot("its partition-column '" + column.name() + "' has no ranges (got " + column.pgType()
                + "; expected a number, a date or a timestamp): divide it by hashfield");
    }
}
