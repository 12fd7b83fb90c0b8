// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How rows are divided among queries that run side by side; each row is read by exactly one of them. */
sealed interface Division {
    /** What decides about a row, an expression over its columns; empty if nothing does. */
    Optional<String> expression();

    /** One condition for each query, on the value of the expression under this name. */
    List<String> conditions(String value);

    /** One query reads all. */
    record None() implements Division {
        @Override
        public Optional<String> expression() {
            return Optional.empty();
        }

        @Override
        public List<String> conditions(String value) {
            return List.of("true");
        }
    }

    /**
     * By the remainder of a whole number.
     *
     * @param number an expression that gives it
     * @param parts how many queries there are
     */
    record Remainder(String number, int parts) implements Division {
        @Override
        public Optional<String> expression() {
            return Optional.of(number);
        }

        @Override
        public List<String> conditions(String value) {
            // a remainder has the sign of what is divided, and null has none
            var part = "coalesce((" + value + " % " + parts + " + " + parts + ") % " + parts + ", 0)";
            return IntStream.range(0, parts).mapToObj(i -> part + " = " + i).toList();
        }
    }

    /**
     * By ranges of a column's values, of which the first has null too.
     *
     * @param borders where one range ends and the next begins, rising
     */
    record Ranges(SourceColumn column, List<String> borders) implements Division {
        @Override
        public Optional<String> expression() {
            return Optional.of(Sql.name(column.name()));
        }

        @Override
        public List<String> conditions(String value) {
            if (borders.isEmpty()) {
                return List.of("true");
            }
            var conditions = new ArrayList<String>();
            conditions.add("(" + value + " < " + border(0) + " OR " + value + " IS NULL)");
            for (int i = 1; i < borders.size(); i++) {
                conditions.add(value + " >= " + border(i - 1) + " AND " + value + " < " + border(i));
            }
            conditions.add(value + " >= " + border(borders.size() - 1));
            return conditions;
        }

        private String border(int number) {
            return Sql.value(borders.get(number), column.pgType());
        }
    }
}
