// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How many other records would be equal to one by chance, were the columns independent of each other. Records that are equal in all that is
 * compared match as surely as that is unlikely, however few matches there were to learn from.
 */
final class Coincidence {
    private final List<Records.Column> columns;
    private final List<Map<String, Integer>> frequencies;

    private Coincidence(Records records) {
        this.columns = records.columns();
        this.frequencies = columns.stream().map(Coincidence::frequencies).toList();
    }

    /** The chances, at least those that equal records have. Where there are two sources the rivals of a pair count too, and nothing is changed. */
    static double[] considered(Likeness likeness, double[] chances) {
        var records = likeness.records();
        var pairs = likeness.pairs();
        var equal = records.areTwoSources()
                ? new int[0]
                : IntStream.range(0, pairs.count())
                        .filter(pair -> areEqual(records, pairs.one(pair), pairs.other(pair)))
                        .toArray();
        if (equal.length == 0) {
            return chances;
        }
        var coincidence = new Coincidence(records);
        var considered = chances.clone();
        Arrays.stream(equal)
                .forEach(pair ->
                        considered[pair] = Math.max(considered[pair], 1 / (1 + coincidence.expected(pairs.one(pair)))));
        return considered;
    }

    private double expected(int record) {
        double count = columns.get(0).values().size();
        double expected = count;
        for (int i = 0; i < columns.size(); i++) {
            var value = columns.get(i).values().get(record);
            expected *=
                    value == null || value.isBlank() ? 1 : frequencies.get(i).get(value) / count;
        }
        return expected;
    }

    private static boolean areEqual(Records records, int one, int other) {
        return records.columns().stream()
                .allMatch(column ->
                        Objects.equals(column.values().get(one), column.values().get(other)));
    }

    private static Map<String, Integer> frequencies(Records.Column column) {
        var frequencies = new HashMap<String, Integer>();
        column.values().stream().filter(Objects::nonNull).forEach(value -> frequencies.merge(value, 1, Integer::sum));
        return frequencies;
    }
}
