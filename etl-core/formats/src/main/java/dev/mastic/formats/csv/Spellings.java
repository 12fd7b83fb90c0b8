// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A few words that cells are compared with. */
final class Spellings {
    private final byte[][] words;
    private final int longest;

    Spellings(List<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.longest = words.isEmpty()
                ? -1
                : Arrays.stream(this.words).mapToInt(word -> word.length).max().orElse(-1);
    }

    /** Whether the bytes are one of the words. */
    boolean has(byte[] bytes, int from, int to) {
        if (to - from > longest) {
            return false;
        }
        for (var word : words) {
            if (Arrays.equals(word, 0, word.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
