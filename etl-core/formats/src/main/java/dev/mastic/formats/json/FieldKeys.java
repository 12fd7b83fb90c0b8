// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of objects that are alike: found by their bytes, in the order of the last object first. */
final class FieldKeys {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Spelling[] spellings;
    private int size;
    private final Map<String, Integer> byName = new HashMap<>();
    private int[] next;
    private int[] seen;
    private int object;

    FieldKeys(List<String> names) {
        this.spellings = new Spelling[names.size() + 1];
        this.next = new int[names.size() + 1];
        this.seen = new int[names.size() + 1];
        names.forEach(this::add);
    }

    /** A further key; its index is the number of those before. */
    int add(String name) {
        int index = size++;
        byName.put(name, index);
        if (index + 1 >= next.length) {
            next = Arrays.copyOf(next, 2 * next.length);
            seen = Arrays.copyOf(seen, 2 * seen.length);
            spellings = Arrays.copyOf(spellings, 2 * spellings.length);
        }
        spellings[index] = Spelling.of(name);
        next[index] = index;
        next[index + 1] = index + 1;
        return index;
    }

    /** How many keys there are. */
    int size() {
        return size;
    }

    /** The index of a key; -1 if there is none. */
    int indexOf(String name) {
        return byName.getOrDefault(name, -1);
    }

    /** Forgets which keys the last object had. */
    void begin() {
        object++;
    }

    /** Whether the object has a key for the first time. */
    boolean first(int index) {
        boolean first = seen[index] != object;
        seen[index] = object;
        return first;
    }

    /** The key that followed another one in the last object. */
    int guess(int last) {
        return next[last + 1];
    }

    /** Behind a key and its colon, if they stand at an index without blanks between; negative otherwise. */
    int behind(int key, byte[] bytes, int at, int limit) {
        var spelling = key < size ? spellings[key] : null;
        return spelling != null && spelling.stands(bytes, at, limit) ? at + spelling.written.length : -1;
    }

    /** Says which key has followed. */
    void follow(int last, int index) {
        next[last + 1] = index;
    }

    /**
     * How a key is written where nothing need be escaped, with its quotes and colon. Compared by words: the first and the last eight bytes
     * are all of most keys.
     *
     * @param mask the bytes of the first word that belong to it
     */
    private record Spelling(byte[] written, long head, long mask, long tail) {
        static Spelling of(String name) {
            if (!isPlain(name)) {
                return null;
            }
            var written = ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
            int length = written.length;
            var padded = Arrays.copyOf(written, Math.max(length, Long.BYTES));
            long mask = length < Long.BYTES ? (1L << (Byte.SIZE * length)) - 1 : -1;
            return new Spelling(
                    written, (long) LONGS.get(padded, 0), mask, (long) LONGS.get(padded, padded.length - Long.BYTES));
        }

        private static boolean isPlain(String name) {
            return name.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c));
        }

        boolean stands(byte[] bytes, int at, int limit) {
            int length = written.length;
            if (at + Math.max(length, Long.BYTES) > limit) {
                return at + length <= limit && Arrays.equals(bytes, at, at + length, written, 0, length);
            } else if ((((long) LONGS.get(bytes, at) ^ head) & mask) != 0) {
                return false;
            } else if (length <= Long.BYTES) {
                return true;
            }
            int last = length - Long.BYTES;
            return (long) LONGS.get(bytes, at + last) == tail
                    && (length <= 2 * Long.BYTES
                            || Arrays.equals(bytes, at + Long.BYTES, at + last, written, Long.BYTES, last));
        }
    }
}
