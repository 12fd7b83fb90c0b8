// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.RowToColumnConverter;
import org.apache.spark.sql.execution.vectorized.ColumnVectorUtils;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.OffHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Rows as the batches that Spark has been promised, in the vectors that it expects of its own reader. The next batch takes the place of the
 * last; freed with the task.
 */
final class Batches implements Iterator<ColumnarBatch> {
    private final Iterator<InternalRow> rows;
    private final int capacity;
    private final RowToColumnConverter converter;
    private final WritableColumnVector[] columns;
    private final ColumnarBatch batch;
    private boolean filled;

    /** @param values of the partition, which stand behind the columns */
    Batches(Iterator<InternalRow> rows, Asked asked, InternalRow values, SQLConf conf) {
        this.rows = rows;
        this.capacity = conf.parquetVectorizedReaderBatchSize();
        this.converter = new RowToColumnConverter(asked.columns());
        this.columns = conf.offHeapColumnVectorEnabled()
                ? OffHeapColumnVector.allocateColumns(capacity, asked.columns())
                : OnHeapColumnVector.allocateColumns(capacity, asked.columns());
        var keys = asked.partitions().fields();
        var vectors = Arrays.copyOf(columns, columns.length + keys.length, ColumnVector[].class);
        for (int i = 0; i < keys.length; i++) {
            var constant = new ConstantColumnVector(capacity, keys[i].dataType());
            ColumnVectorUtils.populate(constant, values, i);
            vectors[columns.length + i] = constant;
        }
        this.batch = new ColumnarBatch(vectors);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> batch.close());
    }

    /** Fills the batch: what fails here is the file's fault, and told as such. */
    @Override
    public boolean hasNext() {
        if (!filled && rows.hasNext()) {
            fill();
            filled = true;
        }
        return filled;
    }

    private void fill() {
        for (var column : columns) {
            column.reset();
        }
        int count = 0;
        for (; count < capacity && rows.hasNext(); count++) {
            converter.convert(rows.next(), columns);
        }
        batch.setNumRows(count);
    }

    @Override
    public ColumnarBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        filled = false;
        return batch;
    }
}
