// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.Signal;
import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.Refused;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/**
 * Reads a piece of a file unless the file is refused: gone, changed, without a footer that can be read, or of other types than declared.
 * Costs a question to the file system and a reading of the footer's schema for each piece.
 */
final class CheckedRead extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>> implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Function1<PartitionedFile, Iterator<InternalRow>> spark;
    private final Type.Struct declared;
    private final boolean caseSensitive;
    private final Signal<Refused> signal;
    private final Broadcast<SerializableConfiguration> configuration;

    CheckedRead(
            Function1<PartitionedFile, Iterator<InternalRow>> spark,
            Type.Struct declared,
            boolean caseSensitive,
            Signal<Refused> signal,
            Broadcast<SerializableConfiguration> configuration) {
        this.spark = spark;
        this.declared = declared;
        this.caseSensitive = caseSensitive;
        this.signal = signal;
        this.configuration = configuration;
    }

    @Override
    public Iterator<InternalRow> apply(PartitionedFile piece) {
        var file = new PinnedFile(piece.toPath().toString(), piece.fileSize(), piece.modificationTime());
        var conf = configuration.value().value();
        try {
            var refused = refused(file, conf);
            if (refused.isPresent()) {
                signal.add(refused.get());
                return JavaConverters.asScalaIterator(Collections.emptyIterator());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file.shown() + ": " + e.getMessage(), e);
        }
        return GuardedRows.of(() -> spark.apply(piece), file, conf, signal);
    }

    private Optional<Refused> refused(PinnedFile file, Configuration conf) throws IOException {
        var changed = file.changed(conf);
        if (changed.isPresent()) {
            return Optional.of(Refused.file(file.uri(), changed.get()));
        }
        try {
            var inFile = Footer.schema(file.path(), conf).type();
            return new TypeFit(caseSensitive)
                    .misfit(inFile, declared)
                    .map(whole -> Refused.file(file.uri(), whole.column(), whole.reason()));
        } catch (EtlException e) {
            return Optional.of(Refused.file(file.uri(), e.getMessage()));
        } catch (IOException | RuntimeException e) {
            GuardedRows.throwUnlessContents(e, file, conf);
            return Optional.of(Refused.file(file.uri(), "no footer that can be read: " + e.getMessage()));
        }
    }
}
