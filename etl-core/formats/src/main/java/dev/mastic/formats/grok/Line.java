// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A line as a regular expression sees it, which counts the looks at it: a pattern that goes back and forth without end is stopped after
 * the same step on every machine. Used again for each line; one thread at a time.
 *
 * @see <a href="https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS">ReDoS</a>
 */
final class Line implements CharSequence {
    /** How many looks any line is worth; a long one more. */
    private static final long LEAST_STEPS = 1_000_000;

    private static final long STEPS_A_CHARACTER = 100;

    private final CharsetDecoder decoder;
    private byte[] bytes = new byte[0];
    private int from;
    private int length;
    private long steps;
    private int furthest;
    private long mostSteps;
    /** Null while every byte is a character of its own. */
    private char[] text;

    /** Where the bytes of each character begin, where {@link #text} is not null. */
    private int[] offsets;

    /** @param charset of the lines */
    Line(Charset charset) {
        this.decoder = charset.newDecoder();
    }

    /** The line was looked at too often. */
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps(long steps) {
            super("matching takes more than " + steps + " steps", null, false, false);
        }
    }

    /** Goes to a line. False if its bytes are no text. */
    boolean set(byte[] window, int start, int end) {
        bytes = window;
        from = start;
        length = end - start;
        text = null;
        if (!isAscii() && !decode()) {
            return false;
        }
        steps = 0;
        furthest = -1;
        mostSteps = LEAST_STEPS + STEPS_A_CHARACTER * length;
        return true;
    }

    private boolean isAscii() {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean decode() {
        CharBuffer decoded;
        try {
            decoded = decoder.decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException e) {
            return false;
        }
        bytes = StandardCharsets.UTF_8.encode(decoded.duplicate()).array();
        length = decoded.length();
        text = new char[length];
        decoded.get(text);
        offsets = new int[length + 1];
        for (int i = 0; i < length; i++) {
            offsets[i + 1] = offsets[i] + width(text[i]);
        }
        return true;
    }

    /** How many bytes a character has in UTF-8; of a pair of surrogates each has two. */
    private static int width(char one) {
        return one < 0x80 ? 1 : one < 0x800 || Character.isSurrogate(one) ? 2 : 3;
    }

    /** The name of the character set. */
    String charset() {
        return decoder.charset().name();
    }

    /** The last character that was looked at, from 0. */
    int furthest() {
        return furthest;
    }

    /** The bytes of the line, and what is around it, in UTF-8. */
    byte[] bytes() {
        return bytes;
    }

    /** Where a character begins in {@link #bytes}. */
    int offset(int index) {
        return text == null ? from + index : offsets[index];
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (++steps > mostSteps) {
            throw new TooManySteps(mostSteps);
        }
        furthest = Math.max(furthest, index);
        return text == null ? (char) bytes[from + index] : text[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return text == null ? new String(bytes, from, length, StandardCharsets.US_ASCII) : new String(text);
    }
}
