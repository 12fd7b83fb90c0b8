// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Sets of terms, one for each record, weighed by how rare a term is: {@code log(1 + records / records with it)}. Compared by the cosine of
 * these weights.
 */
final class Terms {
    private final int[][] sets;
    private final int[] frequencies;
    private final float[] squares;
    private final float[] norms;

    private Terms(int[][] sets, int[] frequencies) {
        this.sets = sets;
        this.frequencies = frequencies;
        this.squares = new float[frequencies.length];
        for (int term = 0; term < squares.length; term++) {
            double weight = Math.log(1 + (double) sets.length / frequencies[term]);
            squares[term] = (float) (weight * weight);
        }
        this.norms = new float[sets.length];
        for (int record = 0; record < norms.length; record++) {
            norms[record] = (float) Math.sqrt(sum(sets[record]));
        }
    }

    /** The terms of so many records. */
    static Terms of(int records, IntFunction<? extends Collection<String>> terms) {
        var hashes = IntStream.range(0, records)
                .parallel()
                .mapToObj(record -> terms.apply(record).stream()
                        .mapToLong(Terms::hash)
                        .sorted()
                        .distinct()
                        .toArray())
                .toArray(long[][]::new);
        var all = Arrays.stream(hashes).parallel().flatMapToLong(Arrays::stream).toArray();
        Arrays.parallelSort(all);
        int count = 0;
        var distinct = new long[all.length];
        var frequencies = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                distinct[count++] = all[i];
            }
            frequencies[count - 1]++;
        }
        var known = Arrays.copyOf(distinct, count);
        var sets = Arrays.stream(hashes)
                .parallel()
                .map(set -> Arrays.stream(set)
                        .mapToInt(hash -> Arrays.binarySearch(known, hash))
                        .toArray())
                .toArray(int[][]::new);
        return new Terms(sets, Arrays.copyOf(frequencies, count));
    }

    /** FNV-1a over the characters, mixed once more: the same in every JVM. */
    static long hash(String term) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < term.length(); i++) {
            hash = (hash ^ term.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        return hash ^ (hash >>> 29);
    }

    int records() {
        return sets.length;
    }

    int count() {
        return frequencies.length;
    }

    /** The terms of a record, in rising order. */
    int[] of(int record) {
        return sets[record];
    }

    /** How many records have a term. */
    int frequency(int term) {
        return frequencies[term];
    }

    /** What a common term adds to the cosine of two records, before it is divided by their norms. */
    float square(int term) {
        return squares[term];
    }

    float norm(int record) {
        return norms[record];
    }

    /** From 0 to 1; not a number where one of the two has no terms. */
    float cosine(int one, int other) {
        var a = sets[one];
        var b = sets[other];
        if (a.length == 0 || b.length == 0) {
            return Float.NaN;
        }
        float common = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                common += squares[a[i]];
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return Math.min(1, common / (norms[one] * norms[other]));
    }

    private double sum(int[] terms) {
        double sum = 0;
        for (int term : terms) {
            sum += squares[term];
        }
        return sum;
    }
}
