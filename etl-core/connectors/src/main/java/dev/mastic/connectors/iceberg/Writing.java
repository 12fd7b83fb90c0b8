// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How a sink writes: what becomes of rows and columns.
 *
 * @param rules how rows find those of the same key; present where the mode has keys
 */
record Writing(Mode mode, Optional<ChangeRules> rules, Evolution evolution) {
    /** The columns of a table for frames of this type. */
    Type.Struct stored(Type.Struct frame) {
        return rules.map(known -> known.stored(frame)).orElse(frame);
    }

    /** The rows that can be written; the others are refused as faults of the sink. Lazy. */
    DynamicFrame guard(DynamicFrame frame, String sink) {
        return rules.map(known -> known.guard(frame.at(sink))).orElse(frame);
    }

    /** Writes the rows beside the table. Runs Spark jobs. */
    Change change(DynamicFrame frame, Table table, Output output) {
        var columns = evolution.columns(table, stored(frame.schema()));
        return rules.map(known -> merge(known, frame, table, columns, output)).orElseGet(() -> {
            var rows = evolution.match(columns).apply(frame.toDF());
            return new WholeFiles(mode, table, output).write(rows, columns);
        });
    }

    private Change merge(ChangeRules known, DynamicFrame frame, Table table, Schema columns, Output output) {
        var rows = frame.toDF();
        var match = evolution.match(columns);
        var own = SparkTypes.toSpark(known.events(frame.schema()));
        var all = Arrays.asList(without(match, known).columns(own, rows));
        var operation = known.operation().map(op -> DynamicFrame.column(rows, op.column()));
        var events = known.operation()
                .map(op -> rows.where(op.isEvent(operation.get())))
                .orElse(rows);
        var isDelete = known.operation().map(op -> op.isDelete(operation.get())).orElse(functions.lit(false));
        var columnsOfEvents = new ArrayList<Column>(all);
        columnsOfEvents.add(isDelete.as(Events.DELETED));
        return new Merge(known, table, match, output, rows.sparkSession())
                .write(events.select(columnsOfEvents.toArray(Column[]::new)), columns);
    }

    /** The columns that come with an event; those of a history are made. */
    private static ColumnMatch without(ColumnMatch match, ChangeRules known) {
        var made = known.history().map(ChangeRules.History::columns).orElse(List.of());
        return new ColumnMatch(
                match.name(),
                new StructType(Arrays.stream(match.table().fields())
                        .filter(field -> !made.contains(field.name()))
                        .toArray(StructField[]::new)));
    }
}
