// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said of the columns, so that it need not be found.
 *
 * @param names in the order of the cells; they stand for those of the header. Empty where the header, or nothing, names them
 * @param types of the columns in their order, as {@link #TYPES} spells them; empty where they are found
 * @param serde Hive's class for a table of these files; empty where it is chosen
 */
record Declared(List<String> names, List<String> types, String serde) implements Serializable {
    /** Nothing. */
    static final Declared NOTHING = new Declared(List.of(), List.of(), "");

    /** The types that a column can be declared to have. */
    static final List<String> TYPES = List.of(
            "binary", "boolean", "date", "decimal", "double", "float", "int", "long", "short", "string", "timestamp");

    static final String OPEN_CSV = "OpenCSVSerDe";
    static final String LAZY_SIMPLE = "LazySimpleSerDe";

    private static final String DECIMAL = "decimal";

    Declared {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    /** The names of the columns of a file whose header has these. */
    List<String> or(List<String> header) {
        return names.isEmpty() ? header : names;
    }

    /** Whether the type of a column is declared. */
    boolean hasType(int column) {
        return column < types.size();
    }

    /** The declared type of a column; empty for a decimal, whose digits are those that are found. */
    Optional<Type.Primitive> type(int column) {
        var name = types.get(column);
        return name.equals(DECIMAL)
                ? Optional.empty()
                : Optional.of(Type.Primitive.valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
