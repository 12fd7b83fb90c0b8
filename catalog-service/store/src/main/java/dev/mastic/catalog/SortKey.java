// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.KeyType;
import dev.mastic.core.catalog.Partition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Spells values of partitions so that their spellings sort, by code points, as values of their keys' types do: nulls first, then what is no
 * value of the type, then the values. Each spelling ends with a sign that sorts before all others, so that spellings one after the other sort
 * as lists do. Long spellings are cut; then unlike values may be spelt alike, but never in the wrong order.
 */
final class SortKey {
    /** The first sign of the spelling of a null. */
    static final String NULL = "0";

    /** The first sign of the spelling of what is no value. */
    static final String INVALID = "1";

    /** The first sign of the spelling of a value. */
    static final String VALUE = "2";

    /** Sorts behind all spellings. */
    static final String END = "3";

    private static final String TERMINATOR = "\u0001";
    private static final char ESCAPE = '\u0002';
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST = 600;
    private static final long ZERO_EXPONENT = 5_000_000_000L;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);

    private SortKey() {}

    /** The spellings of all values, cut where they get too long for an index. */
    static String of(List<Column> keys, List<String> values) {
        var all = new StringBuilder();
        for (int i = 0; i < values.size() && all.length() < LONGEST; i++) {
            all.append(of(keys.get(i), values.get(i)));
        }
        return CodePoints.cut(all.toString(), LONGEST);
    }

    /** The spelling of a value of a key. Keys that are not filtered by have the order of texts. */
    static String of(Column key, String value) {
        return of(KeyType.of(key).orElse(KeyType.STRING), value) + TERMINATOR;
    }

    private static String of(KeyType type, String value) {
        if (type != KeyType.STRING && value.equals(Partition.NULL_VALUE)) {
            return NULL;
        }
        return type.read(value)
                .map(SortKey::start)
                .orElseGet(() -> CodePoints.cut(INVALID + escaped(value), LONGEST_VALUE));
    }

    /** With what the spelling of a literal begins: it sorts before the spellings of values that are equal or greater, behind all others. */
    static String start(Comparable<?> literal) {
        return CodePoints.cut(VALUE + spelt(literal), LONGEST_VALUE);
    }

    /** Sorts behind the spellings of values that are equal to a literal or less, before all others that were not cut. */
    static String end(Comparable<?> literal) {
        return start(literal) + ESCAPE;
    }

    /** The same for a range of spellings one after the other. */
    static String cutStart(String start) {
        return CodePoints.cut(start, LONGEST);
    }

    /** The same for the end of such a range. */
    static String cutEnd(String end) {
        return end.length() < LONGEST ? end : CodePoints.after(CodePoints.cut(end, LONGEST));
    }

    /** The spelling of which {@link #start} and {@link #end} are the two sides. */
    static Optional<String> point(String start, String end) {
        return end.equals(start + ESCAPE) ? Optional.of(start + TERMINATOR) : Optional.empty();
    }

    /** Whether other values may be spelt like this one. */
    static boolean isCut(Comparable<?> literal) {
        return start(literal).length() >= LONGEST_VALUE;
    }

    /** With what the spellings of all texts begin that begin with a prefix. */
    static String prefix(String prefix) {
        return CodePoints.cut(VALUE + escaped(prefix), LONGEST_VALUE);
    }

    private static String spelt(Comparable<?> value) {
        if (value instanceof BigInteger number) {
            return spelt(new BigDecimal(number));
        } else if (value instanceof BigDecimal number) {
            return spelt(number);
        } else if (value instanceof LocalDateTime moment) {
            return MOMENT.format(moment);
        }
        return escaped(value.toString());
    }

    /** Sign, exponent, digits; all turned round below zero. */
    private static String spelt(BigDecimal number) {
        if (number.signum() == 0) {
            return "1";
        }
        var digits = number.stripTrailingZeros();
        long exponent = ZERO_EXPONENT + digits.precision() - digits.scale();
        var spelt = String.format(Locale.ROOT, "%010d", exponent)
                + digits.unscaledValue().abs();
        return number.signum() > 0 ? "2" + spelt : "0" + turnedRound(spelt) + "~";
    }

    private static String turnedRound(String digits) {
        var turned = new StringBuilder();
        digits.chars().forEach(digit -> turned.append((char) ('9' - digit + '0')));
        return turned.toString();
    }

    /** Without the terminator, the sign after it, and the one that databases do not store. */
    private static String escaped(String text) {
        if (text.chars().allMatch(letter -> letter > ESCAPE)) {
            return text;
        }
        var escaped = new StringBuilder();
        text.chars().forEach(letter -> {
            if (letter <= ESCAPE) {
                escaped.append(ESCAPE).append((char) (letter + 1));
            } else {
                escaped.append((char) letter);
            }
        });
        return escaped.toString();
    }
}
