// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of objects that are alike: found by their bytes, in the order of the last object first. */
final class FieldKeys {
    private byte[][] quoted;
    private int size;
    private final Map<String, Integer> byName = new HashMap<>();
    private int[] next;
    private int[] seen;
    private int object;

    FieldKeys(List<String> names) {
        this.quoted = new byte[names.size() + 1][];
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
            quoted = Arrays.copyOf(quoted, 2 * quoted.length);
        }
        quoted[index] = isPlain(name) ? ('"' + name + '"').getBytes(StandardCharsets.UTF_8) : null;
        next[index] = index;
        next[index + 1] = index + 1;
        return index;
    }

    private static boolean isPlain(String name) {
        return name.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c));
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

    /** Takes a key if it is the one that followed another one in the last object; -1 otherwise. */
    int guess(Scan in, int last) {
        int guess = next[last + 1];
        var expected = quoted[guess];
        return expected != null && in.take(expected) ? guess : -1;
    }

    /** Says which key has followed. */
    void follow(int last, int index) {
        next[last + 1] = index;
    }
}
