// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Records that are one thing: pairs are taken from the likeliest on, and two groups become one where their records are alike on the average, so
 * that one bridge does not make one of two crowds.
 */
final class Clusters {
    private final int[] parents;
    private final Map<Integer, Map<Integer, Double>> links = new HashMap<>();
    /** How many records of each source are in a group. */
    private final int[][] sizes;

    private Clusters(int records, int[] sources) {
        parents = IntStream.range(0, records).toArray();
        boolean areLinked = sources.length > 0;
        int count = areLinked ? Arrays.stream(sources).max().orElse(0) + 1 : 1;
        sizes = new int[records][count];
        for (int record = 0; record < records; record++) {
            sizes[record][areLinked ? sources[record] : 0] = 1;
        }
    }

    /**
     * The group of each record, as its first record.
     *
     * @param sources as in {@link Records}: pairs within one are no pairs
     * @param least the chance from which on a pair counts
     * @param leastMean the mean chance of all pairs between two groups from which on they are one; a pair that was no candidate has none
     */
    static int[] of(Pairs pairs, int[] sources, double[] chances, double least, double leastMean) {
        var clusters = new Clusters(pairs.records(), sources);
        IntStream.range(0, pairs.count())
                .filter(pair -> chances[pair] > 0)
                .forEach(pair -> clusters.link(pairs.one(pair), pairs.other(pair), chances[pair]));
        IntStream.range(0, pairs.count())
                .filter(pair -> chances[pair] >= least)
                .boxed()
                .sorted(Comparator.comparing((Integer pair) -> -chances[pair]).thenComparing(pair -> pair))
                .forEach(pair -> clusters.join(pairs.one(pair), pairs.other(pair), leastMean));
        return IntStream.range(0, pairs.records()).map(clusters::root).toArray();
    }

    private void link(int one, int other, double chance) {
        links.computeIfAbsent(one, record -> new HashMap<>()).merge(other, chance, Double::sum);
        links.computeIfAbsent(other, record -> new HashMap<>()).merge(one, chance, Double::sum);
    }

    private int root(int record) {
        int root = record;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** Those of different sources, where there are several. */
    private static double pairsBetween(int[] one, int[] other) {
        if (one.length == 1) {
            return (double) one[0] * other[0];
        }
        double within = 0;
        for (int source = 0; source < one.length; source++) {
            within += (double) one[source] * other[source];
        }
        return (double) Arrays.stream(one).sum() * Arrays.stream(other).sum() - within;
    }

    private void join(int one, int other, double leastMean) {
        int a = root(one);
        int b = root(other);
        if (a == b) {
            return;
        }
        double mean = links.get(a).getOrDefault(b, 0.0) / pairsBetween(sizes[a], sizes[b]);
        if (mean < leastMean) {
            return;
        }
        int kept = Math.min(a, b);
        int gone = Math.max(a, b);
        parents[gone] = kept;
        Arrays.setAll(sizes[kept], source -> sizes[kept][source] + sizes[gone][source]);
        var moved = links.remove(gone);
        var mine = links.get(kept);
        mine.remove(gone);
        moved.remove(kept);
        moved.forEach((neighbour, sum) -> {
            mine.merge(neighbour, sum, Double::sum);
            var theirs = links.get(neighbour);
            theirs.remove(gone);
            theirs.merge(kept, sum, Double::sum);
        });
    }
}
