// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Times as numbers since 1970. Public for Spark's generated code.
 *
 * @param micros how many microseconds the number counts one by one
 */
public record EpochTime(long micros) implements Serializable {
    static final EpochTime SECONDS = new EpochTime(1_000_000);
    static final EpochTime MILLIS = new EpochTime(1_000);
    private static final int MOST_DIGITS = 40;

    /** Microseconds since 1970; null beyond the years that a timestamp holds. */
    public Long whole(long number) {
        long high = Math.multiplyHigh(number, micros);
        long low = number * micros;
        return (high == 0 && low >= 0) || (high == -1 && low < 0) ? (Long) low : null;
    }

    /** Microseconds since 1970, what is finer cut off; null beyond the years that a timestamp holds. */
    public Long fraction(Decimal number) {
        return micros(number.toJavaBigDecimal());
    }

    /** Microseconds since 1970 of a number as text; null for another text. The zone changes nothing. */
    public Long read(UTF8String text, UTF8String zone) {
        var digits = text.trim();
        if (digits.numBytes() > MOST_DIGITS) {
            return null;
        }
        try {
            return micros(new BigDecimal(digits.toString()));
        } catch (NumberFormatException e) {
            return null; // the caller says what becomes of a text that is no time
        }
    }

    Long micros(BigDecimal number) {
        // a text may hold an exponent that would make billions of digits
        if (number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_DIGITS * 2) {
            return null;
        }
        var exact = number.multiply(BigDecimal.valueOf(micros))
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
        return exact.bitLength() < Long.SIZE ? (Long) exact.longValue() : null;
    }
}
