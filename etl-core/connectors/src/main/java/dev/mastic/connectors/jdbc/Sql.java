// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Names and values as PostgreSQL reads them, whatever is in them. */
final class Sql {
    private Sql() {}

    /** A name as it is written, case and all. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Names with commas between them. */
    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** A text; sessions read backslashes as they are. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A value of a type, from the text that the database writes for it. */
    static String value(String text, String type) {
        return text(text) + "::" + type;
    }

    /** {@code (a, b)}. */
    static String row(List<String> expressions) {
        return "(" + String.join(", ", expressions) + ")";
    }
}
