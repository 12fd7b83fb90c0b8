// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a database says of all its tables.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-class.html">pg_class</a>
 */
record DatabaseSchema(PostgresSession session) {
    /** Tables, views and whatever else has rows; those of the server itself are none of the user's. */
    private static final String RELATIONS =
            "SELECT n.nspname, c.relname, c.relkind::text, c.relispartition::text, COALESCE(obj_description(c.oid, 'pg_class'), ''),"
                    + " (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))::text"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'"
                    + " AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1, 2";

    private static final String COLUMNS =
            "SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text, COALESCE(col_description(c.oid, a.attnum), '')"
                    + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped";

    private static final String TRUE = "true";

    /**
     * A table or view.
     *
     * @param refusal why it cannot be a table of the catalog
     */
    record Listed(TableId id, boolean isView, String comment, Optional<String> refusal) {}

    /** A column in the words of the database. */
    record Described(String type, boolean nullable, String comment) {}

    String database() throws SQLException {
        return session.column("SELECT current_database()").get(0);
    }

    /** All tables and views, in the order of their names. */
    List<Listed> relations() throws SQLException {
        return session.rows(RELATIONS).stream().map(DatabaseSchema::listed).toList();
    }

    private static Listed listed(List<String> row) {
        var id = new TableId(row.get(0), row.get(1));
        return new Listed(
                id,
                "vm".contains(row.get(2)),
                row.get(4),
                refusal(id, row.get(3).equals(TRUE), row.get(5)));
    }

    private static Optional<String> refusal(TableId id, boolean isPartition, String readable) {
        if (!readable.equals(TRUE)) {
            return Optional.of("the user may not read it (expected GRANT SELECT, and USAGE of its schema)");
        } else if (isPartition) {
            return Optional.of("it is a partition of another table, which has its rows");
        }
        return CommitTable.isOwn(id) ? Optional.of("it holds what jobs note of their commits") : Optional.empty();
    }

    /** The columns of a table, by name. */
    Map<String, Described> columns(TableId id) throws SQLException {
        return session.rows(COLUMNS, id.schema(), id.table()).stream()
                .collect(Collectors.toMap(
                        row -> row.get(0),
                        row -> new Described(row.get(1), !row.get(2).equals(TRUE), row.get(3))));
    }
}
