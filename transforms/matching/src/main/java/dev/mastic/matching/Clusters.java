// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Records that are one thing: pairs are taken from the likeliest on, and two groups become one where their records are alike on the average, so
 * that one bridge does not make one of two crowds. What is known beforehand stays: two groups with ids of their own never become one.
 */
final class Clusters {
    /** The mean chance of all pairs between two groups from which on they are one; a pair that was no candidate has none. */
    private static final double LEAST_MEAN = 0.2;

    /** Smaller chances change no mean that counts, and most pairs have them. */
    private static final double NEGLIGIBLE = 1e-4;

    private final int[] parents;
    private final int[] given;
    private final Map<Integer, Map<Integer, Double>> links = new HashMap<>();
    private final Map<Integer, Set<Integer>> apart = new HashMap<>();
    private final Set<Long> bridges = new HashSet<>();
    /** How many records of each source are in a group. */
    private final int[][] sizes;

    private Clusters(int records, int[] sources, int[] given) {
        parents = IntStream.range(0, records).toArray();
        this.given = given.clone();
        boolean areLinked = sources.length > 0;
        int count = areLinked ? Arrays.stream(sources).max().orElse(0) + 1 : 1;
        sizes = new int[records][count];
        for (int record = 0; record < records; record++) {
            sizes[record][areLinked ? sources[record] : 0] = 1;
        }
    }

    /**
     * Groups records.
     *
     * @param sources as in {@link Records}: pairs within one are no pairs
     * @param least the chance from which on a pair counts
     */
    static Clusters of(Pairs pairs, int[] sources, double[] chances, double least, Known known) {
        var clusters = new Clusters(pairs.records(), sources, known.groups());
        IntStream.range(0, pairs.count())
                .filter(pair -> chances[pair] > NEGLIGIBLE)
                .forEach(pair -> clusters.link(pairs.one(pair), pairs.other(pair), chances[pair]));
        clusters.hold(known);
        IntStream.range(0, pairs.count())
                .filter(pair -> chances[pair] >= least)
                .boxed()
                .sorted(Comparator.comparing((Integer pair) -> -chances[pair]).thenComparing(pair -> pair))
                .forEach(pair -> clusters.join(pairs.one(pair), pairs.other(pair)));
        return clusters;
    }

    /** The group of each record, as its first record. */
    int[] roots() {
        return IntStream.range(0, parents.length).map(this::root).toArray();
    }

    /** How many pairs of given groups would have become one. */
    int bridges() {
        return bridges.size();
    }

    private void link(int one, int other, double chance) {
        links.computeIfAbsent(one, record -> new HashMap<>()).merge(other, chance, Double::sum);
        links.computeIfAbsent(other, record -> new HashMap<>()).merge(one, chance, Double::sum);
    }

    private void hold(Known known) {
        var first = new int[known.ids().length];
        Arrays.fill(first, Known.FREE);
        for (int record = 0; record < parents.length; record++) {
            int group = known.groups()[record];
            if (group != Known.FREE && first[group] == Known.FREE) {
                first[group] = record;
            } else if (group != Known.FREE) {
                merge(root(first[group]), root(record));
            }
        }
        for (long pair : known.apart()) {
            apart.computeIfAbsent(root((int) (pair >>> 32)), record -> new HashSet<>())
                    .add(root((int) pair));
            apart.computeIfAbsent(root((int) pair), record -> new HashSet<>()).add(root((int) (pair >>> 32)));
        }
        for (long pair : known.same()) {
            int one = root((int) (pair >>> 32));
            int other = root((int) pair);
            if (!isKeptApart(one, other)) {
                merge(one, other);
            }
        }
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

    private void join(int one, int other) {
        int a = root(one);
        int b = root(other);
        if (a == b) {
            return;
        }
        double sum = links.getOrDefault(a, Map.of()).getOrDefault(b, 0.0);
        if (sum / pairsBetween(sizes[a], sizes[b]) >= LEAST_MEAN && !isKeptApart(a, b)) {
            merge(a, b);
        }
    }

    private boolean isKeptApart(int a, int b) {
        if (given[a] != Known.FREE && given[b] != Known.FREE && given[a] != given[b]) {
            bridges.add((long) Math.min(given[a], given[b]) << 32 | Math.max(given[a], given[b]));
            return true;
        }
        return apart.getOrDefault(a, Set.of()).contains(b);
    }

    private void merge(int a, int b) {
        if (a == b) {
            return;
        }
        int kept = Math.min(a, b);
        int gone = Math.max(a, b);
        parents[gone] = kept;
        given[kept] = Math.max(given[kept], given[gone]);
        Arrays.setAll(sizes[kept], source -> sizes[kept][source] + sizes[gone][source]);
        moveApart(kept, gone);
        var moved = links.remove(gone);
        if (moved == null) {
            return;
        }
        var mine = links.computeIfAbsent(kept, record -> new HashMap<>());
        mine.remove(gone);
        moved.remove(kept);
        moved.forEach((neighbour, sum) -> {
            mine.merge(neighbour, sum, Double::sum);
            var theirs = links.get(neighbour);
            theirs.remove(gone);
            theirs.merge(kept, sum, Double::sum);
        });
    }

    private void moveApart(int kept, int gone) {
        var moved = apart.remove(gone);
        if (moved == null) {
            return;
        }
        apart.computeIfAbsent(kept, record -> new HashSet<>()).addAll(moved);
        moved.forEach(neighbour -> {
            var theirs = apart.get(neighbour);
            theirs.remove(gone);
            theirs.add(kept);
        });
    }
}
