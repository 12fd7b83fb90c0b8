// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts line ends, 32 bytes at once: most of them hold none. */
final class Newlines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long ONES = 0x0101010101010101L;
    private static final int FOUR = 4 * Long.BYTES;

    private Newlines() {}

    /** How many there are in a part of an array. */
    static int count(byte[] bytes, int from, int to) {
        int count = 0;
        int i = from;
        for (; i + FOUR <= to; i += FOUR) {
            long a = others(bytes, i);
            long b = others(bytes, i + Long.BYTES);
            long c = others(bytes, i + 2 * Long.BYTES);
            long d = others(bytes, i + 3 * Long.BYTES);
            if (((someZero(a) | someZero(b) | someZero(c) | someZero(d)) & ~LOW) != 0) {
                count += zeros(a) + zeros(b) + zeros(c) + zeros(d);
            }
        }
        for (; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Eight bytes, of which line ends have become zeros. */
    private static long others(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from) ^ NEWLINES;
    }

    /** Has one of the high bits of its bytes exactly where there is a zero; which it is does not say where. */
    private static long someZero(long bytes) {
        return (bytes - ONES) & ~bytes;
    }

    /** How many there are: no borrow goes from one byte to the next. */
    private static int zeros(long bytes) {
        return Long.bitCount(~(((bytes & LOW) + LOW) | bytes | LOW));
    }
}
