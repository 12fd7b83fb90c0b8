// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.path;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * Values over the rows of a Dataset, for what is no projection: conditions, keys, groups.
 *
 * @param columns the columns of the record type, in order
 */
public record RowColumns(List<Expression> columns) {
    public RowColumns {
        columns = List.copyOf(columns);
    }

    /** The columns of rows of this type. */
    public static RowColumns of(Type.Struct type, Dataset<Row> rows) {
        return new RowColumns(type.names().stream()
                .map(name -> DynamicFrame.column(rows, name).expr())
                .toList());
    }

    /** The columns of a frame, whose Dataset is made for it. */
    public static RowColumns of(DynamicFrame frame) {
        return of(frame.schema(), frame.toDF());
    }

    /** The value in these rows. */
    public Column column(Value value) {
        return new Column(value.expression().apply(columns));
    }
}
