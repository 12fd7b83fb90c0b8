// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Records of which no more than two are equal in all that is compared. The others go where the first of these goes, if the second is with it:
 * a crowd of equal ones would fill the places of all candidates, and each would be compared with few of them.
 *
 * @param records those that are matched
 * @param kept their places among all records, in rising order
 * @param leaders of all records: the place of the first that is equal to one that is not kept, else its own
 * @param seconds of all records: the place of the second that is equal to one that is not kept, else its own
 */
record Folded(Records records, int[] kept, int[] leaders, int[] seconds) {
    /** Folds records, but for those of which something is known. Where matches are between sources, equal ones of one source are different things. */
    static Folded of(Records whole, Known known, Answers answers) {
        var leaders = IntStream.range(0, whole.count()).toArray();
        var seconds = leaders.clone();
        if (!whole.areLinked()) {
            var named = named(known, answers);
            Map<List<String>, int[]> firsts = new HashMap<>();
            IntStream.range(0, whole.count())
                    .filter(record -> known.groups()[record] == Known.FREE && !named.contains(record))
                    .forEach(record -> {
                        var two = firsts.computeIfAbsent(values(whole, record), values -> new int[] {record, record});
                        if (two[1] != two[0]) {
                            leaders[record] = two[0];
                            seconds[record] = two[1];
                        }
                        two[1] = two[1] == two[0] ? record : two[1];
                    });
        }
        var kept = IntStream.range(0, leaders.length)
                .filter(record -> leaders[record] == record)
                .toArray();
        return new Folded(kept.length == whole.count() ? whole : some(whole, kept), kept, leaders, seconds);
    }

    /** What is known, of the records that are matched. */
    Known known(Known all) {
        var groups = Arrays.stream(kept).map(record -> all.groups()[record]).toArray();
        return new Known(groups, all.ids(), folded(all.same()), folded(all.apart()));
    }

    /** What was said, of the records that are matched. */
    Answers answers(Answers all) {
        return new Answers(folded(all.codes()), all.same(), all.sets());
    }

    /** What was found, of all records. */
    Matching unfolded(Matching found) {
        var clusters = leaders.clone();
        IntStream.range(0, kept.length).forEach(place -> clusters[kept[place]] = kept[found.clusters()[place]]);
        for (int record = 0; record < clusters.length; record++) {
            if (leaders[record] != record) {
                boolean areOne = clusters[leaders[record]] == clusters[seconds[record]];
                clusters[record] = areOne ? clusters[leaders[record]] : record;
            }
        }
        var codes = Arrays.stream(found.pairs().codes())
                .map(code -> code(kept[(int) (code >>> 32)], kept[(int) code]))
                .toArray();
        var pairs = new Pairs(codes, leaders.length);
        return new Matching(clusters, pairs, found.chances(), found.least(), found.bridges(), found.weights());
    }

    private long[] folded(long[] codes) {
        return Arrays.stream(codes)
                .map(code -> code(place((int) (code >>> 32)), place((int) code)))
                .toArray();
    }

    private int place(int record) {
        return Arrays.binarySearch(kept, record);
    }

    private static long code(int smaller, int larger) {
        return (long) smaller << 32 | larger;
    }

    /** Records of pairs of which something was said. */
    private static HashSet<Integer> named(Known known, Answers answers) {
        var named = new HashSet<Integer>();
        Stream.of(known.same(), known.apart(), answers.codes())
                .flatMapToLong(LongStream::of)
                .forEach(code -> named.addAll(List.of((int) (code >>> 32), (int) code)));
        return named;
    }

    private static List<String> values(Records records, int record) {
        var values = new ArrayList<String>();
        records.columns().forEach(column -> values.add(column.values().get(record)));
        return values;
    }

    private static Records some(Records whole, int[] kept) {
        var columns = whole.columns().stream()
                .map(column -> new Records.Column(column.name(), some(column.values(), kept)))
                .toList();
        return new Records(some(whole.keys(), kept), whole.sources(), columns);
    }

    private static List<String> some(List<String> values, int[] kept) {
        var some = new ArrayList<String>(kept.length);
        Arrays.stream(kept).forEach(record -> some.add(values.get(record)));
        return some;
    }
}
