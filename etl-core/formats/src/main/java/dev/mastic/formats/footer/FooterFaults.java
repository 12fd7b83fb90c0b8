// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.RowFault;
import dev.mastic.formats.FileFaults;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.Refused;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.StructsToJson;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/**
 * The rows that do not fit, as their file stores them: its pieces with such rows are read again.
 *
 * @param step the source, as fault reports name it
 */
record FooterFaults(String step, OwnReading reading) implements FileFaults.Reader {
    @Override
    public Iterator<RowFault> faults(PinnedFile file, List<Refused> ranges, Configuration configuration)
            throws IOException {
        var columns = reading.columns(reading.look(file, configuration));
        var stored = columns.stored();
        var checks = new Checks(columns.checked().stream()
                .map(column -> column.in(stored, column.place()))
                .toList());
        var json = new StructsToJson(
                Map$.MODULE$.empty(),
                Parts.row(stored),
                Option.apply(reading.session().zone()));
        var faults = JavaConverters.asScalaIterator(ranges.iterator())
                .flatMap(range -> JavaConverters.asScalaIterator(
                        reading.rows(stored, new Filter[0], piece(file, range), configuration)))
                .map(row -> checks.refusal(row).map(why -> fault(file, why, json.eval(row))))
                .filter(Optional::isPresent)
                .map(Optional::get);
        return JavaConverters.asJavaIterator(faults);
    }

    private static PartitionedFile piece(PinnedFile file, Refused range) {
        return new PartitionedFile(
                InternalRow.empty(),
                SparkPath.fromUrlString(file.path().toUri().toString()),
                range.start(),
                range.end() - range.start(),
                new String[0],
                file.modified(),
                file.size(),
                Map$.MODULE$.empty());
    }

    private RowFault fault(PinnedFile file, UnfitException why, Object raw) {
        return new RowFault(file.shown(), null, null, step, why.column(), why.getMessage(), raw.toString());
    }
}
