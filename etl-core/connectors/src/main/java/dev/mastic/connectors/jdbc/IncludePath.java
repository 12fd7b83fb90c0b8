// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.failure.UsageException;
import java.util.regex.Pattern;

/**
 * Which tables of a database a crawl looks at: {@code database/schema/table}, case and all, where {@code %} stands for any text in a schema
 * or table, and {@code database/%} for all of them.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/define-crawler-choose-data-sources.html">Include paths in Glue</a>
 */
record IncludePath(String written, String database, Pattern schema, Pattern table) {
    private static final String ANY = "%";

    /**
     * What users write.
     *
     * @throws UsageException if it has another form
     */
    static IncludePath parse(String written) {
        var parts = written.split("/", -1);
        boolean isWhole = parts.length == 2 && parts[1].equals(ANY);
        if (!isWhole && parts.length != 3) {
            throw invalid(written, "expected database/schema/table, or database/% for all tables");
        } else if (parts[0].contains(ANY)) {
            throw invalid(written, "% stands for a schema or a table, never for a database");
        }
        for (var part : parts) {
            if (part.isBlank()) {
                throw invalid(written, "one of its parts is empty; expected database/schema/table");
            }
        }
        return new IncludePath(written, parts[0], pattern(parts[1]), pattern(isWhole ? ANY : parts[2]));
    }

    boolean holds(TableId id) {
        return schema.matcher(id.schema()).matches()
                && table.matcher(id.table()).matches();
    }

    private static Pattern pattern(String part) {
        var literal = Pattern.quote(part).replace(ANY, "\\E.*\\Q");
        return Pattern.compile(literal, Pattern.DOTALL);
    }

    private static UsageException invalid(String written, String why) {
        return new UsageException("Invalid include path: '" + written + "' (" + why + ")");
    }

    @Override
    public String toString() {
        return written;
    }
}
