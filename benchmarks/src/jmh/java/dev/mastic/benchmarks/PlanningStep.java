// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.frame.FrameTransform;
import dev.mastic.transforms.ApplyMapping;
import dev.mastic.transforms.DropFields;
import dev.mastic.transforms.DropNullFields;
import dev.mastic.transforms.RenameField;
import dev.mastic.transforms.ResolveChoice;
import dev.mastic.transforms.SelectFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/**
 * One of a few kinds of transforms in turn, for columns that are there, and the same by hand.
 *
 * @param number from 0
 */
record PlanningStep(int number) {
    private static final int KINDS = 10;

    static PlanningStep of(int number) {
        return new PlanningStep(number);
    }

    /** The column that this step is about; every step has its own. */
    private String column(int kind) {
        return "c" + (number * 5 + kind);
    }

    FrameTransform transform(List<String> names) {
        var all = names.toArray(String[]::new);
        return switch (number % KINDS) {
            case 0, 1, 2 -> RenameField.renameField(column(0), "renamed" + number);
            case 3, 4 -> DropFields.dropFields(column(1));
            case 5 -> DropFields.dropFields(column(3) + ".b", column(4) + ".x");
            case 6 -> ResolveChoice.resolveChoice(column(2) + " -> cast:string");
            case 7 -> DropNullFields.dropNullFields();
            case 8 -> SelectFields.selectFields(all);
            default ->
                ApplyMapping.applyMapping(
                        names.stream().map(each -> each + " -> " + each).toArray(String[]::new));
        };
    }

    Dataset<Row> byHand(Dataset<Row> rows) {
        return switch (number % KINDS) {
            case 0, 1, 2 -> {
                var columns = new ArrayList<>(others(rows, column(0)));
                columns.add(functions.col(column(0)).as("renamed" + number));
                yield rows.select(columns.toArray(Column[]::new));
            }
            case 3, 4 -> rows.select(others(rows, column(1)).toArray(Column[]::new));
            case 5 ->
                select(rows, name -> {
                    var column = functions.col(name);
                    return name.equals(column(3))
                            ? without(column, "b")
                            : name.equals(column(4)) ? functions.transform(column, each -> without(each, "x")) : column;
                });
            case 6 -> select(rows, name -> name.equals(column(2)) ? cast(functions.col(name)) : functions.col(name));
            default -> select(rows, functions::col);
        };
    }

    private static Column without(Column struct, String field) {
        return struct.dropFields(JavaConverters.asScalaBuffer(List.of(field)).toSeq());
    }

    private static Column cast(Column choice) {
        return functions.coalesce(choice.getField("long").cast("string"), choice.getField("string"));
    }

    private static List<Column> others(Dataset<Row> rows, String name) {
        return Arrays.stream(rows.columns())
                .filter(each -> !each.equals(name))
                .map(functions::col)
                .toList();
    }

    private static Dataset<Row> select(Dataset<Row> rows, Function<String, Column> change) {
        return rows.select(Arrays.stream(rows.columns())
                .map(name -> change.apply(name).as(name))
                .toArray(Column[]::new));
    }
}
