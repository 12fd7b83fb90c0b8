// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Reads dates and timestamps from bytes. Holds the last one that was read.
 *
 * <p>Months may have their English names or the first letters of them, with a day of the week before them or not. Years of two digits lie in 1969 to 2068, as POSIX has it.
 */
final class TimeCell {
    /** What {@link #offset} is where none is written. */
    static final int NO_OFFSET = Integer.MIN_VALUE;

    private static final int SHORTEST = 6;
    private static final int SHORTEST_NAMED = 8;
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
        if (end - start < SHORTEST || end - start > LONGEST) {
            return CellKind.TEXT;
        }
        if (!isDigit(window[start])) {
            return readNamed(window, start, end);
        }
        begin(window, start, end);
        return date() ? rest() : CellKind.TEXT;
    }

    /** The same for what begins with a letter: a month or a day of the week. */
    CellKind readNamed(byte[] window, int start, int end) {
        if (end - start < SHORTEST_NAMED || end - start > LONGEST || !CalendarWord.mayBegin(window[start])) {
            return CellKind.TEXT;
        }
        begin(window, start, end);
        if (CalendarWord.day(word()) && !behindWeekday()) {
            return CellKind.TEXT;
        }
        boolean date = (at < to && isDigit(bytes[at])) ? date() : monthFirst();
        return date ? rest() : CellKind.TEXT;
    }

    private void begin(byte[] window, int start, int end) {
        bytes = window;
        at = start;
        to = end;
        seconds = 0;
        micros = 0;
        offset = NO_OFFSET;
    }

    /** What follows a date. */
    private CellKind rest() {
        if (at == to) {
            return CellKind.DATE;
        }
        if (bytes[at] == ',' && to - at > 1 && bytes[at + 1] == ' ') {
            at++;
        }
        return (bytes[at] == 'T' || bytes[at] == ' ') && time() ? CellKind.TIMESTAMP : CellKind.TEXT;
    }

    /** The letters from here, which are not passed over. */
    private String word() {
        int end = at;
        while (end < to && end - at < CalendarWord.LONGEST && CalendarWord.isLetter(bytes[end])) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.US_ASCII);
    }

    private boolean behindWeekday() {
        at += word().length();
        int start = at;
        while (at < to && (bytes[at] == ',' || bytes[at] == ' ' || bytes[at] == '.')) {
            at++;
        }
        return at > start && at < to;
    }

    /** {@code Jan 5, 2024}. */
    private boolean monthFirst() {
        int named = named();
        if (named == 0 || at == to || bytes[at++] != ' ') {
            return false;
        }
        int dayOfMonth = number(2);
        if (at < to && bytes[at] == ',') {
            at++;
        }
        if (at == to || bytes[at++] != ' ') {
            return false;
        }
        int start = at;
        int full = number(4);
        return at - start == 4 && valid(full, named, dayOfMonth);
    }

    /** Passes over the name of a month; 0 if there is none. */
    private int named() {
        var word = word();
        int named = CalendarWord.month(word);
        at += named > 0 ? word.length() : 0;
        at += named > 0 && at < to && bytes[at] == '.' && word.length() < 5 ? 1 : 0;
        return named;
    }

    /** {@code 5-Jan-2024}, {@code 5 January 24}, {@code 2024-Jan-05}: from the mark behind the first number. */
    private boolean namedBetween(byte mark, int first, int digits) {
        int named = named();
        if (named == 0 || at == to || bytes[at++] != mark) {
            return false;
        }
        int start = at;
        int third = number(4);
        int thirdDigits = at - start;
        if (digits == 4) {
            return thirdDigits <= 2 && valid(first, named, third);
        }
        return digits <= 2 && (thirdDigits == 4 || thirdDigits == 2) && valid(full(third, thirdDigits), named, first);
    }

    private boolean date() {
        int start = at;
        int first = number(4);
        int firstDigits = at - start;
        if (at == to || (bytes[at] != '-' && bytes[at] != '/' && bytes[at] != '.' && bytes[at] != ' ')) {
            return false;
        }
        byte mark = bytes[at++];
        if (mark == '.' && at < to && bytes[at] == ' ') {
            mark = bytes[at++]; // 5. January 2024
        }
        if (at < to && CalendarWord.isLetter(bytes[at])) {
            return namedBetween(mark, first, firstDigits);
        }
        int secondStart = at;
        int second = number(2);
        int secondDigits = at - secondStart;
        if (second < 0 || mark == ' ' || at == to || bytes[at++] != mark) {
            return false;
        }
        int thirdStart = at;
        int third = number(4);
        int thirdDigits = at - thirdStart;
        boolean two = secondDigits == 2 && thirdDigits == 2;
        if (firstDigits == 4) {
            return (mark != '.' || two) && thirdDigits <= 2 && valid(first, second, third);
        }
        if (mark == '.' && thirdDigits == 2 && !(two && firstDigits == 2)) {
            return false; // rather the number of a version
        }
        return firstDigits <= 2 && (thirdDigits == 4 || thirdDigits == 2) && ordered(first, second, third, thirdDigits);
    }

    private boolean ordered(int first, int second, int third, int digits) {
        int full = full(third, digits);
        return switch (order) {
            case ISO -> false;
            case DAY_FIRST -> valid(full, second, first);
            case MONTH_FIRST -> valid(full, first, second);
        };
    }

    private static int full(int written, int digits) {
        return digits == 4 ? written : written < 69 ? 2000 + written : 1900 + written;
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
        int blank = bytes[at] == ' ' ? 1 : 0;
        boolean half = to - at == 2 + blank && (bytes[to - 1] | 0x20) == 'm' && hour >= 1 && hour <= 12;
        int letter = half ? bytes[at + blank] | 0x20 : 0;
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
        if (to - at > 2 && bytes[at] == ' ') {
            at++;
        }
        if (to - at == 3 && (word().equals("UTC") || word().equals("GMT"))) {
            offset = 0;
            return true;
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
