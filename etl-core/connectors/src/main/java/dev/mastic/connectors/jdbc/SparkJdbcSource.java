// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Cursor;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.RowVersions;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Secret;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;

/**
 * Reads a table or a query of any database that has a JDBC driver, by Spark's dialect for it: whole, or what is new by one column of whole
 * numbers whose values only grow, each of them once. Rows that come late, with values below the last one, are not found; PostgreSQL has a
 * source of its own, which finds them.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-data-sources-jdbc.html">Spark: JDBC to other databases</a>
 */
public final class SparkJdbcSource implements Source {
    private static final String NAME = "spark-jdbc";

    private final SparkJdbcDatabase database;
    private final String relation;
    private final Optional<String> key;
    private final Map<String, String> ways;

    private SparkJdbcSource(
            SparkJdbcDatabase database, String relation, Optional<String> key, Map<String, String> ways) {
        this.database = database;
        this.relation = relation;
        this.key = key;
        this.ways = ways;
    }

    @Override
    public Slice slice(String name, Bounds bounds) {
        if (bounds.read() == Read.ALL) {
            long count =
                    Long.parseLong(first("SELECT count(*) FROM " + relation).get(0));
            return slice(name, Optional.empty(), Optional.empty(), count);
        }
        return fresh(name, bounds);
    }

    @Override
    public Type.Struct shape(Slice slice) {
        return SparkTypes.fromSpark(database.columns(relation));
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        var items = (Items.Rows) slice.items();
        var reader = spark.session().read().format("jdbc").options(database.options(query(items)));
        return DynamicFrame.fromDF(reader.options(ways).load(), slice.source(), context);
    }

    private String query(Items.Rows items) {
        if (items.count() == 0) {
            return selected("1 = 0");
        }
        return items.upTo()
                .map(upTo -> selected(after(items.after(), column()) + column() + " <= " + value(upTo)))
                .orElse(relation);
    }

    private String selected(String condition) {
        return "(SELECT * FROM " + relation + " WHERE " + condition + ") slice";
    }

    private static String after(Optional<Cursor> last, String column) {
        return last.map(cursor -> column + " > " + value(cursor) + " AND ").orElse("");
    }

    private static String value(Cursor cursor) {
        return cursor.values().get(0);
    }

    /** One statement counts and finds the last value, so that both are of one moment. */
    private Slice fresh(String name, Bounds bounds) {
        refuseUnordered(bounds);
        var since = bounds.since(name, Position.Rows.class).map(Position.Rows::last);
        var until = bounds.until().map(Position.Rows.class::cast).map(Position.Rows::last);
        var range = after(since, column())
                + until.map(last -> column() + " <= " + value(last)).orElse(column() + " IS NOT NULL");
        var found = first("SELECT count(*), count(DISTINCT " + column() + "), max(" + column() + ") FROM " + relation
                + " WHERE " + range);
        long count = Long.parseLong(found.get(0));
        if (count == 0) {
            return slice(name, since, Optional.empty(), 0);
        } else if (!found.get(0).equals(found.get(1))) {
            throw cannot("several rows have the same value of '" + key.orElseThrow()
                    + "', and one that comes later with it would be lost (got " + count + " rows with " + found.get(1)
                    + " values): take a unique column as job-bookmark-keys, or read = all");
        }
        var last = new BigDecimal(found.get(2)).toBigIntegerExact().toString();
        return slice(name, since, Optional.of(new Cursor(List.of(last))), count);
    }

    private static Slice slice(String name, Optional<Cursor> after, Optional<Cursor> upTo, long count) {
        var items = new Items.Rows(after, upTo, RowVersions.NONE, RowVersions.NONE, count);
        return Slice.of(
                name,
                items,
                upTo.<Advance>map(last -> new Advance.To(new Position.Rows(last, RowVersions.NONE)))
                        .orElseGet(Advance.Nothing::new));
    }

    private void refuseUnordered(Bounds bounds) {
        if (bounds.maxBytes().isPresent() || bounds.maxItems().isPresent()) {
            throw cannot("it takes no bound of rows or bytes");
        } else if (key.isEmpty()) {
            throw cannot(
                    "its bookmark needs an order of its rows: set job-bookmark-keys to a column of whole numbers that"
                            + " only grow, or read = all");
        }
        var columns = database.columns(relation);
        var names = Arrays.asList(columns.fieldNames());
        var at = names.indexOf(key.get());
        if (at < 0) {
            throw cannot("there is no column '" + key.get() + "' for job-bookmark-keys "
                    + Suggestion.among(key.get(), names));
        }
        var type = columns.apply(at).dataType();
        if (!(type instanceof IntegralType) && !(type instanceof DecimalType decimal && decimal.scale() == 0)) {
            throw cannot("its bookmark key '" + key.get() + "' has no whole numbers (got " + type.catalogString()
                    + "): take another column, or read = all");
        }
        refuseNulls();
    }

    private void refuseNulls() {
        long nulls = Long.parseLong(first("SELECT count(*) FROM " + relation + " WHERE " + column() + " IS NULL")
                .get(0));
        if (nulls > 0) {
            throw new EtlException("Cannot read " + relation + ": " + Quantity.of(nulls, "row", "has", "have")
                    + " null in " + key.orElseThrow()
                    + " and so no place in its order: give them a value, or leave them out by a query");
        }
    }

    private String column() {
        return database.quoted(key.orElseThrow());
    }

    private List<String> first(String sql) {
        return database.first(relation, sql);
    }

    private UsageException cannot(String why) {
        return new UsageException("Cannot read " + relation + " in " + database + ": " + why);
    }

    /** {@code spark-jdbc = "jdbc:mysql://…"}. */
    public static final class Plugin implements Factory<Source> {
        private static final Setting<String> URL = Setting.of(NAME, new DriverUrlReader())
                .required()
                .doc("The database, as its driver's URL; no password stands in it.");
        private static final Setting<String> DRIVER = Setting.string("driver")
                .doc("The class of the driver, whose jar is on the class path; by default the one that knows the URL.");
        private static final Setting<String> DBTABLE =
                Setting.string("dbtable").doc("The table or view, as SQL names it there.");
        private static final Setting<String> QUERY =
                Setting.string("query").doc("A SELECT whose rows are read instead of a table.");
        private static final Setting<String> USER = Setting.string("user").doc("Who asks the database.");
        private static final Setting<Secret> PASSWORD = Setting.secret("password")
                .doc("The user's password, as ${?NAME}, secret:env:NAME or secret:file:PATH.");
        private static final Setting<String> KEY = Setting.string("job-bookmark-keys")
                .doc("One column of whole numbers that only grow, each once, which tells new rows.");
        private static final Setting<String> PARTITION_COLUMN = Setting.string("partition-column")
                .doc("A column of numbers, dates or times by whose ranges rows are divided among queries.");
        private static final Setting<String> LOWER_BOUND =
                Setting.string("lower-bound").doc("Where the ranges begin, which leaves out no row.");
        private static final Setting<String> UPPER_BOUND =
                Setting.string("upper-bound").doc("Where the ranges end, which leaves out no row.");
        private static final Setting<Integer> NUM_PARTITIONS =
                Setting.count("num-partitions", 1).defaultsTo(7).doc("How many ranges there are.");
        private static final Setting<Integer> FETCH_SIZE = Setting.count("fetch-size", 1)
                .defaultsTo(SparkRows.FETCH_SIZE)
                .doc("How many rows come from the database at once.");

        @Override
        public Class<Source> kind() {
            return Source.class;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(
                    URL,
                    DRIVER,
                    DBTABLE,
                    QUERY,
                    USER,
                    PASSWORD,
                    KEY,
                    PARTITION_COLUMN,
                    LOWER_BOUND,
                    UPPER_BOUND,
                    NUM_PARTITIONS,
                    FETCH_SIZE);
        }

        @Override
        public SparkJdbcSource create(Settings settings, Parts parts) {
            var database = new SparkJdbcDatabase(
                    settings.get(URL), settings.find(DRIVER), settings.find(USER), settings.find(PASSWORD));
            return new SparkJdbcSource(database, relation(database, settings), settings.find(KEY), ways(settings));
        }

        private static String relation(SparkJdbcDatabase database, Settings settings) {
            var table = settings.find(DBTABLE);
            var query = settings.find(QUERY);
            Relation.refuseUnlessOne(database, settings, DBTABLE, QUERY);
            return table.orElseGet(() -> "(" + query.get().strip().replaceAll(";$", "") + "\n) query");
        }

        /** How rows travel, in Spark's words. */
        private static Map<String, String> ways(Settings settings) {
            var fetch = Map.of("fetchsize", Integer.toString(settings.get(FETCH_SIZE)));
            var ranges = List.of(PARTITION_COLUMN, LOWER_BOUND, UPPER_BOUND);
            long written = ranges.stream()
                    .filter(setting -> settings.find(setting).isPresent())
                    .count();
            if (written == 0) {
                return fetch;
            } else if (written < ranges.size()) {
                throw new UsageException("Cannot divide rows by ranges: they need partition-column, lower-bound and"
                        + " upper-bound (got " + written + " of them) at " + settings.origin());
            }
            return Map.of(
                    "fetchsize", fetch.get("fetchsize"),
                    "partitionColumn", settings.get(PARTITION_COLUMN),
                    "lowerBound", settings.get(LOWER_BOUND),
                    "upperBound", settings.get(UPPER_BOUND),
                    "numPartitions", Integer.toString(settings.get(NUM_PARTITIONS)));
        }
    }
}
