// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a bookmark of rows goes by, as it was written; what was not, the table's own keys tell.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html">Glue: job bookmarks</a>
 */
record KeySettings(
        Optional<List<String>> keys,
        CursorKeys.Order order,
        Optional<List<String>> rowKey,
        Overlap overlap,
        Nulls nulls) {
    static final Setting<List<String>> KEYS = Setting.strings("job-bookmark-keys")
            .doc(
                    "The columns whose values tell new rows, the first one first; by default a primary key of one whole number.");
    static final Setting<CursorKeys.Order> ORDER = Setting.oneOf("job-bookmark-keys-sort-order", CursorKeys.Order.class)
            .defaultsTo(CursorKeys.Order.ASC)
            .doc("Whether the values of new rows are greater (asc) or less (desc).");
    static final Setting<List<String>> ROW_KEY = Setting.strings("row-key")
            .doc("The columns that tell rows of equal bookmark keys apart; by default the primary key.");
    static final Setting<Nulls> NULLS = Setting.oneOf("null-keys", Nulls.class)
            .defaultsTo(Nulls.FAIL)
            .doc(
                    "What becomes of rows with null in a bookmark key: they stop the run (fail), or are never read (ignore).");

    private static final Logger LOG = LoggerFactory.getLogger(KeySettings.class);
    private static final Set<String> WHOLE = Set.of("int2", "int4", "int8");

    /** What becomes of rows without a place in the order. */
    enum Nulls {
        FAIL,
        IGNORE
    }

    static KeySettings of(Settings settings) {
        return new KeySettings(
                settings.find(KEYS),
                settings.get(ORDER),
                settings.find(ROW_KEY),
                settings.get(Overlap.SETTING),
                settings.get(NULLS));
    }

    /**
     * The keys of a relation.
     *
     * @throws dev.mastic.core.failure.UsageException if neither the settings nor the table say which they are
     */
    CursorKeys of(PostgresSession session, Relation relation, List<SourceColumn> columns) throws SQLException {
        var facts = relation.table().map(table -> new TableFacts(session, table));
        var cursor =
                keys.isPresent() ? relation.named(columns, keys.get(), KEYS.name()) : ofTable(relation, columns, facts);
        return new CursorKeys(cursor, order, rowKey(relation, columns, cursor, facts));
    }

    /** Says so when the database must read the whole table to find what is new. */
    void warnOfMissingIndex(PostgresSession session, Relation relation, CursorKeys cursor) throws SQLException {
        if (relation.table().isPresent()
                && !new TableFacts(session, relation.table().get())
                        .hasIndexOn(cursor.first().name())) {
            LOG.warn(
                    "The {} has no index that begins with the bookmark key '{}': each run reads all of it to find what is new",
                    relation.shown(),
                    cursor.first().name());
        }
    }

    private List<SourceColumn> ofTable(Relation relation, List<SourceColumn> columns, Optional<TableFacts> facts)
            throws SQLException {
        var primary = facts.isPresent() ? facts.get().primaryKey() : List.<String>of();
        var key = relation.named(columns, primary, "its primary key");
        if (key.size() == 1 && WHOLE.contains(key.get(0).pgType())) {
            return key;
        }
        throw relation.cannot("its bookmark needs an order of its rows (primary key: "
                + (primary.isEmpty() ? "none" : String.join(", ", primary))
                + "; expected one column of whole numbers): set job-bookmark-keys to columns whose values only grow,"
                + " or read = all");
    }

    private List<SourceColumn> rowKey(
            Relation relation, List<SourceColumn> columns, List<SourceColumn> cursor, Optional<TableFacts> facts)
            throws SQLException {
        if (rowKey.isPresent()) {
            return relation.named(columns, rowKey.get(), ROW_KEY.name());
        }
        var primary = facts.isPresent() ? facts.get().primaryKey() : List.<String>of();
        if (!primary.isEmpty()) {
            return relation.named(columns, primary, ROW_KEY.name());
        }
        var names = cursor.stream().map(SourceColumn::name).toList();
        var unique = facts.isPresent() ? facts.get().uniqueKeys() : List.<List<String>>of();
        if (unique.stream().anyMatch(names::containsAll)) {
            return List.of();
        }
        throw relation.cannot("rows with equal values of " + String.join(", ", names)
                + " cannot be told apart, for it has no primary key and no unique index on them: set row-key");
    }
}
