// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * What a set of events comes to. An event is a row with {@link #DELETED}; those in the table and those that come in are treated alike, and
 * one order decides which of two counts, so that it does not matter in which order, or in how many runs, events come in. All methods are
 * lazy.
 */
record Events(ChangeRules rules) {
    /** Whether an event deletes the row of its key. */
    static final String DELETED = "_mastic_deleted";

    /** Whether an event comes in now. */
    private static final String FRESH = "_mastic_fresh";

    private static final String RANK = "_mastic_rank";

    /** The rows among events, as a check sees them. */
    static Dataset<Row> rows(Dataset<Row> events) {
        return events.where(functions.not(functions.col(DELETED))).drop(DELETED);
    }

    /** One event for each of those that cannot be told apart. */
    Dataset<Row> distinct(Dataset<Row> incoming) {
        return first(incoming.withColumn(FRESH, functions.lit(true)));
    }

    /** The events that count, of those that are known and those that come in. */
    Dataset<Row> merged(Dataset<Row> known, Dataset<Row> incoming) {
        return first(known.withColumn(FRESH, functions.lit(false))
                .unionByName(incoming.withColumn(FRESH, functions.lit(true))));
    }

    /** The rows that a table holds for events that count. */
    Dataset<Row> state(Dataset<Row> merged) {
        return rules.history().map(history -> versions(merged, history)).orElseGet(() -> rows(merged));
    }

    private Dataset<Row> versions(Dataset<Row> merged, ChangeRules.History history) {
        var sequence = column(rules.sequence().orElseThrow());
        var next = functions.lead(sequence, 1).over(perKey(rules.keys()).orderBy(sequence));
        return rows(merged.withColumn(history.from(), sequence)
                .withColumn(history.to(), next)
                .withColumn(history.current(), column(history.to()).isNull()));
    }

    private Dataset<Row> first(Dataset<Row> events) {
        var rank = functions.row_number().over(perKey(rules.identity()).orderBy(newestFirst(events)));
        return events.withColumn(RANK, rank)
                .where(functions.col(RANK).equalTo(1))
                .drop(RANK, FRESH);
    }

    /** Of the same sequence a row counts rather than a delete, for an update may come as both; then the content decides. */
    private Column[] newestFirst(Dataset<Row> events) {
        var order = new ArrayList<Column>();
        rules.sequence()
                .ifPresentOrElse(
                        name -> order.add(column(name).desc()),
                        () -> order.add(functions.col(FRESH).desc()));
        order.add(functions.col(DELETED));
        order.add(content(events).desc());
        return order.toArray(Column[]::new);
    }

    private static Column content(Dataset<Row> events) {
        return functions.xxhash64(Arrays.stream(events.schema().fields())
                .filter(field -> !List.of(DELETED, FRESH).contains(field.name()))
                .map(Events::hashable)
                .toArray(Column[]::new));
    }

    /** Spark has no hash of a map. */
    private static Column hashable(StructField field) {
        var value = column(field.name());
        return field.dataType().catalogString().contains("map<") ? functions.to_json(functions.struct(value)) : value;
    }

    private static WindowSpec perKey(List<String> columns) {
        return Window.partitionBy(columns.stream().map(Events::column).toArray(Column[]::new));
    }

    /** The column of exactly this name, in whatever rows it is asked of. */
    static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }
}
