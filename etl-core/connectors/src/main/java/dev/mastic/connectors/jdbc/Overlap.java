// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.UsageException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How far before the last cursor rows may still come: a number, or a time such as {@code 10m}.
 *
 * @param unit empty for a number
 */
record Overlap(String amount, String unit) {
    private static final Overlap NONE = new Overlap("0", "");
    private static final Pattern WRITTEN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)?");
    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TIMES = Set.of("date", "timestamp", "timestamptz");

    static final Setting<Overlap> SETTING = Setting.parsed(
                    "overlap", "a number such as 1000, or a time such as 10m", Overlap::parse)
            .defaultsTo(NONE)
            .doc("How far before the last value of the first key late rows are still looked for: a number, or a time in"
                    + " ms, s, m, h or d; make it longer than the longest transaction of the writers.");

    private static Overlap parse(String written) {
        var match = WRITTEN.matcher(written.strip());
        if (!match.matches()) {
            throw new UsageException("it is neither");
        }
        return new Overlap(match.group(1), match.group(2) == null ? "" : match.group(2));
    }

    /**
     * The overlap as it is taken from a value of this column.
     *
     * @throws UsageException if the column has another kind of values
     */
    String sql(SourceColumn column) {
        if (TIMES.contains(column.pgType()) && (isNone() || !unit.isEmpty())) {
            return Sql.value(amount + " " + interval(), "interval");
        } else if (NUMBERS.contains(column.pgType()) && unit.isEmpty()) {
            return Sql.value(amount, column.pgType());
        }
        throw new UsageException("an overlap of " + amount + unit + " cannot be taken from the key '" + column.name()
                + "' of type " + column.pgType() + " (expected a number of numbers, or a time of times)");
    }

    /** Whether late rows are not looked for. */
    boolean isNone() {
        return new BigDecimal(amount).signum() == 0;
    }

    private String interval() {
        return switch (unit) {
            case "ms" -> "milliseconds";
            case "m" -> "minutes";
            case "h" -> "hours";
            case "d" -> "days";
            default -> "seconds";
        };
    }
}
