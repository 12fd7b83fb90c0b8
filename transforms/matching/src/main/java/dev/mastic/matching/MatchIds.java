// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The group of each record as its id, and how sure it is. */
record MatchIds(Records records, Known known, Matching matching) {
    static final String KEY = "key";
    static final StructType TYPE = new StructType()
            .add(KEY, DataTypes.StringType, false)
            .add(FindMatches.MATCH_ID, DataTypes.LongType)
            .add(FindMatches.CONFIDENCE, DataTypes.DoubleType);

    /** A row for each record: its key, id and confidence. */
    List<Row> rows() {
        var ids = ids();
        var confidences = confidences();
        return IntStream.range(0, records.count())
                .mapToObj(record -> {
                    int cluster = matching.clusters()[record];
                    return RowFactory.create(records.keys().get(record), ids[cluster], confidences[cluster]);
                })
                .toList();
    }

    /** The id that a group has already, else the least hash of its keys, so that it stays the same when other groups change. */
    private long[] ids() {
        var given = known.ids().clone();
        Arrays.sort(given);
        var ids = new long[records.count()];
        Arrays.fill(ids, Long.MAX_VALUE);
        for (int record = 0; record < ids.length; record++) {
            int cluster = matching.clusters()[record];
            ids[cluster] = Math.min(ids[cluster], free(Terms.hash(records.keys().get(record)) >>> 1, given));
        }
        for (int record = 0; record < ids.length; record++) {
            int group = known.groups()[record];
            if (group != Known.FREE) {
                ids[matching.clusters()[record]] = known.ids()[group];
            }
        }
        return ids;
    }

    /** An id that no given group has. */
    private static long free(long wanted, long[] given) {
        long id = wanted;
        while (Arrays.binarySearch(given, id) >= 0) {
            id = (id + 1) & Long.MAX_VALUE;
        }
        return id;
    }

    private double[] confidences() {
        var sums = new double[records.count()];
        var counts = new int[records.count()];
        var greatest = new double[records.count()];
        var pairs = matching.pairs();
        for (int pair = 0; pair < pairs.count(); pair++) {
            int one = matching.clusters()[pairs.one(pair)];
            int other = matching.clusters()[pairs.other(pair)];
            double chance = matching.chances()[pair];
            if (one == other) {
                sums[one] += chance;
                counts[one]++;
            } else {
                greatest[one] = Math.max(greatest[one], chance);
                greatest[other] = Math.max(greatest[other], chance);
            }
        }
        return IntStream.range(0, sums.length)
                .mapToDouble(cluster -> counts[cluster] > 0 ? sums[cluster] / counts[cluster] : 1 - greatest[cluster])
                .toArray();
    }
}
