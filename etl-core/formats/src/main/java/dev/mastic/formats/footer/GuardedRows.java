// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.Signal;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.Refused;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * Rows, or batches of rows, of a file until its contents cannot be decoded; then the file is refused. What was read before stays. A file
 * system that fails is not the file's fault, and is thrown on, so that the task is tried again.
 */
final class GuardedRows extends AbstractIterator<Object> implements Closeable {
    private final PinnedFile file;
    private final Configuration configuration;
    private final Signal<Refused> signal;
    private Iterator<?> rows;

    private GuardedRows(PinnedFile file, Configuration configuration, Signal<Refused> signal) {
        this.file = file;
        this.configuration = configuration;
        this.signal = signal;
    }

    /** Spark passes batches where it says rows, so that nothing here may look at them. */
    @SuppressWarnings("unchecked")
    static Iterator<InternalRow> of(
            Supplier<Iterator<InternalRow>> open, PinnedFile file, Configuration conf, Signal<Refused> signal) {
        var guarded = new GuardedRows(file, conf, signal);
        guarded.open(open);
        return (Iterator<InternalRow>) (Iterator<?>) guarded;
    }

    private void open(Supplier<Iterator<InternalRow>> open) {
        try {
            rows = open.get();
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            refuse(e);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return rows != null && rows.hasNext();
        } catch (Exception e) { // Scala throws checked exceptions without saying so
            refuse(e);
            return false;
        }
    }

    @Override
    public Object next() {
        return rows.next();
    }

    private void refuse(Exception e) {
        GuardedRows.<RuntimeException>throwUnlessContents(e, file, configuration);
        rows = null;
        signal.add(Refused.file(file.uri(), "cannot be decoded, what was read before is kept: " + e.getMessage()));
    }

    /** Throws the failure on if the bytes of the file cannot be read either. */
    @SuppressWarnings("unchecked") // a sneaky throw: callers know what they may get
    static <E extends Exception> void throwUnlessContents(Exception failure, PinnedFile file, Configuration conf)
            throws E {
        try (var in = file.path().getFileSystem(conf).open(file.path())) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw (E) failure;
        }
    }

    @Override
    public void close() throws IOException {
        if (rows instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
