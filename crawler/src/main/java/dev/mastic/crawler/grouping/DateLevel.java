// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which part of a date the names of sibling folders are: {@code 2026/11/21}, {@code 2026-11-21}, {@code 202611},
 * {@code 2026/W17}. A level is one only if all of its names are, and numbers without a year only below the part of a
 * date that they belong to.
 */
public enum DateLevel {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    DAY_OF_YEAR,
    DATE,
    HOUR,
    MINUTE;

    private static final String Y = "(?:19|20)\\d\\d";
    private static final Pattern DAY_OF_MONTHS = Pattern.compile("(" + Y + ")([-_.]?)(\\d\\d)\\2(\\d\\d)");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d\\d)([-_.])(\\d\\d)\\2(" + Y + ")");
    private static final Pattern HOUR_OF_DAYS =
            Pattern.compile("(" + Y + ")([-_.]?)(\\d\\d)\\2(\\d\\d)[-_.T ]?(?:[01]\\d|2[0-3])");
    private static final Pattern MONTH_OF_YEARS = Pattern.compile(Y + "[-_.]?(?:0[1-9]|1[0-2])");
    private static final Pattern WEEK_OF_YEARS = Pattern.compile(Y + "[-_.]?[Ww](?:0[1-9]|[1-4]\\d|5[0-3])");
    private static final Pattern QUARTER_OF_YEARS = Pattern.compile(Y + "[-_.]?[Qq][1-4]");
    private static final Pattern MONTH_NAME = Pattern.compile("jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?"
            + "|aug(ust)?|sep(t|tember)?|oct(ober)?|nov(ember)?|dec(ember)?");
    private static final Map<String, DateLevel> KEYS = Map.ofEntries(
            Map.entry("year", YEAR),
            Map.entry("yyyy", YEAR),
            Map.entry("yr", YEAR),
            Map.entry("y", YEAR),
            Map.entry("month", MONTH),
            Map.entry("mm", MONTH),
            Map.entry("m", MONTH),
            Map.entry("week", WEEK),
            Map.entry("day", DAY),
            Map.entry("dd", DAY),
            Map.entry("d", DAY),
            Map.entry("date", DATE),
            Map.entry("dt", DATE),
            Map.entry("ds", DATE),
            Map.entry("hour", HOUR),
            Map.entry("hh", HOUR),
            Map.entry("h", HOUR));

    /** What a partition key of this name stands for, judged by the name alone. */
    static Optional<DateLevel> ofKey(String key) {
        return Optional.ofNullable(KEYS.get(key.toLowerCase(Locale.ROOT)));
    }

    /**
     * What all of the names are; empty if nothing.
     *
     * @param above what the level above is
     */
    static Optional<DateLevel> of(Collection<String> names, Optional<DateLevel> above) {
        return whole(names).or(() -> above.flatMap(part -> below(part, names)));
    }

    /** The name of a partition key. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<DateLevel> whole(Collection<String> names) {
        var kinds = List.<Map.Entry<DateLevel, Predicate<String>>>of(
                Map.entry(YEAR, matching(Pattern.compile(Y))),
                Map.entry(DATE, DateLevel::isDate),
                Map.entry(MONTH, matching(MONTH_OF_YEARS)),
                Map.entry(WEEK, matching(WEEK_OF_YEARS)),
                Map.entry(QUARTER, matching(QUARTER_OF_YEARS)),
                Map.entry(HOUR, DateLevel::isHour));
        return kinds.stream()
                .filter(kind -> all(names, kind.getValue()))
                .findFirst()
                .map(Map.Entry::getKey);
    }

    private static Optional<DateLevel> below(DateLevel above, Collection<String> names) {
        return switch (above) {
            case YEAR -> belowYear(names);
            case QUARTER -> isMonth(names) ? Optional.of(MONTH) : Optional.empty();
            case MONTH -> all(names, number(1, 31)) ? Optional.of(DAY) : Optional.empty();
            case WEEK -> all(names, number(1, 7)) ? Optional.of(DAY) : Optional.empty();
            case DAY, DATE, DAY_OF_YEAR -> all(names, number(0, 23)) ? Optional.of(HOUR) : Optional.empty();
            case HOUR -> all(names, number(0, 59)) ? Optional.of(MINUTE) : Optional.empty();
            case MINUTE -> Optional.empty();
        };
    }

    private static Optional<DateLevel> belowYear(Collection<String> names) {
        if (isMonth(names)) {
            return Optional.of(MONTH);
        }
        if (all(names, matching(Pattern.compile("[Ww](?:0?[1-9]|[1-4]\\d|5[0-3])")))) {
            return Optional.of(WEEK);
        }
        if (all(names, matching(Pattern.compile("[Qq][1-4]")))) {
            return Optional.of(QUARTER);
        }
        boolean isDay = all(names, name -> name.length() == 3 && number(1, 366).test(name));
        return isDay ? Optional.of(DAY_OF_YEAR) : Optional.empty();
    }

    private static boolean isMonth(Collection<String> names) {
        return all(names, number(1, 12))
                || all(names, name -> MONTH_NAME
                        .matcher(name.toLowerCase(Locale.ROOT))
                        .matches());
    }

    private static Predicate<String> number(int least, int most) {
        return name -> name.matches("\\d{1,3}") && Integer.parseInt(name) >= least && Integer.parseInt(name) <= most;
    }

    private static boolean isDate(String name) {
        var yearFirst = DAY_OF_MONTHS.matcher(name);
        if (yearFirst.matches()) {
            return exists(yearFirst.group(1), yearFirst.group(3), yearFirst.group(4));
        }
        var dayFirst = DAY_FIRST.matcher(name);
        return dayFirst.matches()
                && (exists(dayFirst.group(4), dayFirst.group(3), dayFirst.group(1))
                        || exists(dayFirst.group(4), dayFirst.group(1), dayFirst.group(3)));
    }

    private static boolean isHour(String name) {
        var hour = HOUR_OF_DAYS.matcher(name);
        return hour.matches() && exists(hour.group(1), hour.group(3), hour.group(4));
    }

    private static boolean exists(String year, String month, String day) {
        try {
            LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return true;
        } catch (DateTimeException e) {
            // such as February the 30th
            return false;
        }
    }

    private static Predicate<String> matching(Pattern pattern) {
        return name -> pattern.matcher(name).matches();
    }

    private static boolean all(Collection<String> names, Predicate<String> test) {
        return !names.isEmpty() && names.stream().allMatch(test);
    }
}
