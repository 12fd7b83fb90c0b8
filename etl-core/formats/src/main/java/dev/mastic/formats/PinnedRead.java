// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.frame.Signal;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Reads a piece of a file, unless there is another version of the file by now, or none: then the file is refused. Costs a question to the
 * file system for each piece.
 */
public final class PinnedRead extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Rows rows;
    private final Signal<Refused> signal;
    private final Broadcast<SerializableConfiguration> configuration;

    /** Reads a piece of a file that is as it was when it was listed. */
    public interface Rows extends Serializable {
        /** The good rows of the piece; what is refused is signalled. */
        Iterator<InternalRow> read(PartitionedFile piece, PinnedFile file, Configuration configuration)
                throws IOException;
    }

    /**
     * A reader for the tasks of a session.
     *
     * @param configuration for the file systems
     */
    public PinnedRead(SparkSession session, Configuration configuration, Signal<Refused> signal, Rows rows) {
        this.rows = rows;
        this.signal = signal;
        this.configuration = session.sparkContext()
                .broadcast(
                        new SerializableConfiguration(configuration),
                        ClassTag$.MODULE$.<SerializableConfiguration>apply(SerializableConfiguration.class));
    }

    /** No rows. */
    public static Iterator<InternalRow> none() {
        return JavaConverters.asScalaIterator(Collections.<InternalRow>emptyIterator());
    }

    @Override
    public Iterator<InternalRow> apply(PartitionedFile piece) {
        var file = new PinnedFile(piece.toPath().toString(), piece.fileSize(), piece.modificationTime());
        var conf = file.openedBy(configuration.value().value());
        try {
            var changed = file.changed(conf);
            if (changed.isPresent()) {
                signal.add(Refused.file(file.uri(), changed.get()));
                return none();
            }
            return rows.read(piece, file, conf);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file.shown() + ": " + e.getMessage(), e);
        }
    }
}
