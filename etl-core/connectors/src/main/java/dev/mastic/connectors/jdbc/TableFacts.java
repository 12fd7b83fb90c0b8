// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.sql.SQLException;
import java.util.List;

/** What the catalog of the database says of a table. */
record TableFacts(PostgresSession session, TableId table) {
    /** Tables, views and whatever else has rows. */
    private static final String RELATIONS =
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')";

    private static final String OF_TABLE =
            " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = ? AND c.relname = ? AND i.indisvalid AND i.indpred IS NULL";
    private static final String COLUMNS =
            "SELECT (SELECT array_to_string(array_agg(a.attname::text ORDER BY k.at), E'\\x01')"
                    + " FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, at)"
                    + " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number WHERE k.at <= i.indnkeyatts)";

    boolean exists() throws SQLException {
        return session.number(
                        "SELECT count(*)" + RELATIONS + " AND n.nspname = ? AND c.relname = ?",
                        table.schema(),
                        table.table())
                > 0;
    }

    /**
     * Passes if the table is there.
     *
     * @throws UsageException with the nearest name that there is
     */
    void refuseMissing(String verb) throws SQLException {
        if (!exists()) {
            var known = session.column("SELECT n.nspname || '.' || c.relname" + RELATIONS
                    + " AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema') ORDER BY 1");
            throw new UsageException("Cannot " + verb + " table " + table + ": it does not exist "
                    + Suggestion.among(table.toString(), known));
        }
    }

    /** The columns of the primary key, in their order; empty if it has none. */
    List<String> primaryKey() throws SQLException {
        var keys = indexes(" AND i.indisprimary");
        return keys.isEmpty() ? List.of() : keys.get(0);
    }

    /** The columns of each unique index on plain columns. */
    List<List<String>> uniqueKeys() throws SQLException {
        return indexes(" AND i.indisunique AND i.indexprs IS NULL");
    }

    /** Whether an index begins with this column. */
    boolean hasIndexOn(String column) throws SQLException {
        return indexes(" AND i.indkey[0] <> 0").stream()
                .anyMatch(columns -> columns.get(0).equals(column));
    }

    private List<List<String>> indexes(String condition) throws SQLException {
        return session.column(COLUMNS + OF_TABLE + condition, table.schema(), table.table()).stream()
                .map(columns -> List.of(columns.split("\u0001")))
                .toList();
    }
}
