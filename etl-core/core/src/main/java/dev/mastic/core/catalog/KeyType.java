// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The types of partition keys by which partitions are filtered, and how the texts of values are read and compared. Sizes of numbers and
 * lengths of texts are not checked.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html">GetPartitions</a>
 */
public enum KeyType {
    STRING("String", "a string", text -> text),
    INTEGER("Integral", "an integer", KeyType::integer),
    DECIMAL("Decimal", "a decimal", BigDecimal::new),
    DATE("Date", "a date", KeyType::date),
    TIMESTAMP("Timestamp", "a timestamp", KeyType::timestamp);

    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?");
    private static final DateTimeFormatter DAYS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MOMENTS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String family;
    private final String noun;
    private final Function<String, Comparable<?>> reader;

    KeyType(String family, String noun, Function<String, Comparable<?>> reader) {
        this.family = family;
        this.noun = noun;
        this.reader = reader;
    }

    /** The type of a key; empty for those by which partitions cannot be filtered, such as {@code double} and {@code boolean}. */
    public static Optional<KeyType> of(Column key) {
        var text = key.typeText().strip().toLowerCase(Locale.ROOT);
        return switch (text.replaceFirst("\\s*\\(.*", "")) {
            case "string", "varchar", "char" -> Optional.of(STRING);
            case "tinyint", "byte", "smallint", "short", "int", "integer", "bigint", "long" -> Optional.of(INTEGER);
            case "decimal", "numeric" -> Optional.of(DECIMAL);
            case "date" -> Optional.of(DATE);
            case "timestamp" -> Optional.of(TIMESTAMP);
            default -> Optional.empty();
        };
    }

    /**
     * The value that a text spells: a {@code String}, {@code BigInteger}, {@code BigDecimal}, {@code LocalDate} or {@code LocalDateTime};
     * empty if it spells none of this type.
     */
    public Optional<Comparable<?>> read(String text) {
        try {
            return Optional.of(reader.apply(text));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Compares two values that {@link #read} gave; texts by their code points. */
    @SuppressWarnings("unchecked")
    public int compare(Comparable<?> left, Comparable<?> right) {
        return this == STRING
                ? compareCodePoints((String) left, (String) right)
                : ((Comparable<Object>) left).compareTo(right);
    }

    /** {@code Integral}: the family of the type, for messages. */
    String family() {
        return family;
    }

    /** {@code an integer}: a value of the type, for messages. */
    String noun() {
        return noun;
    }

    /** Java's own order differs where a text holds characters beyond the first 65536; the databases' order is this one. */
    private static int compareCodePoints(String left, String right) {
        int most = Math.min(left.length(), right.length());
        for (int i = 0; i < most; i++) {
            char mine = left.charAt(i);
            char other = right.charAt(i);
            if (mine != other) {
                boolean unlike = Character.isSurrogate(mine) != Character.isSurrogate(other);
                return unlike ? (Character.isSurrogate(mine) ? 1 : -1) : Character.compare(mine, other);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static BigInteger integer(String text) {
        return new BigInteger(matching(DIGITS, text));
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(matching(DAY, text), DAYS);
    }

    private static LocalDateTime timestamp(String text) {
        return LocalDateTime.parse(matching(MOMENT, text), MOMENTS);
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text;
    }
}
