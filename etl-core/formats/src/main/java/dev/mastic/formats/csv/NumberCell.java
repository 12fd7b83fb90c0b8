// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers from bytes. Holds the last number that was read.
 *
 * <p>A number of 15 or fewer digits and a power of ten that a double holds is read exactly by one division; see Clinger, "How to Read
 * Floating Point Numbers Accurately", 1990.
 */
final class NumberCell {
    private static final int LONG_DIGITS = 18;
    private static final long EXACT_DOUBLE = 1L << 53;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int FLOAT_DIGITS = 7;
    private static final int MOST_LENGTH = 1000;

    private final int decimal;
    private final int thousands;
    private byte[] bytes;
    private int from;
    private int to;
    private int at;
    private int digits;
    private int scale;
    private long mantissa;
    private boolean exponent;
    private boolean grouped;

    NumberCell(CellNotation notation) {
        this.decimal = notation.decimal();
        this.thousands = notation.thousands();
    }

    /** What number this is: one of the kinds of numbers, a code, or text. */
    CellKind read(byte[] window, int start, int end) {
        bytes = window;
        from = start;
        to = end;
        at = start < end && window[start] == '-' ? start + 1 : start;
        mantissa = 0;
        digits = 0;
        scale = 0;
        exponent = false;
        grouped = false;
        int first = at;
        readDigits();
        int whole = at - first;
        if (at == end) {
            return whole == 0 ? CellKind.TEXT : whole(first, whole);
        }
        if (whole > 0 && bytes[at] == thousands) {
            if (!groups(whole)) {
                return CellKind.TEXT;
            }
            grouped = true;
            whole = digits;
            if (at == end) {
                return bytes[first] == '0' ? CellKind.TEXT : whole(first, whole);
            }
        }
        return fraction(first, whole);
    }

    private void readDigits() {
        var window = bytes;
        int end = to;
        int i = at;
        long value = mantissa;
        int digit;
        while (i < end && (digit = window[i] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            i++;
        }
        digits += i - at;
        mantissa = value;
        at = i;
    }

    private boolean groups(int whole) {
        if (whole > 3) {
            return false;
        }
        while (at < to && bytes[at] == thousands) {
            at++;
            int before = digits;
            readDigits();
            if (digits - before != 3) {
                return false;
            }
        }
        return true;
    }

    private CellKind whole(int first, int length) {
        boolean code = length > 1 && bytes[first] == '0';
        if (length > LONG_DIGITS) {
            return code ? CellKind.CODE : beyond();
        }
        mantissa = negative() ? -mantissa : mantissa;
        if (code) {
            return CellKind.CODE;
        }
        return mantissa == (int) mantissa ? CellKind.INT : CellKind.LONG;
    }

    private CellKind beyond() {
        if (to - from > MOST_LENGTH) {
            return CellKind.TEXT;
        }
        var number = exact().unscaledValue();
        if (number.bitLength() < Long.SIZE) {
            mantissa = number.longValue();
            return CellKind.LONG;
        }
        return CellKind.EXACT;
    }

    private CellKind fraction(int first, int whole) {
        if (bytes[at] == decimal) {
            int point = at++;
            readDigits();
            scale = at - point - 1;
        }
        if (digits == 0 || (whole > 1 && bytes[first] == '0') || to - from > MOST_LENGTH) {
            return whole == 0 && digits == 0 ? notFinite() : CellKind.TEXT;
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            return exponent();
        }
        if (at < to) {
            return CellKind.TEXT;
        }
        if (digits <= LONG_DIGITS) {
            mantissa = negative() ? -mantissa : mantissa;
            return digits <= 15 ? CellKind.DOUBLE : kept();
        }
        return kept();
    }

    private CellKind exponent() {
        exponent = true;
        at++;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        int start = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean number = at == to && at > start && at - start <= 4 && !Double.isInfinite(doubleValue());
        return number ? CellKind.DOUBLE : CellKind.TEXT;
    }

    /** Whether a double gives back the digits that are written. */
    private CellKind kept() {
        var exact = exact();
        boolean same = exact.compareTo(BigDecimal.valueOf(exact.doubleValue())) == 0;
        return same ? CellKind.DOUBLE : CellKind.EXACT;
    }

    private CellKind notFinite() {
        return switch (to - from) {
                    case 3 -> is("NaN") || is("Inf");
                    case 4 -> is("-Inf");
                    case 8 -> is("Infinity");
                    case 9 -> is("-Infinity");
                    default -> false;
                }
                ? CellKind.NOT_FINITE
                : CellKind.TEXT;
    }

    private boolean is(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean negative() {
        return bytes[from] == '-';
    }

    /** The last number, which was an int, a long or a code of at most 18 digits. */
    long longValue() {
        return mantissa;
    }

    /** Whether the last code fits into {@link #longValue}, which it then is. */
    boolean codeFits() {
        return digits <= LONG_DIGITS || beyond() == CellKind.LONG;
    }

    /** The last number, of any kind, as the nearest double. */
    double doubleValue() {
        if (!exponent
                && digits > 0
                && digits <= LONG_DIGITS
                && Math.abs(mantissa) <= EXACT_DOUBLE
                && scale < TENS.length
                && (mantissa != 0 || !negative())) {
            return mantissa / TENS[scale];
        }
        var text = text();
        if (text.endsWith("Inf")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }

    /** The last number, of any kind, as the nearest float. */
    float floatValue() {
        if (!exponent && digits <= FLOAT_DIGITS && scale <= FLOAT_DIGITS && mantissa != 0) {
            return (float) mantissa / (float) TENS[scale];
        }
        double value = doubleValue();
        return Double.isFinite(value) ? Float.parseFloat(text()) : (float) value;
    }

    /** The last number, as it is written. */
    BigDecimal exact() {
        return new BigDecimal(text());
    }

    /** How many digits the last number has, without those of an exponent. */
    int digits() {
        return digits;
    }

    /** How many of them stand behind the point. */
    int scale() {
        return scale;
    }

    boolean hasExponent() {
        return exponent;
    }

    /** The digits of the last number as one, with its sign. */
    long unscaled() {
        return mantissa;
    }

    private String text() {
        var text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (grouped) {
            text = text.replace(Character.toString(thousands), "");
        }
        return decimal == '.' ? text : text.replace((char) decimal, '.');
    }
}
