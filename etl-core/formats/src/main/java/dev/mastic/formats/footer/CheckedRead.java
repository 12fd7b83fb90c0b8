// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.Signal;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.PinnedRead;
import dev.mastic.formats.Refused;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.JavaConverters;

/**
 * Reads a piece of a file unless the file is refused: without a footer that can be read, or of types that cannot be read as declared. A file
 * of the declared types is Spark's to read; of another, its own types are read and converted. Costs a reading of the footer's schema for each
 * piece.
 *
 * @param spark reads files of the declared types
 */
record CheckedRead(
        Function1<PartitionedFile, Iterator<InternalRow>> spark,
        OwnReading reading,
        Asked asked,
        Signal<Refused> signal)
        implements PinnedRead.Rows {
    @Override
    public Iterator<InternalRow> read(PartitionedFile piece, PinnedFile file, Configuration configuration)
            throws IOException {
        boolean last = piece.start() + piece.length() >= file.size();
        return columns(file, last, configuration)
                .map(columns -> GuardedRows.of(
                        () -> columns.areNative() ? spark.apply(piece) : converted(columns, piece, file, configuration),
                        file,
                        configuration,
                        signal))
                .orElseGet(PinnedRead::none);
    }

    /** Empty if the file is refused. */
    private Optional<FileColumns> columns(PinnedFile file, boolean last, Configuration conf) throws IOException {
        try {
            var said = reading.look(file, conf);
            if (last) {
                said.cutOff().ifPresent(why -> signal.add(Refused.file(file.uri(), why)));
            }
            return Optional.of(reading.columns(said));
        } catch (UnfitException e) {
            signal.add(Refused.file(file.uri(), e.column(), e.getMessage()));
        } catch (EtlException e) {
            signal.add(Refused.file(file.uri(), e.getMessage()));
        } catch (IOException | RuntimeException e) {
            GuardedRows.throwUnlessContents(e, file, conf);
            signal.add(Refused.file(file.uri(), "no footer that can be read: " + e.getMessage()));
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked") // Spark passes batches where it says rows
    private Iterator<InternalRow> converted(
            FileColumns columns, PartitionedFile piece, PinnedFile file, Configuration configuration) {
        var plan = ConvertedRows.Plan.of(columns, asked.columns());
        // where rows may be refused, they are whatever is asked
        var filters = columns.checked().isEmpty() ? asked.filters(columns.unchanged()) : new Filter[0];
        var stored = reading.rows(plan.read(), filters, piece, configuration);
        var range = Refused.range(file.uri(), piece.start(), piece.start() + piece.length());
        var values = piece.partitionValues();
        if (asked.batches()) {
            var rows = new ConvertedRows(stored, plan, () -> signal.add(range));
            var batches = new Batches(rows, asked, values, reading.session().toConf());
            return (Iterator<InternalRow>) (Iterator<?>) JavaConverters.asScalaIterator(batches);
        }
        var keyed = new KeyedRows(stored, values);
        return JavaConverters.asScalaIterator(
                new ConvertedRows(keyed, plan.with(asked.partitions()), () -> signal.add(range)));
    }
}
