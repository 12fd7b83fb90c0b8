// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows to ask people about: records whose pairs are neither likely nor unlikely, each with its likeliest candidates, so that one set
 * answers many pairs. A tenth of the sets is drawn from all records, that no mistake stays unseen.
 *
 * @param known what was asked already
 */
record LabelingSets(Likeness likeness, double[] chances, Answers known) {
    private static final int ROWS = 10;
    private static final int RANDOM = 10;

    /**
     * So many sets of at most ten records, none in two.
     *
     * @param seed another one draws other sets
     */
    List<int[]> draw(int count, long seed) {
        var near = near();
        var used = new HashSet<Integer>();
        for (long code : known.codes()) {
            used.add((int) (code >>> 32));
            used.add((int) code);
        }
        var sets = new ArrayList<int[]>();
        for (int record : order(near, seed)) {
            if (sets.size() == count) {
                break;
            }
            var set = set(record, near, used);
            if (set.length > 1) {
                sets.add(set);
            }
        }
        return sets;
    }

    private int[] set(int record, List<List<Integer>> near, HashSet<Integer> used) {
        if (used.contains(record)) {
            return new int[0];
        }
        var set = IntStream.concat(
                        IntStream.of(record),
                        near.get(record).stream()
                                .sorted((a, b) -> chances[a] != chances[b]
                                        ? Double.compare(chances[b], chances[a])
                                        : Integer.compare(a, b))
                                .mapToInt(pair -> likeness.pairs().one(pair) == record
                                        ? likeness.pairs().other(pair)
                                        : likeness.pairs().one(pair))
                                .filter(other -> !used.contains(other))
                                .limit(ROWS - 1))
                .toArray();
        if (set.length > 1) {
            Arrays.stream(set).forEach(used::add);
        }
        return set;
    }

    /** Records, those first that are drawn by how unsure their likeliest pair is; each tenth is drawn by lot alone. */
    private int[] order(List<List<Integer>> near, long seed) {
        int count = near.size();
        var rank = new double[count];
        for (int record = 0; record < count; record++) {
            double unsure = near.get(record).stream()
                    .mapToDouble(pair -> chances[pair] * (1 - chances[pair]))
                    .max()
                    .orElse(0);
            double lot = new Pairs(new long[] {seed * 0x9E3779B97F4A7C15L + record}, count).lot(0);
            rank[record] = record % RANDOM == 0 ? Math.pow(lot, 20) : unsure * (0.2 + 0.8 * lot) * 4;
        }
        return IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> rank[a] != rank[b] ? Double.compare(rank[b], rank[a]) : Integer.compare(a, b))
                .mapToInt(record -> record)
                .toArray();
    }

    private List<List<Integer>> near() {
        var near = new ArrayList<List<Integer>>();
        IntStream.range(0, likeness.records().count()).forEach(record -> near.add(new ArrayList<>()));
        for (int pair = 0; pair < likeness.pairs().count(); pair++) {
            near.get(likeness.pairs().one(pair)).add(pair);
            near.get(likeness.pairs().other(pair)).add(pair);
        }
        return near;
    }
}
