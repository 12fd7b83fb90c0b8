// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Reads dates and timestamps of one layout, such as {@code dd/MMM/yyyy:HH:mm:ss Z}; names of months and days are English. A layout
 * without a zone has that of the session.
 */
final class LayoutCell implements CellReader {
    /** The types that have layouts. */
    static final Set<Type> TYPES = Set.of(Type.Primitive.DATE, Type.Primitive.TIMESTAMP, Type.Primitive.TIMESTAMP_NTZ);

    private final DateTimeFormatter layout;
    private final Type.Primitive type;
    private final ZoneId zone;
    private LocalDate date;
    private LocalTime time;
    private ZoneId written;

    /** @throws UsageException if the layout is none */
    LayoutCell(String layout, Type.Primitive type, ZoneId zone) {
        this.layout = formatter(layout);
        this.type = type;
        this.zone = type == Type.Primitive.TIMESTAMP_NTZ ? ZoneOffset.UTC : zone;
    }

    /**
     * Reads a layout by the letters of {@link DateTimeFormatter}.
     *
     * @throws UsageException if it is none, or tells no day
     */
    static DateTimeFormatter formatter(String layout) {
        DateTimeFormatter formatter;
        try {
            formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(layout)
                    .toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Cannot read times: '" + layout + "' is no layout: " + e.getMessage());
        }
        var sample = ZonedDateTime.of(2001, 2, 3, 4, 5, 6, 0, ZoneOffset.UTC);
        try {
            if (formatter.parse(formatter.format(sample)).query(TemporalQueries.localDate()) != null) {
                return formatter;
            }
        } catch (DateTimeException e) {
            throw new UsageException(
                    "Cannot read times: what '" + layout + "' writes cannot be read: " + e.getMessage());
        }
        throw new UsageException(
                "Cannot read times: '" + layout + "' tells no day (expected a year, a month and a day)");
    }

    @Override
    public boolean read(byte[] bytes, int from, int to) {
        TemporalAccessor found;
        try {
            found = layout.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } catch (DateTimeException e) {
            return false;
        }
        date = found.query(TemporalQueries.localDate());
        time = or(found, TemporalQueries.localTime(), LocalTime.MIDNIGHT);
        written = or(found, TemporalQueries.zone(), zone);
        return date != null;
    }

    private static <T> T or(TemporalAccessor found, TemporalQuery<T> query, T usual) {
        var value = found.query(query);
        return value == null ? usual : value;
    }

    @Override
    public void put(InternalRow row, int place) {
        if (type == Type.Primitive.DATE) {
            row.setInt(place, (int) date.toEpochDay());
        } else {
            row.setLong(place, micros());
        }
    }

    @Override
    public Object value() {
        return type == Type.Primitive.DATE ? (Object) (int) date.toEpochDay() : (Object) micros();
    }

    private long micros() {
        var at = date.atTime(time).atZone(type == Type.Primitive.TIMESTAMP_NTZ ? zone : written);
        return at.toEpochSecond() * 1_000_000L + time.get(ChronoField.MICRO_OF_SECOND);
    }
}
