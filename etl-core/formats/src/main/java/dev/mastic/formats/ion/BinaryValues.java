// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import java.util.Arrays;

/**
 * Values in binary, each of which says its length.
 *
 * @see <a href="https://amazon-ion.github.io/ion-docs/docs/binary.html">Ion's binary encoding</a>
 */
final class BinaryValues implements IonValues {
    /** What each file begins with. */
    static final byte[] VERSION = {(byte) 0xE0, 1, 0, (byte) 0xEA};

    private static final int NULL = 15;
    private static final int LONG = 14;
    private static final int BOOL_TYPE = 1;
    private static final int STRUCT_TYPE = 13;
    private static final int ANNOTATION_TYPE = 14;
    private static final int SYMBOL_TABLE = 3;
    private static final int MOST_LENGTH_BYTES = 5;

    /** Behind the length that was read last. */
    private int behind;

    /** Whether a file begins so. */
    static boolean begins(byte[] head) {
        return isVersion(head, 0, head.length);
    }

    private static boolean isVersion(byte[] bytes, int at, int limit) {
        return limit - at >= VERSION.length
                && Arrays.equals(bytes, at, at + VERSION.length, VERSION, 0, VERSION.length);
    }

    @Override
    public int end(byte[] bytes, int at, int limit, boolean whole) {
        int type = (bytes[at] & 0xFF) >> 4;
        int low = bytes[at] & 0x0F;
        if (type == ANNOTATION_TYPE && low == 0) {
            return isVersion(bytes, at, limit) ? at + VERSION.length : limit - at < VERSION.length ? OPEN : BROKEN;
        } else if (type > ANNOTATION_TYPE) {
            return BROKEN;
        }
        long length = low;
        behind = at + 1;
        if (type == BOOL_TYPE || low == NULL) {
            length = 0;
        } else if (low == LONG || (type == STRUCT_TYPE && low == 1)) {
            length = length(bytes, at + 1, limit);
            if (length < 0) {
                return (int) length;
            }
        }
        long end = behind + length;
        return end > Integer.MAX_VALUE - 8 ? BROKEN : end > limit ? OPEN : (int) end;
    }

    /** A number of seven bits a byte, of which the last is marked. */
    private long length(byte[] bytes, int from, int limit) {
        long length = 0;
        for (int at = from; at < limit; at++) {
            if (at - from == MOST_LENGTH_BYTES) {
                return BROKEN;
            }
            length = (length << 7) | (bytes[at] & 0x7F);
            if (bytes[at] < 0) {
                behind = at + 1;
                return length;
            }
        }
        return OPEN;
    }

    @Override
    public Kind kind(byte[] bytes, int at, int end) {
        int type = (bytes[at] & 0xFF) >> 4;
        int low = bytes[at] & 0x0F;
        if (isVersion(bytes, at, end)) {
            return Kind.VERSION;
        } else if (type == 0 && low != NULL) {
            return Kind.NOTHING;
        }
        return type == ANNOTATION_TYPE && isSymbolTable(bytes, at, end) ? Kind.SYMBOLS : Kind.VALUE;
    }

    /** A wrapper's length, the length of its annotations, and the first of these. */
    private boolean isSymbolTable(byte[] bytes, int at, int end) {
        behind = at + 1;
        if ((bytes[at] & 0x0F) == LONG && length(bytes, at + 1, end) < 0) {
            return false;
        }
        return length(bytes, behind, end) > 0 && length(bytes, behind, end) == SYMBOL_TABLE;
    }

    @Override
    public int skip(byte[] bytes, int at, int limit) {
        return at;
    }

    @Override
    public boolean resumes() {
        return false;
    }

    @Override
    public int resume(byte[] bytes, int at, int limit) {
        return OPEN;
    }
}
