// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is read: a table, or the rows of a query.
 *
 * @param table empty for a query
 */
record Relation(String sql, String shown, Optional<TableId> table) {
    static Relation of(TableId table) {
        return new Relation(table.sql(), "table " + table, Optional.of(table));
    }

    static Relation ofQuery(String query) {
        return new Relation("(" + query.strip().replaceAll(";$", "") + "\n) AS query", "the query", Optional.empty());
    }

    /** @throws UsageException if settings name both a table and a query, or neither */
    static void refuseUnlessOne(Object database, Settings settings, Setting<?> table, Setting<?> query) {
        boolean isTable = settings.find(table).isPresent();
        if (isTable == settings.find(query).isPresent()) {
            throw new UsageException("Cannot read " + database + ": it takes dbtable or query (got "
                    + (isTable ? "both" : "neither") + ") at " + settings.origin());
        }
    }

    /**
     * The columns as they are now.
     *
     * @throws UsageException if the table does not exist, or a column cannot be read
     */
    List<SourceColumn> columns(PostgresSession session) throws SQLException {
        if (table.isPresent()) {
            new TableFacts(session, table.get()).refuseMissing("read");
        }
        return described(session, enums(session));
    }

    /** The user's enumerations, whose values are read as text. */
    static List<String> enums(PostgresSession session) throws SQLException {
        return session.column("SELECT oid::regtype::text FROM pg_type WHERE typtype = 'e'");
    }

    /**
     * The columns of what is known to be there.
     *
     * @throws UsageException if a column cannot be read
     */
    List<SourceColumn> described(PostgresSession session, List<String> enums) throws SQLException {
        var columns = session.describe("SELECT * FROM " + sql, described -> all(described, enums));
        refuseTwins(columns.stream().map(SourceColumn::name).toList());
        return columns;
    }

    /** The columns of a frame. */
    static Type.Struct type(List<SourceColumn> columns) {
        return new Type.Struct(columns.stream()
                .map(column -> new Type.Field(column.name(), column.type()))
                .toList());
    }

    /**
     * The columns of these names, in this order.
     *
     * @param setting that names them, for messages
     */
    List<SourceColumn> named(List<SourceColumn> columns, List<String> names, String setting) {
        var known = columns.stream().map(SourceColumn::name).toList();
        return names.stream()
                .map(name -> columns.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> cannot("there is no column '" + name + "' for " + setting + " "
                                + Suggestion.among(name, known))))
                .toList();
    }

    /** The start of all refusals. */
    UsageException cannot(String why) {
        return new UsageException("Cannot read " + shown + ": " + why);
    }

    private List<SourceColumn> all(ResultSetMetaData described, List<String> enums) throws SQLException {
        var columns = new ArrayList<SourceColumn>();
        try {
            for (int i = 1; i <= described.getColumnCount(); i++) {
                var pgType = described.getColumnTypeName(i);
                columns.add(SourceColumn.of(
                        described.getColumnName(i),
                        pgType,
                        new SourceColumn.Digits(described.getPrecision(i), described.getScale(i)),
                        enums.contains(pgType),
                        table.isEmpty() || described.isNullable(i) != ResultSetMetaData.columnNoNulls));
            }
            return columns;
        } catch (UsageException e) {
            throw cannot(e.getMessage());
        }
    }

    private void refuseTwins(List<String> names) {
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> {
                    throw cannot("two columns are called '" + name + "': give one of them another name (AS …)");
                });
    }
}
