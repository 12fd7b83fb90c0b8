// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Ids of rows that differ between runs and between the rows of one run: 20 bits of the run's token, 16 of the
 * partition, 27 of the row in it, from 1. What does not fit fails: a run's token at once, partitions and rows when they
 * are computed.
 *
 * @param run the token of the run; 0 outside jobs
 */
public record RowId(long run) {
    static final int RUN_BITS = 20;
    static final int PARTITION_BITS = 16;
    static final int ROW_BITS = 27;
    private static final int SPARK_ROW_BITS = 33;

    public RowId {
        if (run < 0 || run >= 1L << RUN_BITS) {
            throw new UsageException("Cannot make ids of rows for run " + run + ": they hold runs up to "
                    + ((1L << RUN_BITS) - 1) + " (give the job a new name, and its tables a new place)");
        }
    }

    /**
     * Rows under the names of a table's base, with their ids. The id of a row changes with its place, so who needs it
     * twice persists them.
     *
     * @param type the rows' own
     */
    Dataset<Row> number(RelationalTable table, Type.Struct type, Dataset<Row> rows) {
        boolean needed = !table.children().isEmpty();
        var names = table.base().names();
        var members = new ArrayList<Projection.Member>();
        for (int i = 0; i < type.fields().size(); i++) {
            members.add(new Projection.Member(
                    names.get(i), Value.input(type.fields().get(i).type(), i)));
        }
        var id = needed
                ? functions.monotonically_increasing_id()
                : functions.lit(null).cast("long");
        members.add(new Projection.Member(RelationalTable.ID, new Value(Type.Primitive.LONG, columns -> id.expr())));
        var base = new Projection(members).over(type, rows);
        return needed ? base.withColumn(RelationalTable.ID, of(DynamicFrame.column(base, RelationalTable.ID))) : base;
    }

    /** The id of a row, from the value of Spark's {@code monotonically_increasing_id} in it. */
    public Column of(Column sparkId) {
        var partition = functions.shiftrightunsigned(sparkId, SPARK_ROW_BITS);
        var row = sparkId.bitwiseAND((1L << SPARK_ROW_BITS) - 1);
        var id = functions.shiftleft(partition, ROW_BITS).plus(row).plus((run << (PARTITION_BITS + ROW_BITS)) + 1);
        var fits = partition.lt(1L << PARTITION_BITS).and(row.lt((1L << ROW_BITS) - 1));
        return functions
                .when(fits, id)
                .otherwise(functions
                        .raise_error(functions.lit("Cannot make ids of rows: more than " + (1L << PARTITION_BITS)
                                + " partitions, or more than " + ((1L << ROW_BITS) - 2)
                                + " rows in one (repartition the frame before)"))
                        .cast("long"));
    }
}
