// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds for each record the few others that are likest to it by their rare terms. Work is bounded whatever the data: a record looks up its
 * terms from the rarest on until it has met a budget of others, so a value in half of all rows is never looked up.
 *
 * <p>Follows the idea of hashed dynamic blocking (Borthwick et al., arXiv 2008.08285) that what is too frequent is no key, and Sparkly's that
 * the best few by TF-IDF are enough (Paulsen et al., VLDB 2023).
 */
final class Candidates {
    private final Terms terms;
    private final int[] sources;
    private final int[] starts;
    private final int[] postings;
    private final int budget;

    /**
     * An index of records by their terms.
     *
     * @param sources numbers of the sources, of which only different ones match; empty where all may match
     * @param budget how many records a record may meet while its terms are looked up
     */
    Candidates(Terms terms, int[] sources, int budget) {
        this.terms = terms;
        this.sources = sources;
        this.budget = budget;
        this.starts = new int[terms.count() + 1];
        for (int term = 0; term < terms.count(); term++) {
            starts[term + 1] = starts[term] + terms.frequency(term);
        }
        this.postings = new int[starts[terms.count()]];
        var next = Arrays.copyOf(starts, terms.count());
        for (int record = 0; record < terms.records(); record++) {
            for (int term : terms.of(record)) {
                postings[next[term]++] = record;
            }
        }
    }

    /** The pairs of each record with its nearest, as {@code smaller << 32 | larger}, each once, in rising order. */
    long[] pairs(int nearest) {
        return IntStream.range(0, (terms.records() + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(chunk -> new Search(nearest).pairs(chunk))
                .flatMapToLong(Arrays::stream)
                .sorted()
                .distinct()
                .toArray();
    }

    private static final int CHUNK = 4096;

    /** One thread's scratch paper. */
    private final class Search {
        private final float[] scores = new float[terms.records()];
        private final int[] met = new int[terms.records()];
        private final long[] best;
        private int count;

        Search(int nearest) {
            best = new long[nearest];
        }

        long[] pairs(int chunk) {
            int to = Math.min((chunk + 1) * CHUNK, terms.records());
            return IntStream.range(chunk * CHUNK, to)
                    .mapToObj(this::nearest)
                    .flatMapToLong(Arrays::stream)
                    .toArray();
        }

        private long[] nearest(int record) {
            meet(record);
            int found = select();
            var pairs = new long[found];
            for (int i = 0; i < found; i++) {
                int other = ~(int) best[i];
                pairs[i] = (long) Math.min(record, other) << 32 | Math.max(record, other);
            }
            return pairs;
        }

        private void meet(int record) {
            count = 0;
            int left = budget;
            for (int term : rarestFirst(record)) {
                left -= terms.frequency(term);
                if (left < 0) {
                    break;
                }
                for (int at = starts[term]; at < starts[term + 1]; at++) {
                    int other = postings[at];
                    if (mayMatch(record, other)) {
                        if (scores[other] == 0) {
                            met[count++] = other;
                        }
                        scores[other] += terms.square(term) / terms.norm(other);
                    }
                }
            }
        }

        private boolean mayMatch(int record, int other) {
            return record != other && (sources.length == 0 || sources[record] != sources[other]);
        }

        private int[] rarestFirst(int record) {
            return Arrays.stream(terms.of(record))
                    .mapToLong(term -> (long) terms.frequency(term) << 32 | term)
                    .sorted()
                    .mapToInt(ranked -> (int) ranked)
                    .toArray();
        }

        /** Keeps the best of those that were met, of equal ones the first, and wipes the paper. */
        private int select() {
            int found = 0;
            for (int i = 0; i < count; i++) {
                int other = met[i];
                // positive floats are ordered as their bits
                long ranked = (long) Float.floatToIntBits(scores[other]) << 32 | (~other & 0xFFFFFFFFL);
                scores[other] = 0;
                if (found < best.length) {
                    best[found++] = ranked;
                    up(found - 1);
                } else if (ranked > best[0]) {
                    best[0] = ranked;
                    down();
                }
            }
            return found;
        }

        private void up(int from) {
            for (int at = from; at > 0 && best[at] < best[(at - 1) / 2]; at = (at - 1) / 2) {
                swap(at, (at - 1) / 2);
            }
        }

        private void down() {
            int at = 0;
            while (2 * at + 1 < best.length) {
                int least = 2 * at + 1;
                if (least + 1 < best.length && best[least + 1] < best[least]) {
                    least++;
                }
                if (best[at] <= best[least]) {
                    return;
                }
                swap(at, least);
                at = least;
            }
        }

        private void swap(int one, int other) {
            long kept = best[one];
            best[one] = best[other];
            best[other] = kept;
        }
    }
}
