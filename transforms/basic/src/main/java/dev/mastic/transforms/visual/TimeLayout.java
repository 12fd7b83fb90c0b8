// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times as people and servers write them: {@code 31/12/2024 1:05 PM}, {@code 2024/12/31}, {@code Dec 31, 2024},
 * {@code Tue, 31 Dec 2024 13:05:00 GMT}, {@code 31/Dec/2024:13:05:00 +0100}, {@code Tue Dec 31 13:05:00 2024}. Months
 * and days are English. A day and a month that could be exchanged are not guessed, nor years of two digits.
 */
final class TimeLayout {
    private static final String WEEKDAY = "(?:(?<weekday>[A-Za-z]{3,9})\\.?,?\\s+)?";
    private static final String ORDINAL = "(?:st|nd|rd|th)?";
    private static final String TIME =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?"
                    + "(?:\\s*(?<half>[AaPp])\\.?[Mm]\\.?)?";
    private static final String ZONE =
            "(?:\\s*\\(?(?<zone>Z|[+-]\\d{2}(?::?\\d{2})?|[A-Z][A-Za-z_]+(?:/[A-Za-z_]+)*)\\)?)?";
    private static final String CLOCK = "(?:(?:\\s*,\\s*|\\s+|T|:|\\s+at\\s+)" + TIME + ZONE + ")?";

    private static final Pattern NUMBERS =
            layout("(?<first>\\d{1,4})(?<separator>[/.-])(?<middle>\\d{1,2})\\k<separator>(?<last>\\d{1,4})", CLOCK);
    private static final Pattern DAY_FIRST = layout(
            "(?<day>\\d{1,2})" + ORDINAL + "[ /.-]?\\s?(?<month>[A-Za-z]{3,9})\\.?[ ,/.-]\\s?(?<year>\\d{4})", CLOCK);
    private static final Pattern MONTH_FIRST = layout(
            "(?<month>[A-Za-z]{3,9})\\.?[ /-]\\s?(?<day>\\d{1,2})" + ORDINAL + "[ ,/-]\\s?(?<year>\\d{4})", CLOCK);
    private static final Pattern YEAR_LAST =
            layout("(?<month>[A-Za-z]{3,9})\\s+(?<day>\\d{1,2})\\s+" + TIME + ZONE, "\\s+(?<year>\\d{4})");

    private TimeLayout() {}

    private static Pattern layout(String first, String rest) {
        return Pattern.compile(WEEKDAY + first + rest);
    }

    /** Microseconds since 1970 of a text, which has the zone if it says none; null if it is no time, or could be several. */
    static Long read(String text, ZoneId zone) {
        try {
            return matched(NUMBERS, text, TimeLayout::ofNumbers, zone)
                    .or(() -> matched(DAY_FIRST, text, TimeLayout::ofName, zone))
                    .or(() -> matched(MONTH_FIRST, text, TimeLayout::ofName, zone))
                    .or(() -> matched(YEAR_LAST, text, TimeLayout::ofName, zone))
                    .orElse(null);
        } catch (DateTimeException | ArithmeticException e) {
            return null; // no such day, hour or zone: the caller says what becomes of it
        }
    }

    private static Optional<Long> matched(
            Pattern layout, String text, Function<Matcher, Optional<LocalDate>> day, ZoneId zone) {
        var match = layout.matcher(text);
        return match.matches()
                ? day.apply(match)
                        .filter(date -> isWeekday(match.group("weekday"), date))
                        .map(date -> Zones.micros(date.atTime(time(match)), zone(match, zone)))
                : Optional.empty();
    }

    private static Optional<LocalDate> ofNumbers(Matcher match) {
        int first = Integer.parseInt(match.group("first"));
        int middle = Integer.parseInt(match.group("middle"));
        int last = Integer.parseInt(match.group("last"));
        if (match.group("first").length() == 4) {
            return Optional.of(LocalDate.of(first, middle, last));
        } else if (match.group("last").length() != 4 || match.group("first").length() > 2) {
            return Optional.empty();
        }
        boolean bothMonths = first <= 12 && middle <= 12 && first != middle;
        return bothMonths
                ? Optional.empty()
                : Optional.of(middle > 12 ? LocalDate.of(last, first, middle) : LocalDate.of(last, middle, first));
    }

    private static Optional<LocalDate> ofName(Matcher match) {
        return named(
                        Month.values(),
                        match.group("month"),
                        month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .map(month -> LocalDate.of(
                        Integer.parseInt(match.group("year")), month, Integer.parseInt(match.group("day"))));
    }

    private static boolean isWeekday(String name, LocalDate date) {
        return name == null
                || named(DayOfWeek.values(), name, day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                        .filter(date.getDayOfWeek()::equals)
                        .isPresent();
    }

    /** The one whose English name, or its beginning of three letters or four, is written. */
    private static <T> Optional<T> named(T[] all, String written, Function<T, String> name) {
        return Stream.of(all)
                .filter(each -> name.apply(each).equalsIgnoreCase(written)
                        || (written.length() <= 4
                                && name.apply(each).regionMatches(true, 0, written, 0, written.length())))
                .findFirst();
    }

    private static LocalTime time(Matcher match) {
        if (match.group("hour") == null) {
            return LocalTime.MIDNIGHT;
        }
        return LocalTime.of(
                hour(Integer.parseInt(match.group("hour")), match.group("half")),
                Integer.parseInt(match.group("minute")),
                match.group("second") == null ? 0 : Integer.parseInt(match.group("second")),
                nanos(match.group("fraction")));
    }

    private static int hour(int hour, String half) {
        if (half == null) {
            return hour;
        } else if (hour < 1 || hour > 12) {
            throw new DateTimeException("no hour of twelve: " + hour);
        }
        return hour % 12 + ("p".equalsIgnoreCase(half) ? 12 : 0);
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static ZoneId zone(Matcher match, ZoneId zone) {
        return match.group("zone") == null ? zone : ZoneId.of(match.group("zone"));
    }
}
