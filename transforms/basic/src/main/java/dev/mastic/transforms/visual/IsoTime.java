// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/**
 * Times as ISO 8601 writes them: {@code 2024-01-31}, {@code 2024-01-31T10:15:30.5+01:00}, with a space for the T,
 * without dashes and colons, or cut after the year or the month. Public for Spark's generated code.
 */
public record IsoTime(Zones zones) implements Serializable {
    private static final int YEAR_DIGITS = 4;
    private static final Pattern BASIC =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(?:(\\d{2})([.]\\d{1,9})?)?(\\D.{0,30})?)?");

    /** Microseconds since 1970 of a text, which has the zone if it says none; null if it is no such text. */
    public Long read(UTF8String text, UTF8String zone) {
        var trimmed = text.trim();
        var extended = isExtended(trimmed) ? trimmed : extended(trimmed);
        if (extended == null) {
            return null;
        }
        Option<Object> micros = DateTimeUtils.stringToTimestamp(extended, zones.of(zone));
        return micros.isEmpty() ? null : (Long) micros.get();
    }

    /** Spark takes a time without a date for one of today. */
    private static boolean isExtended(UTF8String text) {
        var bytes = text.getBytes();
        int digits = 0;
        while (digits < bytes.length && bytes[digits] >= '0' && bytes[digits] <= '9') {
            digits++;
        }
        return digits == YEAR_DIGITS && (bytes.length == digits || bytes[digits] == '-');
    }

    private static UTF8String extended(UTF8String text) {
        var basic = BASIC.matcher(text.toString());
        if (!basic.matches()) {
            return null;
        }
        var date = basic.group(1) + "-" + basic.group(2) + "-" + basic.group(3);
        return UTF8String.fromString(basic.group(4) == null ? date : date + "T" + time(basic));
    }

    private static String time(Matcher basic) {
        return basic.group(4) + ":" + basic.group(5) + ":" + (basic.group(6) == null ? "00" : basic.group(6))
                + orEmpty(basic.group(7)) + orEmpty(basic.group(8));
    }

    private static String orEmpty(String part) {
        return part == null ? "" : part;
    }
}
