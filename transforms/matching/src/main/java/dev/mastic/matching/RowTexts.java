// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows as texts: the key, the id of a group that the row is in already, the source, and what is compared. In the order of their keys.
 *
 * @param compared names of the columns
 */
record RowTexts(List<Row> rows, boolean hasSources, List<String> compared) {
    private static final Logger LOG = LoggerFactory.getLogger(RowTexts.class);
    private static final int ID = 1;
    private static final int SOURCE = 2;
    private static final int COMPARED = 3;
    /** Of rows with one key those come first that are in a group already. */
    private static final Comparator<Row> BY_TEXTS = (one, other) -> {
        int order = 0;
        for (int i = 0; i < one.length() && order == 0; i++) {
            order = Comparator.nullsLast(Comparator.<String>naturalOrder())
                    .compare(one.getString(i), other.getString(i));
        }
        return order;
    };

    /**
     * Brings them to the driver. Runs a Spark job.
     *
     * @param haveIds whether there is a column of groups
     */
    static RowTexts of(Dataset<Row> rows, MatchColumns columns, List<String> compared, boolean haveIds) {
        var nothing = functions.lit(null).cast("string");
        var selected = new ArrayList<Column>();
        selected.add(columns.key(rows));
        selected.add(haveIds ? MatchColumns.text(rows, FindMatches.MATCH_ID) : nothing);
        selected.add(columns.source().map(name -> MatchColumns.text(rows, name)).orElse(nothing));
        compared.forEach(name -> selected.add(MatchColumns.text(rows, name)));
        var found = new ArrayList<>(rows.select(selected.toArray(Column[]::new)).collectAsList());
        found.sort(BY_TEXTS);
        dropRepeated(found, columns.primaryKey());
        return new RowTexts(found, columns.source().isPresent(), compared);
    }

    Records records() {
        var columns = IntStream.range(0, compared.size())
                .mapToObj(i -> new Records.Column(compared.get(i), column(COMPARED + i)))
                .toList();
        return new Records(column(0), hasSources ? numbers(column(SOURCE)) : new int[0], columns);
    }

    /** The groups that rows are in already. */
    Known known() {
        var texts = column(ID);
        var ids = texts.stream()
                .filter(text -> text != null)
                .mapToLong(Long::parseLong)
                .sorted()
                .distinct()
                .toArray();
        var groups = texts.stream()
                .mapToInt(text -> text == null ? Known.FREE : Arrays.binarySearch(ids, Long.parseLong(text)))
                .toArray();
        return new Known(groups, ids, new long[0], new long[0]);
    }

    private List<String> column(int at) {
        var values = new ArrayList<String>(rows.size());
        rows.forEach(row -> values.add(row.getString(at)));
        return values;
    }

    /** Sources as numbers; rows without one have one of their own. */
    private static int[] numbers(List<String> values) {
        var names = values.stream().map(String::valueOf).distinct().sorted().toList();
        return names.size() < 2
                ? new int[0]
                : values.stream()
                        .mapToInt(value -> names.indexOf(String.valueOf(value)))
                        .toArray();
    }

    /** Rows of one key are one thing. */
    private static void dropRepeated(List<Row> sorted, String primaryKey) {
        int count = sorted.size();
        var before = new Row[1];
        sorted.removeIf(row -> {
            boolean isRepeated = before[0] != null && row.getString(0).equals(before[0].getString(0));
            if (isRepeated && row.getString(ID) != null && !row.getString(ID).equals(before[0].getString(ID))) {
                throw new EtlException("Cannot find matches: rows with one " + primaryKey + " are in the groups "
                        + before[0].getString(ID) + " and " + row.getString(ID)
                        + ": a key must tell a row from all others");
            }
            before[0] = isRepeated ? before[0] : row;
            return isRepeated;
        });
        if (sorted.size() < count) {
            LOG.warn(
                    "{} rows repeat a primary key in column {}: rows of one key get one id, and the first of them by its texts is compared",
                    count - sorted.size(),
                    primaryKey);
        }
    }
}
