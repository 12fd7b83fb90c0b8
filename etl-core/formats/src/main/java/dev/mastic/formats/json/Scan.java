// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A quick look at well-formed JSON, byte by byte over a window. It takes a part of the language for sure and gives up on all else: then
 * {@link RecordParser} reads the record again and has the last word, so that nothing is accepted here that it would refuse. Mutable, one
 * thread at a time.
 */
final class Scan {
    /** Said instead of a value: read again with the parser. Null is a value. */
    static final Object UNSURE = new Object();

    /** Levels that are taken; objects in deeper ones are left to the parser. */
    static final int DEEPEST = 60;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int LONGEST_NUMBER = 100;
    private static final int MOST_DIGITS = 18;
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    /** What a number is. */
    enum Number {
        NONE,
        /** Without point and exponent. */
        WHOLE,
        BROKEN
    }

    private byte[] bytes = new byte[0];
    private int at;
    private int limit;
    private int from;
    private boolean escaped;
    private long significand;
    private int fraction;
    private boolean negative;
    private boolean broken;
    private boolean small;

    /** Goes to a record. */
    Scan at(byte[] window, int start, int end) {
        bytes = window;
        at = start;
        limit = end;
        return this;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The window. */
    byte[] bytes() {
        return bytes;
    }

    /** Behind the last byte that was read. */
    int position() {
        return at;
    }

    /** Goes to a position. */
    Scan back(int position) {
        at = position;
        return this;
    }

    /** The end of the window. */
    int limit() {
        return limit;
    }

    /** Where the last text, without its quote, or number began. */
    int from() {
        return from;
    }

    /** The next byte that is not blank, without taking it; -1 at the end of the window. */
    int peek() {
        int i = behindBlanks(at);
        if (i >= limit) {
            return -1;
        }
        at = i;
        return bytes[i];
    }

    /** The index of the next byte that is not blank; the limit if there is none that may begin a token. */
    int behindBlanks(int start) {
        int i = start;
        while (i < limit) {
            byte one = bytes[i];
            if (one > ' ') {
                return i;
            }
            if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
                return limit;
            }
            i++;
        }
        return limit;
    }

    /** The byte at an index; -1 at the limit, which begins nothing. */
    int at(int i) {
        return i < limit ? bytes[i] : -1;
    }

    /** Takes the next byte that is not blank, if it is this one. */
    boolean take(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Behind these bytes, if they stand at an index; negative otherwise. */
    private int behind(byte[] expected, int i) {
        int end = i + expected.length;
        return end <= limit && Arrays.equals(bytes, i, end, expected, 0, expected.length) ? end : -1;
    }

    /** Behind the null at an index; negative if there is none. */
    int behindNull(int i) {
        return behind(NULL, i);
    }

    /** Behind the word for true or false at an index; negative if there is none. */
    int behindBool(int i) {
        return behind(at(i) == 't' ? TRUE : FALSE, i);
    }

    /** Takes a null, if it is the next value. */
    boolean takeNull() {
        int behind = at(at) == 'n' ? behindNull(at) : -1;
        at = behind < 0 ? at : behind;
        return behind >= 0;
    }

    /** True or false, or {@link #UNSURE}. */
    Object bool() {
        int behind = behindBool(at);
        if (behind < 0) {
            return UNSURE;
        }
        boolean is = bytes[at] == 't';
        at = behind;
        return is;
    }

    /** Takes a key with its colon, if they are the next bytes. */
    boolean take(FieldKeys keys, int key) {
        int behind = keys.behind(key, bytes, at, limit);
        at = behind < 0 ? at : behind;
        return behind >= 0;
    }

    /** Takes a string, whose content is then from {@link #from} to one before the position. False if not sure of it. */
    boolean string() {
        int behind = at < limit && bytes[at] == '"' ? behindString(at) : -1;
        if (behind < 0) {
            return false;
        }
        from = at + 1;
        at = behind;
        return true;
    }

    /** Behind the string that begins with the quote at an index; negative if not sure of it. Tells whether it has escapes. */
    int behindString(int quote) {
        escaped = false;
        int i = plain(quote + 1);
        while (i < limit) {
            byte one = bytes[i];
            if (one == '"') {
                return i + 1;
            }
            int next = one == '\\' ? behindEscape(i) : one < 0 ? behindCharacter(i) : -1;
            if (next < 0) {
                return -1;
            }
            i = plain(next);
        }
        return -1;
    }

    /** The index of the next quote, backslash, control character or byte of several; the limit if there is none. */
    private int plain(int start) {
        int i = start;
        while (i + Long.BYTES <= limit) {
            long word = (long) LONGS.get(bytes, i);
            long quote = word ^ (ONES * '"');
            long slash = word ^ (ONES * '\\');
            long found = (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | (word - ONES * ' ') | word) & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < limit && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private int behindEscape(int slash) {
        escaped = true;
        if (slash + 1 >= limit) {
            return -1;
        }
        return switch (bytes[slash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> slash + 2;
            case 'u' -> {
                int unit = slash + 6 <= limit ? unit(bytes, slash + 2) : -1;
                yield unit < 0 || Character.isSurrogate((char) unit) ? -1 : slash + 6;
            }
            default -> -1;
        };
    }

    private static int unit(byte[] bytes, int start) {
        int unit = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** Behind a character of several bytes in UTF-8; -1 if it is none. */
    private int behindCharacter(int start) {
        int lead = bytes[start] & 0xFF;
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || start + length > limit) {
            return -1;
        }
        for (int i = start + 1; i < start + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        int second = bytes[start + 1] & 0xFF;
        boolean valid =
                switch (lead) {
                    case 0xE0 -> second >= 0xA0;
                    case 0xED -> second < 0xA0;
                    case 0xF0 -> second >= 0x90;
                    case 0xF4 -> second < 0x90;
                    default -> true;
                };
        return valid ? start + length : -1;
    }

    /** Whether the last string has escapes. */
    boolean escaped() {
        return escaped;
    }

    /** The last string; valid until the window moves. */
    UTF8String text() {
        return text(bytes, from, at - 1, escaped);
    }

    /** The content of a string. */
    static UTF8String text(byte[] bytes, int from, int to, boolean escaped) {
        return escaped ? unescaped(bytes, from, to) : UTF8String.fromBytes(bytes, from, to - from);
    }

    private static UTF8String unescaped(byte[] bytes, int from, int to) {
        var target = new byte[to - from];
        int used = 0;
        for (int i = from; i < to; i++) {
            byte one = bytes[i];
            if (one == '\\') {
                one = bytes[++i];
                if (one == 'u') {
                    used = encode(unit(bytes, i + 1), target, used);
                    i += 4;
                    continue;
                }
                one = control(one);
            }
            target[used++] = one;
        }
        return UTF8String.fromBytes(target, 0, used);
    }

    private static byte control(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    private static int encode(int unit, byte[] target, int start) {
        int used = start;
        if (unit < 0x80) {
            target[used++] = (byte) unit;
        } else if (unit < 0x800) {
            target[used++] = (byte) (0xC0 | (unit >> 6));
            target[used++] = (byte) (0x80 | (unit & 0x3F));
        } else {
            target[used++] = (byte) (0xE0 | (unit >> 12));
            target[used++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
            target[used++] = (byte) (0x80 | (unit & 0x3F));
        }
        return used;
    }

    /** Takes a number, which is then from {@link #from} to the position. */
    Number number() {
        from = at;
        int behind = behindNumber(at);
        if (behind < 0) {
            return Number.NONE;
        }
        at = behind;
        return broken ? Number.BROKEN : Number.WHOLE;
    }

    /** Behind the number that begins at an index; negative if not sure of it. Tells what kind it is of. */
    int behindNumber(int start) {
        negative = at(start) == '-';
        significand = 0;
        int whole = negative ? start + 1 : start;
        int i = behindDigits(whole);
        int count = i - whole;
        if (count == 0 || (count > 1 && bytes[whole] == '0')) {
            return -1;
        }
        fraction = 0;
        broken = at(i) == '.';
        if (broken) {
            int behind = behindDigits(i + 1);
            fraction = behind - i - 1;
            i = fraction == 0 ? -1 : behind;
        }
        small = count + fraction <= MOST_DIGITS;
        if (i >= 0 && (at(i) | 0x20) == 'e') {
            i = behindExponent(i);
            broken = true;
            small = false;
        }
        boolean minusZero = negative && significand == 0 && !broken;
        return i < 0 || minusZero || i - start > LONGEST_NUMBER || !ends(i) ? -1 : i;
    }

    private int behindDigits(int start) {
        int i = start;
        long value = significand;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
            value = value * 10 + (bytes[i++] - '0');
        }
        significand = value;
        return i;
    }

    private int behindExponent(int letter) {
        int sign = at(letter + 1);
        int digits = sign == '-' || sign == '+' ? letter + 2 : letter + 1;
        int i = behindDigits(digits);
        return i == digits ? -1 : i;
    }

    private boolean ends(int i) {
        return i < limit
                && switch (bytes[i]) {
                    case ',', '}', ']', ' ', '\n', '\r', '\t' -> true;
                    default -> false;
                };
    }

    /** Whether the last number has a point or an exponent. */
    boolean broken() {
        return broken;
    }

    /** Whether the last number has few digits and no exponent: then it is {@link #unscaled} with {@link #fraction} digits behind a point. */
    boolean small() {
        return small;
    }

    /** The last number without its point. */
    long unscaled() {
        return negative ? -significand : significand;
    }

    int fraction() {
        return fraction;
    }

    /** What was read since {@link #from}, in ASCII. */
    String written(int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Takes a value of any kind. False if not sure of it. */
    boolean skip() {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object(1);
            case '[' -> array(1);
            case 't', 'f' -> bool() != UNSURE;
            case 'n' -> takeNull();
            default -> number() != Number.NONE;
        };
    }

    private boolean skip(int level) {
        return switch (peek()) {
            case '{' -> object(level);
            case '[' -> array(level);
            default -> skip();
        };
    }

    private boolean object(int level) {
        at++;
        if (take('}')) {
            return true;
        }
        do {
            if (level > DEEPEST || peek() != '"' || !string() || !take(':') || !skip(level + 1)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean array(int level) {
        at++;
        if (take(']')) {
            return true;
        }
        do {
            if (level > DEEPEST || !skip(level + 1)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }
}
