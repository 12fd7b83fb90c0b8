// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.frame.DynamicFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows that are matched, as texts.
 *
 * @param columns those that are compared
 */
record RowTexts(Dataset<Row> rows, String primaryKey, Optional<String> source, List<String> columns) {
    private static final Logger LOG = LoggerFactory.getLogger(RowTexts.class);
    private static final Comparator<Row> BY_TEXTS = (one, other) -> {
        int order = 0;
        for (int i = 0; i < one.length() && order == 0; i++) {
            order = Comparator.nullsLast(Comparator.<String>naturalOrder())
                    .compare(one.getString(i), other.getString(i));
        }
        return order;
    };

    /** In the order of their keys. Runs a Spark job. */
    Records records() {
        var selected = new ArrayList<Column>(List.of(text(primaryKey)));
        source.ifPresent(name -> selected.add(text(name)));
        columns.forEach(name -> selected.add(text(name)));
        var found = new ArrayList<>(rows.select(selected.toArray(Column[]::new)).collectAsList());
        found.sort(BY_TEXTS);
        dropRepeated(found);
        var keys = found.stream().map(row -> row.getString(0)).toList();
        int first = source.isPresent() ? 2 : 1;
        var compared = IntStream.range(0, columns.size())
                .mapToObj(i -> new Records.Column(columns.get(i), column(found, first + i)))
                .toList();
        return new Records(keys, source.isPresent() ? numbers(column(found, 1)) : new int[0], compared);
    }

    private Column text(String name) {
        return DynamicFrame.column(rows, name).cast("string");
    }

    private static List<String> column(List<Row> rows, int at) {
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
    private void dropRepeated(List<Row> sorted) {
        int count = sorted.size();
        var before = new String[1];
        sorted.removeIf(row -> {
            boolean isRepeated = row.getString(0).equals(before[0]);
            before[0] = row.getString(0);
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
