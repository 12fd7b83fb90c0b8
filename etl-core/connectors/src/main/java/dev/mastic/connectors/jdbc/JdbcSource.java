// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.RowVersions;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a table or a query of PostgreSQL: whole, or what is new by the order of its bookmark keys. New is a row with a key that no run has
 * read, whether it was added or changed; what is deleted leaves no trace. Rows that other transactions commit late, with keys that lie
 * before the last one, are found as far back as the overlap reaches.
 *
 * <p>A slice names its rows by their keys, so that reading it again gives the same rows but for those that were changed or deleted
 * meanwhile: a changed one has a new key, and comes with a later run.
 */
public final class JdbcSource implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSource.class);
    private final PostgresDatabase database;
    private final Relation relation;
    private final KeySettings keys;
    private final DivisionSettings division;
    private final int fetchSize;

    private JdbcSource(
            PostgresDatabase database, Relation relation, KeySettings keys, DivisionSettings division, int fetchSize) {
        this.database = database;
        this.relation = relation;
        this.keys = keys;
        this.division = division;
        this.fetchSize = fetchSize;
    }

    @Override
    public Slice slice(String name, Bounds bounds) {
        return ask(session -> {
            var columns = relation.columns(session);
            return bounds.read() == Read.ALL
                    ? everything(session, name)
                    : fresh(session, name, keys.of(session, relation, columns), bounds);
        });
    }

    @Override
    public Type.Struct shape(Slice slice) {
        return Relation.type(ask(relation::columns));
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        var items = (Items.Rows) slice.items();
        var reader = ask(session -> {
            var columns = relation.columns(session);
            var cursor =
                    byCursor(items) ? Optional.of(keys.of(session, relation, columns)) : Optional.<CursorKeys>empty();
            var divided = division.of(session, relation, columns);
            return new SliceReader(new SparkRows(database, columns, fetchSize), relation, cursor, divided);
        });
        return DynamicFrame.fromDF(reader.read(spark.session(), items), slice.source(), context);
    }

    private static boolean byCursor(Items.Rows items) {
        return items.upTo().isPresent() || !items.late().rows().isEmpty();
    }

    private Slice everything(PostgresSession session, String name) throws SQLException {
        long count = session.number("SELECT count(*) FROM " + relation.sql());
        var items = new Items.Rows(Optional.empty(), Optional.empty(), RowVersions.NONE, RowVersions.NONE, count);
        return Slice.of(name, items, new Advance.Nothing());
    }

    private Slice fresh(PostgresSession session, String name, CursorKeys cursor, Bounds bounds) throws SQLException {
        if (bounds.maxBytes().isPresent()) {
            throw relation.cannot("its rows have no size before they are read (expected a bound of items)");
        }
        keys.warnOfMissingIndex(session, relation, cursor);
        var since = bounds.since(name, Position.Rows.class);
        var slicer = new RowSlicer(session, relation, cursor, keys.overlap(), fitting(since, cursor, name));
        refuseNulls(slicer.withoutCursor(), cursor);
        var slice = slicer.slice(name, bounds);
        var items = (Items.Rows) slice.items();
        if (!items.late().rows().isEmpty()) {
            LOG.info(
                    "Source '{}': {} of {} rows came late",
                    name,
                    items.late().rows().size(),
                    items.count());
        }
        return slice;
    }

    /** A bookmark of other keys says nothing about these. */
    private Optional<Position.Rows> fitting(Optional<Position.Rows> since, CursorKeys cursor, String name) {
        since.filter(position ->
                        position.last().values().size() != cursor.columns().size()
                                || position.edge().rows().stream()
                                        .anyMatch(row -> row.size()
                                                != cursor.rowKey().size()
                                                        + cursor.columns().size()))
                .ifPresent(position -> {
                    throw new UsageException("Cannot go on from the bookmark of source '" + name
                            + "': it was made with other keys (got " + position + "; expected values of "
                            + cursor.columns().stream().map(SourceColumn::name).toList()
                            + "): set the keys back, or reset it with mastic bookmark reset JOB --source " + name);
                });
        return since;
    }

    private void refuseNulls(long without, CursorKeys cursor) {
        if (without == 0) {
            return;
        }
        var where = Quantity.of(without, "row", "has", "have") + " null in "
                + String.join(
                        " or ",
                        cursor.columns().stream().map(SourceColumn::name).toList());
        if (keys.nulls() == KeySettings.Nulls.FAIL) {
            throw new EtlException("Cannot read " + relation.shown() + ": " + where
                    + " and so no place in its order: give them a value, or set null-keys = ignore");
        }
        LOG.warn("Of {}, {}: they are not read", relation.shown(), where);
    }

    private <T> T ask(PostgresDatabase.Work<T> work) {
        return database.ask("read " + relation.shown(), work);
    }

    /** {@code jdbc = "jdbc:postgresql://…"}, in a source. */
    public static final class Plugin implements Factory<Source> {
        static final Setting<TableId> DBTABLE =
                TableId.setting().doc("The table or view as schema.table, case and all; without a schema, of public.");
        private static final Setting<String> QUERY =
                Setting.string("query").doc("A SELECT whose rows are read instead of a table.");
        private static final Setting<Integer> FETCH_SIZE = Setting.count("fetch-size", 1)
                .defaultsTo(SparkRows.FETCH_SIZE)
                .doc("How many rows come from the database at once.");
        /** What a job says of the way in which rows are read, beside where they are. */
        public static final List<Setting<?>> READING = Stream.of(
                        List.of(
                                KeySettings.KEYS,
                                KeySettings.ORDER,
                                KeySettings.ROW_KEY,
                                Overlap.SETTING,
                                KeySettings.NULLS,
                                FETCH_SIZE),
                        DivisionSettings.ALL)
                .<Setting<?>>flatMap(List::stream)
                .toList();

        @Override
        public Class<Source> kind() {
            return Source.class;
        }

        @Override
        public String name() {
            return PostgresDatabase.URL.name();
        }

        @Override
        public SettingsSpec settings() {
            var all = new ArrayList<Setting<?>>(
                    List.of(PostgresDatabase.URL, DBTABLE, QUERY, PostgresDatabase.USER, PostgresDatabase.PASSWORD));
            all.addAll(READING);
            return new SettingsSpec(all);
        }

        @Override
        public JdbcSource create(Settings settings, Parts parts) {
            return of(PostgresDatabase.of(settings), settings);
        }

        /** The source of a database that is known already. */
        static JdbcSource of(PostgresDatabase database, Settings settings) {
            return new JdbcSource(
                    database,
                    relation(database, settings),
                    KeySettings.of(settings),
                    DivisionSettings.of(settings),
                    settings.get(FETCH_SIZE));
        }

        /** What it takes beside the place of the database. */
        static List<Setting<?>> besidePlace() {
            var all = new ArrayList<Setting<?>>(List.of(DBTABLE, QUERY));
            all.addAll(READING);
            return all;
        }

        private static Relation relation(PostgresDatabase database, Settings settings) {
            var table = settings.find(DBTABLE);
            var query = settings.find(QUERY);
            Relation.refuseUnlessOne(database, settings, DBTABLE, QUERY);
            return table.map(Relation::of).orElseGet(() -> Relation.ofQuery(query.get()));
        }
    }
}
