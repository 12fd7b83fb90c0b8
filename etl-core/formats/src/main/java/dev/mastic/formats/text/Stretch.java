// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

/**
 * Which records of a file are read: those that begin in it.
 *
 * @param start offset in the unpacked file
 * @param end offset behind it
 * @param cut whether the bounds lie anywhere, as those of splits do, or on records
 */
public record Stretch(long start, long end, boolean cut) {
    /** The whole file. */
    public static final Stretch ALL = new Stretch(0, Long.MAX_VALUE, false);

    /** A part of a file that was cut without looking at it. */
    public static Stretch split(long start, long end) {
        return new Stretch(start, end, true);
    }

    /** From the start of a record to the end of another. */
    public static Stretch records(long start, long end) {
        return new Stretch(start, end, false);
    }

    /** Where to begin reading bytes. */
    public long firstByte() {
        return cut ? Math.max(0, start - LineBuffer.BEFORE) : start;
    }
}
