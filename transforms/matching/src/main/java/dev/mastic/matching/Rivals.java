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
        IntStream.range(0, pairs.records()).parallel().forEach(record -> rivals.rank(record, byRecord, scores));
        return rivals;
    }

    private void rank(int record, ByRecord byRecord, double[] scores) {
        var slots = byRecord.slots(record);
        var order = IntStream.of(slots)
                .boxed()
                .sorted((a, b) -> {
                    int byScore = Double.compare(scores[b % count], scores[a % count]);
                    return byScore != 0 ? byScore : Integer.compare(a % count, b % count);
                })
                .mapToInt(Integer::intValue)
                .toArray();
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
            int rival = rank == 0 ? 1 : 0;
            bestOther[order[rank]] = rival < order.length ? (float) scores[order[rival] % count] : Float.NaN;
        }
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
