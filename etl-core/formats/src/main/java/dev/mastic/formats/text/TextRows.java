// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.formats.PinnedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.AbstractIterator;

/** The good rows of a piece of a file. A row is valid until the next one is asked for, as Spark's readers have it. */
final class TextRows extends AbstractIterator<InternalRow> {
    /** Null at the end: the task keeps this object until it ends itself, and must not keep a buffer for each file that it has read. */
    private Records<? extends InternalRow> records;

    private final SignalledRanges ranges;
    private final PinnedFile file;
    private InternalRow row;

    private TextRows(Records<? extends InternalRow> records, SignalledRanges ranges, PinnedFile file) {
        this.records = records;
        this.ranges = ranges;
        this.file = file;
    }

    /** Rows that are given up when the task ends, wherever it stands then. */
    static TextRows inTask(Records<? extends InternalRow> records, SignalledRanges ranges, PinnedFile file) {
        var rows = new TextRows(records, ranges, file);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.end());
        return rows;
    }

    @Override
    public boolean hasNext() {
        if (row == null && records != null) {
            try {
                row = records.next();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file.shown() + ": " + e.getMessage(), e);
            }
            if (row == null) {
                end();
            }
        }
        return row != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var next = row;
        row = null;
        return next;
    }

    private void end() {
        if (records == null) {
            return;
        }
        var read = records;
        records = null;
        ranges.flush();
        try {
            read.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close " + file.shown() + ": " + e.getMessage(), e);
        }
    }
}
