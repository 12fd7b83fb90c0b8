// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.UsageException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Times as texts in the letters of Java's {@link DateTimeFormatter}, in English. {@code yyyy} is the year as Spark has
 * it. Public for Spark's generated code.
 */
public final class TimePattern implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String READABLE = "GyuMLdDHhkKmsSaEVvzOXxZ";

    private final String pattern;
    private final Zones zones = new Zones();
    private transient DateTimeFormatter formatter;

    private TimePattern(String pattern) {
        this.pattern = pattern;
        this.formatter = formatter(pattern);
    }

    /**
     * A pattern to write with.
     *
     * @throws UsageException for what is no pattern, and for {@code Y}, the year of weeks, which is nearly always meant
     *     to be {@code y}
     */
    static TimePattern toWrite(String pattern) {
        var letters = letters(pattern);
        if (letters.indexOf('Y') >= 0) {
            throw refused(pattern, "Y is the year that a week belongs to (expected yyyy)");
        }
        return new TimePattern(pattern);
    }

    /**
     * A pattern to read with.
     *
     * @throws UsageException also for a pattern that does not say which day or hour is meant
     */
    static TimePattern toRead(String pattern) {
        var letters = letters(pattern);
        var time = toWrite(pattern);
        letters.chars()
                .filter(letter -> READABLE.indexOf(letter) < 0)
                .findFirst()
                .ifPresent(letter -> {
                    throw refused(pattern, "'" + (char) letter + "' cannot be read (can be: " + READABLE + ")");
                });
        if (letters.indexOf('y') < 0 && letters.indexOf('u') < 0) {
            throw refused(pattern, "it has no year (expected yyyy)");
        } else if ((letters.indexOf('h') >= 0 || letters.indexOf('K') >= 0) && letters.indexOf('a') < 0) {
            throw refused(pattern, "an hour of twelve needs its half of the day (expected a, or HH)");
        }
        return time;
    }

    private static UsageException refused(String pattern, String why) {
        return new UsageException("Cannot use '" + pattern + "' as a pattern of times: " + why);
    }

    /** The letters outside quotes. */
    private static String letters(String pattern) {
        return pattern.replaceAll("'[^']*'", "").replaceAll("[^A-Za-z]", "");
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(letters(pattern).indexOf('G') < 0 ? withoutEra(pattern) : pattern)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw refused(pattern, String.valueOf(e.getMessage()));
        }
    }

    /** Java's y is the year of an era, which a strict reader cannot do with alone. */
    private static String withoutEra(String pattern) {
        var changed = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < changed.length(); i++) {
            quoted ^= changed.charAt(i) == '\'';
            if (!quoted && changed.charAt(i) == 'y') {
                changed.setCharAt(i, 'u');
            }
        }
        return changed.toString();
    }

    /** Microseconds since 1970 of a text, which has the zone if it says none; null if it is not in this pattern. */
    public Long read(UTF8String text, UTF8String zone) {
        try {
            var parsed = formatter().parse(text.trim().toString());
            var own = parsed.query(TemporalQueries.zone());
            return micros(parsed, own == null ? zones.of(zone) : own);
        } catch (DateTimeException | ArithmeticException e) {
            return null; // the caller says what becomes of a text that is no time
        }
    }

    private static long micros(TemporalAccessor parsed, ZoneId zone) {
        var time = parsed.query(TemporalQueries.localTime());
        return Zones.micros(LocalDateTime.of(date(parsed), time == null ? LocalTime.MIDNIGHT : time), zone);
    }

    private static LocalDate date(TemporalAccessor parsed) {
        var date = parsed.query(TemporalQueries.localDate());
        return date != null
                ? date
                : LocalDate.of(
                        parsed.get(ChronoField.YEAR),
                        part(parsed, ChronoField.MONTH_OF_YEAR),
                        part(parsed, ChronoField.DAY_OF_MONTH));
    }

    private static int part(TemporalAccessor parsed, ChronoField field) {
        return parsed.isSupported(field) ? parsed.get(field) : 1;
    }

    /** The text of a timestamp in a zone. */
    public UTF8String write(long micros, UTF8String zone) {
        var time = DateTimeUtils.microsToInstant(micros).atZone(zones.of(zone));
        return UTF8String.fromString(formatter().format(time));
    }

    private DateTimeFormatter formatter() {
        var ready = formatter;
        if (ready == null) {
            ready = formatter(pattern);
            formatter = ready;
        }
        return ready;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimePattern that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
