// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.formats.Refused;

/**
 * Bytes that are no record of the type.
 *
 * @param start offset in the unpacked file
 * @param next offset of what follows; {@link Refused#OPEN} if the rest of the file is refused
 * @param line of the start, from the line where reading began as 1; 0 where the buffer does not count
 * @param standsAlone whether reading could begin here: nothing before it had a part in the decision
 * @param bytes a window that holds the refused bytes, valid while the refusal is told
 * @param why reason and column
 */
public record Refusal(long start, long next, long line, boolean standsAlone, Span bytes, Why why) {
    /** How much of a refused row is kept, in bytes. */
    public static final int MOST_RAW = 64 * 1024;

    /** A piece of a window. */
    public record Span(byte[] window, int from, int to) {
        /** The bytes as text, without the line end, cut to {@link #MOST_RAW} bytes. */
        public String text(TextEncoding encoding) {
            int end = to;
            while (end > from && (window[end - 1] == '\n' || window[end - 1] == '\r')) {
                end--;
            }
            return encoding.text(window, from, Math.min(MOST_RAW, end - from));
        }
    }

    /**
     * What is wrong.
     *
     * @param column the path of the value that is wrong; null for the whole record
     */
    public record Why(String column, String reason) {
        /** What is wrong with the whole record. */
        public static Why of(String reason) {
            return new Why(null, reason);
        }
    }

    /** Takes refusals as they are found. */
    @FunctionalInterface
    public interface Listener {
        /** Something was refused. */
        void refused(Refusal refusal);

        /** Nothing more is read, for it takes too long: what was refused stands in no refusal. */
        default void abandoned(String reason) {
            // who only looks has nothing to keep
        }
    }
}
