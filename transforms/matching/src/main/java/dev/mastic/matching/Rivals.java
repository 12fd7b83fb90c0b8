// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a pair stands among the other pairs of its records: where a better one is known, this one is less likely. Worth more than any measure
 * of texts where each record has at most one match.
 */
final class Rivals {
    private final int[] ranks;
    private final float[] bestOther;
    private final int count;

    private Rivals(int count) {
        this.count = count;
        this.ranks = new int[2 * count];
        this.bestOther = new float[2 * count];
    }

    /** The standing of pairs by their scores. */
    static Rivals of(Pairs pairs, double[] scores) {
        var rivals = new Rivals(pairs.count());
        var byRecord = new ByRecord(pairs);
        var places = places(scores);
        IntStream.range(0, pairs.records()).parallel().forEach(record -> rivals.rank(record, byRecord, places, scores));
        return rivals;
    }

    /** Where each score stands among all, the best first; equal ones have one place. */
    private static int[] places(double[] scores) {
        var rising = scores.clone();
        Arrays.parallelSort(rising);
        var places = new int[scores.length];
        Arrays.parallelSetAll(places, pair -> rising.length - Arrays.binarySearch(rising, scores[pair]));
        return places;
    }

    private void rank(int record, ByRecord byRecord, int[] places, double[] scores) {
        var slots = byRecord.slots(record);
        // of equal scores the first pair is the better one
        var order = Arrays.stream(slots)
                .mapToLong(slot -> standing(slot % count, places))
                .sorted()
                .toArray();
        for (int slot : slots) {
            int rank = Arrays.binarySearch(order, standing(slot % count, places));
            ranks[slot] = rank;
            int rival = rank == 0 ? 1 : 0;
            bestOther[slot] = rival < order.length ? (float) scores[(int) order[rival]] : Float.NaN;
        }
    }

    private static long standing(int pair, int[] places) {
        return (long) places[pair] << 32 | pair;
    }

    /** How many pairs of a pair's first record are better. */
    int rankOfOne(int pair) {
        return ranks[pair];
    }

    /** How many pairs of its second record are better. */
    int rankOfOther(int pair) {
        return ranks[count + pair];
    }

    /** The best score among the first record's other pairs; not a number where it has none. */
    float rivalOfOne(int pair) {
        return bestOther[pair];
    }

    /** The best score among the second record's other pairs. */
    float rivalOfOther(int pair) {
        return bestOther[count + pair];
    }

    /** Whether no pair of either record is better. */
    boolean isMutuallyBest(int pair) {
        return ranks[pair] == 0 && ranks[count + pair] == 0;
    }

    /** Where the pairs of a record stand: a pair by itself for its first record, and behind all pairs for its second one. */
    private static final class ByRecord {
        private final int[] starts;
        private final int[] slots;

        ByRecord(Pairs pairs) {
            starts = new int[pairs.records() + 1];
            for (int pair = 0; pair < pairs.count(); pair++) {
                starts[pairs.one(pair) + 1]++;
                starts[pairs.other(pair) + 1]++;
            }
            for (int record = 0; record < pairs.records(); record++) {
                starts[record + 1] += starts[record];
            }
            slots = new int[2 * pairs.count()];
            var next = Arrays.copyOf(starts, pairs.records());
            for (int pair = 0; pair < pairs.count(); pair++) {
                slots[next[pairs.one(pair)]++] = pair;
                slots[next[pairs.other(pair)]++] = pairs.count() + pair;
            }
        }

        int[] slots(int record) {
            return Arrays.copyOfRange(slots, starts[record], starts[record + 1]);
        }
    }
}
