// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** A table by its names as they are, case and all. */
record TableId(String schema, String table) {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\".]+)");
    private static final String PUBLIC = "public";

    /** {@code dbtable}, as a source and a sink have it. */
    static Setting<TableId> setting() {
        return Setting.parsed("dbtable", "schema.table", TableId::parse);
    }

    /**
     * What users write: {@code schema.table}, or a table of the schema public; a name with a dot in it stands in double quotes.
     *
     * @throws UsageException if it is neither
     */
    static TableId parse(String written) {
        var parts = new ArrayList<String>();
        var part = PART.matcher(written.trim());
        int at = 0;
        while (part.find() && part.start() == at) {
            parts.add(part.group(2) == null ? part.group(1).replace("\"\"", "\"") : part.group(2));
            at = part.end();
            if (at < written.trim().length() && written.trim().charAt(at) == '.') {
                at++;
            }
        }
        if (at < written.trim().length()
                || parts.isEmpty()
                || parts.size() > 2
                || written.trim().endsWith(".")) {
            throw new UsageException("it is no name of a table");
        }
        return parts.size() == 1 ? new TableId(PUBLIC, parts.get(0)) : new TableId(parts.get(0), parts.get(1));
    }

    /** The table beside this one that has another name. */
    TableId beside(String other) {
        return new TableId(schema, other);
    }

    /** The name as {@link #parse} reads it. */
    String written() {
        return written(schema) + "." + written(table);
    }

    /** A part of a name, in quotes where it needs them. */
    static String written(String part) {
        return part.matches("[^\".\\s]+") ? part : Sql.name(part);
    }

    /** The name as SQL reads it. */
    String sql() {
        return Sql.name(schema) + "." + Sql.name(table);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
