// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.v2.FilePartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.TaskCompletionListener;

/** The rows of a piece of a file as it stores them, decoded in batches where Spark can. Closed at its end, and with its task. */
final class StoredRows implements Iterator<InternalRow> {
    private final PartitionReader<?> reader;
    private Iterator<InternalRow> batch = Collections.emptyIterator();
    private boolean closed;

    private StoredRows(PartitionReader<?> reader) {
        this.reader = reader;
        if (TaskContext.get() != null) {
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
        }
    }

    static StoredRows of(FilePartitionReaderFactory readers, PartitionedFile piece) {
        return new StoredRows(
                readers.supportColumnarReads(null) ? readers.buildColumnarReader(piece) : readers.buildReader(piece));
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
        return batch.next();
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
