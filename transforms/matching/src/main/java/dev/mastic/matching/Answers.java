// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What people have said of pairs of records.
 *
 * @param codes of the pairs, {@code smaller << 32 | larger}, in rising order
 * @param same whether they are one thing
 * @param sets in which labelling set each was said
 */
record Answers(long[] codes, boolean[] same, int[] sets) {
    /** Nobody has said anything. */
    static final Answers NONE = new Answers(new long[0], new boolean[0], new int[0]);

    int count() {
        return codes.length;
    }

    /** How many were said to be one thing. */
    int matches() {
        int matches = 0;
        for (boolean one : same) {
            matches += one ? 1 : 0;
        }
        return matches;
    }

    /** Where an answer's pair stands among others; negative if it does not. */
    int place(int answer, Pairs pairs) {
        return Arrays.binarySearch(pairs.codes(), codes[answer]);
    }

    /** The pairs of which one thing was said. */
    long[] pairs(boolean areSame) {
        return IntStream.range(0, count())
                .filter(answer -> same[answer] == areSame)
                .mapToLong(answer -> codes[answer])
                .toArray();
    }

    /** Those of some of a number of equal parts, each with whole sets. */
    Answers part(int parts, int part, boolean isInside) {
        var kept = new ArrayList<Integer>();
        for (int answer = 0; answer < count(); answer++) {
            if ((sets[answer] % parts == part) == isInside) {
                kept.add(answer);
            }
        }
        return of(kept);
    }

    private Answers of(List<Integer> kept) {
        var someSame = new boolean[kept.size()];
        for (int i = 0; i < someSame.length; i++) {
            someSame[i] = same[kept.get(i)];
        }
        return new Answers(
                kept.stream().mapToLong(answer -> codes[answer]).toArray(),
                someSame,
                kept.stream().mapToInt(answer -> sets[answer]).toArray());
    }
}
