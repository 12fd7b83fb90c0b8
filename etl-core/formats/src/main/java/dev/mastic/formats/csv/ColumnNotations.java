// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The columns whose values are spelled otherwise than those of the rest of the table, by name. */
record ColumnNotations(Map<String, ColumnNotation> byName) implements Serializable {
    /** There are none. */
    static final ColumnNotations NONE = new ColumnNotations(Map.of());

    /** What a text must be to be taken for a notation. */
    static final String EXPECTED =
            "such as '., day-first flags NAME': decimal mark, thousands mark or -, order of dates, flags or -";

    private static final Pattern TEXT = Pattern.compile("(.)(.) (iso|day-first|month-first) (flags|-) (.+)");

    ColumnNotations {
        byName = Map.copyOf(byName);
    }

    /** Whether a column of this name can be told apart. */
    static boolean isName(String name) {
        return !name.isBlank() && name.lines().count() == 1;
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** How a column is spelled in a table of this notation. */
    CellNotation of(String column, CellNotation usual) {
        var own = byName.get(column);
        return own == null
                ? usual
                : usual.withNumbers(own.decimal(), own.thousands()).withDates(own.dates());
    }

    /** Whether the words for true and false in a column are flags, even where a file has only one of them. */
    boolean areFlags(String column) {
        return byName.containsKey(column) && byName.get(column).flags();
    }

    /** Texts on one line, sorted, of which {@link #of(List)} makes this again. */
    List<String> toTexts() {
        var texts = new ArrayList<String>();
        new TreeMap<>(byName)
                .forEach((name, own) -> texts.add(Character.toString(own.decimal())
                        + (own.thousands() == Syntax.NONE ? "-" : Character.toString(own.thousands())) + " "
                        + own.dates().word() + " " + (own.flags() ? "flags" : "-") + " " + name));
        return texts;
    }

    /** Empty if one of the texts is none. */
    static Optional<ColumnNotations> of(List<String> texts) {
        var byName = new TreeMap<String, ColumnNotation>();
        for (var text : texts) {
            var parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            int thousands = parts.group(2).charAt(0);
            byName.put(
                    parts.group(5),
                    new ColumnNotation(
                            parts.group(1).charAt(0),
                            thousands == '-' ? Syntax.NONE : thousands,
                            DateOrder.of(parts.group(3)).orElseThrow(),
                            parts.group(4).equals("flags")));
        }
        return Optional.of(new ColumnNotations(byName));
    }
}
