// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.time.LocalDate;

/**
 * Reads dates and timestamps from bytes. Holds the last one that was read.
 *
 * <p>Years of two digits lie in 1969 to 2068, as POSIX has it.
 */
final class TimeCell {
    /** What {@link #offset} is where none is written. */
    static final int NO_OFFSET = Integer.MIN_VALUE;

    private static final int SHORTEST = 6;
    private static final int LONGEST = 40;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final DateOrder order;
    private byte[] bytes;
    private int at;
    private int to;
    private int year;
    private int month;
    private int day;
    private int seconds;
    private int micros;
    private int offset;

    TimeCell(DateOrder order) {
        this.order = order;
    }

    /** Whether this is a date, a timestamp or text. */
    CellKind read(byte[] window, int start, int end) {
        if (end - start < SHORTEST || end - start > LONGEST || !isDigit(window[start])) {
            return CellKind.TEXT;
        }
        bytes = window;
        at = start;
        to = end;
        seconds = 0;
        micros = 0;
        offset = NO_OFFSET;
        if (!date()) {
            return CellKind.TEXT;
        }
        if (at == to) {
            return CellKind.DATE;
        }
        return (bytes[at] == 'T' || bytes[at] == ' ') && time() ? CellKind.TIMESTAMP : CellKind.TEXT;
    }

    private boolean date() {
        int start = at;
        int first = number(4);
        int firstDigits = at - start;
        if (at == to || (bytes[at] != '-' && bytes[at] != '/' && bytes[at] != '.')) {
            return false;
        }
        byte mark = bytes[at++];
        int second = number(2);
        if (second < 0 || at == to || bytes[at++] != mark) {
            return false;
        }
        int thirdStart = at;
        int third = number(4);
        int thirdDigits = at - thirdStart;
        if (firstDigits == 4) {
            return mark != '.' && thirdDigits <= 2 && valid(first, second, third);
        }
        return firstDigits <= 2 && (thirdDigits == 4 || thirdDigits == 2) && ordered(first, second, third, thirdDigits);
    }

    private boolean ordered(int first, int second, int third, int digits) {
        int full = digits == 4 ? third : third < 69 ? 2000 + third : 1900 + third;
        return switch (order) {
            case ISO -> false;
            case DAY_FIRST -> valid(full, second, first);
            case MONTH_FIRST -> valid(full, first, second);
        };
    }

    private boolean valid(int newYear, int newMonth, int newDay) {
        if (newMonth < 1 || newMonth > 12 || newDay < 1) {
            return false;
        }
        boolean leap = newMonth == 2 && newYear % 4 == 0 && (newYear % 100 != 0 || newYear % 400 == 0);
        year = newYear;
        month = newMonth;
        day = newDay;
        return newDay <= DAYS[newMonth - 1] + (leap ? 1 : 0);
    }

    private boolean time() {
        at++;
        int hour = number(2);
        if (hour < 0 || hour > 23 || !colon()) {
            return false;
        }
        int minute = number(2);
        if (minute < 0 || minute > 59) {
            return false;
        }
        int second = 0;
        if (at < to && bytes[at] == ':') {
            at++;
            second = number(2);
            if (second < 0 || second > 59 || !fraction()) {
                return false;
            }
        }
        seconds = (hour * 60 + minute) * 60 + second;
        return (halfOfDay(hour) && at == to) || zone();
    }

    private boolean colon() {
        return at < to && bytes[at++] == ':';
    }

    /** Beyond microseconds digits are passed over: no column type holds them. */
    private boolean fraction() {
        if (at == to || (bytes[at] != '.' && bytes[at] != ',')) {
            return true;
        }
        int start = ++at;
        int unit = 100_000;
        while (at < to && isDigit(bytes[at])) {
            micros += (bytes[at++] - '0') * unit;
            unit /= 10;
        }
        return at > start && at - start <= 9;
    }

    /** Twelve hours and AM or PM; true too where nothing follows. */
    private boolean halfOfDay(int hour) {
        if (at == to) {
            return true;
        }
        boolean half = to - at == 3 && bytes[at] == ' ' && (bytes[at + 2] | 0x20) == 'm' && hour >= 1 && hour <= 12;
        int letter = half ? bytes[at + 1] | 0x20 : 0;
        if (letter != 'a' && letter != 'p') {
            return false;
        }
        seconds += ((letter == 'p' ? 12 : 0) - (hour == 12 ? 12 : 0)) * 3600;
        at = to;
        return true;
    }

    private boolean zone() {
        if (to - at == 1 && bytes[at] == 'Z') {
            offset = 0;
            return true;
        }
        if (to - at > 3 && bytes[at] == ' ') {
            at++;
        }
        if (to - at < 3 || (bytes[at] != '+' && bytes[at] != '-')) {
            return false;
        }
        int sign = bytes[at++] == '-' ? -1 : 1;
        int hours = number(2);
        if (at < to && bytes[at] == ':') {
            at++;
        }
        int minutes = at == to ? 0 : number(2);
        offset = sign * (hours * 60 + minutes) * 60;
        return at == to && hours >= 0 && hours <= 18 && minutes >= 0 && minutes <= 59;
    }

    /** A number of at most so many digits; -1 if there is none. */
    private int number(int most) {
        int start = at;
        int value = 0;
        while (at < to && at - start < most && isDigit(bytes[at])) {
            value = value * 10 + bytes[at++] - '0';
        }
        return at == start ? -1 : value;
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }

    /** The day, counted from 1970. */
    int epochDay() {
        return (int) LocalDate.of(year, month, day).toEpochDay();
    }

    /** Microseconds since midnight. */
    long microsOfDay() {
        return seconds * 1_000_000L + micros;
    }

    /** Seconds east of Greenwich, or {@link #NO_OFFSET}. */
    int offset() {
        return offset;
    }
}
