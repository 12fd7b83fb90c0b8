// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Times in any form that has one meaning only: ISO 8601, numbers since 1970 by their size, and {@link TimeLayout}.
 * Public for Spark's generated code.
 *
 * <p>Numbers of 9 and 10 digits are seconds, of 12 and 13 milliseconds, of 15 and 16 microseconds, of 18 and 19
 * nanoseconds; of 8 and 14 digits, days as {@code yyyyMMdd} and times as {@code yyyyMMddHHmmss} of the years 1900 to
 * 2199.
 */
public final class DetectedTime implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+([.]\\d+)?");
    private static final int MOST_BYTES = 80;
    private static final int DAY_DIGITS = 8;
    private static final int TIME_DIGITS = 14;
    private static final EpochTime MICROS = new EpochTime(1);

    private final Zones zones = new Zones();
    private final IsoTime iso = new IsoTime(zones);

    /** Microseconds since 1970 of a text; null if it is no time, or could be several. */
    public Long read(UTF8String text, UTF8String zone) {
        var trimmed = text.trim();
        if (trimmed.numBytes() > MOST_BYTES) {
            return null;
        }
        var written = trimmed.toString();
        if (NUMBER.matcher(written).matches()) {
            return number(new BigDecimal(written), zone);
        }
        var micros = iso.read(trimmed, zone);
        return micros != null ? micros : TimeLayout.read(written, zones.of(zone));
    }

    /** Microseconds since 1970 of a number; null if it could mean several times. */
    public Long fraction(Decimal number, UTF8String zone) {
        return number(number.toJavaBigDecimal(), zone);
    }

    /** Microseconds since 1970 of a whole number; null if it could mean several times. */
    public Long whole(long number, UTF8String zone) {
        return switch (digits(number)) {
            case DAY_DIGITS -> calendar(number * 1_000_000, zones.of(zone));
            case TIME_DIGITS -> calendar(number, zones.of(zone));
            case 9, 10 -> EpochTime.SECONDS.whole(number);
            case 12, 13 -> EpochTime.MILLIS.whole(number);
            case 15, 16 -> number;
            case 18, 19 -> Math.floorDiv(number, 1_000L);
            default -> null;
        };
    }

    private Long number(BigDecimal number, UTF8String zone) {
        if (number.precision() - number.scale() > 19) {
            return null;
        }
        var whole = number.toBigInteger();
        if (whole.bitLength() >= Long.SIZE) {
            return null;
        } else if (number.stripTrailingZeros().scale() <= 0) {
            return whole(whole.longValue(), zone);
        }
        return switch (digits(whole.longValue())) {
            case 9, 10 -> EpochTime.SECONDS.micros(number);
            case 12, 13 -> EpochTime.MILLIS.micros(number);
            case 15, 16 -> MICROS.micros(number);
            default -> null;
        };
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** @param number the digits of year, month, day, hour, minute and second */
    private static Long calendar(long number, ZoneId zone) {
        int year = (int) (number / 10_000_000_000L);
        if (year < 1900 || year > 2199) {
            return null;
        }
        try {
            var time = LocalDateTime.of(
                    year,
                    pair(number, 100_000_000),
                    pair(number, 1_000_000),
                    pair(number, 10_000),
                    pair(number, 100),
                    pair(number, 1));
            return Zones.micros(time, zone);
        } catch (DateTimeException e) {
            return null; // no such day or hour
        }
    }

    private static int pair(long number, long place) {
        return (int) (number / place % 100);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DetectedTime;
    }

    @Override
    public int hashCode() {
        return DetectedTime.class.hashCode();
    }
}
