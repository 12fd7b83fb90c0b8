// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.Signal;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import scala.Function1;
import scala.collection.Iterator;

/**
 * Reads a piece of a file unless the file is refused: without a footer that can be read, or of other types than declared. Costs a reading
 * of the footer's schema for each piece.
 */
record CheckedRead(
        Function1<PartitionedFile, Iterator<InternalRow>> spark,
        Type.Struct declared,
        boolean caseSensitive,
        Signal<Refused> signal,
        SelfDescribed.Look look)
        implements PinnedRead.Rows {
    @Override
    public Iterator<InternalRow> read(PartitionedFile piece, PinnedFile file, Configuration configuration)
            throws IOException {
        boolean last = piece.start() + piece.length() >= file.size();
        var refused = refused(file, last, configuration);
        if (refused.isPresent()) {
            signal.add(refused.get());
            return PinnedRead.none();
        }
        return GuardedRows.of(() -> spark.apply(piece), file, configuration, signal);
    }

    private Optional<Refused> refused(PinnedFile file, boolean last, Configuration conf) throws IOException {
        try {
            var said = look.read(file.path(), conf);
            if (last) {
                said.cutOff().ifPresent(why -> signal.add(Refused.file(file.uri(), why)));
            }
            return new TypeFit(caseSensitive)
                    .misfit(said.type(), declared)
                    .map(whole -> Refused.file(file.uri(), whole.column(), whole.reason()));
        } catch (EtlException e) {
            return Optional.of(Refused.file(file.uri(), e.getMessage()));
        } catch (IOException | RuntimeException e) {
            GuardedRows.throwUnlessContents(e, file, conf);
            return Optional.of(Refused.file(file.uri(), "no footer that can be read: " + e.getMessage()));
        }
    }
}
