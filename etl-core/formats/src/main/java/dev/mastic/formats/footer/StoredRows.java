// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.v2.FilePartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;

/** The rows of a piece of a file as it stores them, decoded in batches where Spark can. Closed at its end, and with its task. */
final class StoredRows implements Iterator<InternalRow> {
    private final PartitionReader<?> reader;
    private final Optional<UnsafeProjection> copy;
    private Iterator<InternalRow> batch = Collections.emptyIterator();
    private boolean closed;

    private StoredRows(PartitionReader<?> reader, StructType columns) {
        this.reader = reader;
        // Spark's functions over arrays and maps ask vectors for elements without asking whether they are null
        this.copy = SparkTypes.fromSpark(columns).holds(StoredRows::hasElements)
                ? Optional.of(UnsafeProjection.create(columns))
                : Optional.empty();
        if (TaskContext.get() != null) {
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
        }
    }

    /** @param columns that the readers are for */
    static StoredRows of(FilePartitionReaderFactory readers, StructType columns, PartitionedFile piece) {
        return new StoredRows(
                readers.supportColumnarReads(null) ? readers.buildColumnarReader(piece) : readers.buildReader(piece),
                columns);
    }

    private static boolean hasElements(Type type) {
        return type instanceof Type.Array || type instanceof Type.Map;
    }

    @Override
    public boolean hasNext() {
        try {
            while (!batch.hasNext() && !closed) {
                if (reader.next()) {
                    batch = rows(reader.get());
                } else {
                    close();
                }
            }
            return batch.hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<InternalRow> rows(Object read) {
        return read instanceof ColumnarBatch batch
                ? batch.rowIterator()
                : Collections.singleton((InternalRow) read).iterator();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = batch.next();
        return copy.isPresent() ? copy.get().apply(row) : row;
    }

    private void close() {
        if (!closed) {
            closed = true;
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
