// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TerminalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Prints rows: NDJSON, unless another form is asked for. Runs a Spark job for each frame, and holds one partition at a time. */
record RowPrinter(Console console, Console.Output form) {
    private static final int TABLE_ROWS = 1000;

    /** Prints the rows and answers how many there were. */
    int print(Dataset<Row> rows) {
        if (rows.columns().length == 0 && form != Console.Output.json) {
            // nothing to print, and yet the rows are read, so that the refused ones come out
            return (int) rows.count();
        }
        return switch (form) {
            case json -> json(rows);
            case csv -> csv(rows);
            case table -> table(rows);
        };
    }

    private int json(Dataset<Row> rows) {
        int count = 0;
        for (var lines = rows.toJSON().toLocalIterator(); lines.hasNext(); count++) {
            console.print(TerminalText.json(lines.next()));
        }
        return count;
    }

    private int csv(Dataset<Row> rows) {
        console.csv(List.of(Arrays.asList(rows.columns())));
        int count = 0;
        for (var lines = texts(rows).toLocalIterator(); lines.hasNext(); count++) {
            console.csv(List.of(cells(lines.next())));
        }
        return count;
    }

    /** A table needs the widths of all its cells, so it is printed in parts. */
    private int table(Dataset<Row> rows) {
        int count = 0;
        var part = new ArrayList<List<String>>();
        for (var lines = texts(rows).toLocalIterator(); lines.hasNext(); count++) {
            part.add(cells(lines.next()));
            if (part.size() == TABLE_ROWS) {
                tablePart(rows, part);
                part.clear();
            }
        }
        if (!part.isEmpty() || count == 0) {
            tablePart(rows, part);
        }
        return count;
    }

    private void tablePart(Dataset<Row> rows, List<List<String>> part) {
        var all = new ArrayList<List<String>>();
        all.add(Arrays.asList(rows.columns()));
        all.addAll(part);
        console.table(all);
    }

    private static List<String> cells(Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(row.isNullAt(i) ? "" : row.getString(i));
        }
        return cells;
    }

    private static Dataset<Row> texts(Dataset<Row> rows) {
        var fields = rows.schema().fields();
        // by place, for a query may give two columns the same name
        var given = rows.queryExecution().analyzed().output();
        var columns = IntStream.range(0, fields.length)
                .mapToObj(i -> text(new Column(given.apply(i)), fields[i]))
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    private static Column text(Column column, StructField field) {
        var type = field.dataType();
        if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
            return functions.to_json(column).as(field.name());
        }
        return (type instanceof BinaryType ? functions.base64(column) : column.cast("string")).as(field.name());
    }
}
