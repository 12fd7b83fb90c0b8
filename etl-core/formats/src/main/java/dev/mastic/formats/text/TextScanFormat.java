// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.frame.Signal;
import dev.mastic.formats.DistinctColumns;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.PinnedRead;
import dev.mastic.formats.Refused;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;

/**
 * How Spark reads a scan of text files. Equal for the same files, rows and signal: otherwise Spark would not reuse exchanges, and if it
 * looked at less it would mix up what two scans refuse.
 */
final class TextScanFormat implements FileFormat, DataSourceRegister {
    private final List<PinnedFile> files;
    private final HashMap<Path, PinnedFile> byPath = new HashMap<>();
    private final RowFormat rows;
    private final DistinctColumns columns;
    private final Signal<Refused> signal;

    /** @param columns the names by which columns are asked for */
    TextScanFormat(List<PinnedFile> files, RowFormat rows, DistinctColumns columns, Signal<Refused> signal) {
        this.files = files;
        this.rows = rows;
        this.columns = columns;
        this.signal = signal;
        files.forEach(file -> byPath.put(file.path(), file));
    }

    /** The name in Spark's plans. */
    @Override
    public String shortName() {
        return rows.name();
    }

    @Override
    public boolean isSplitable(SparkSession session, Map<String, String> options, Path path) {
        var file = byPath.get(path);
        return file != null
                && rows.splits(file)
                && new TextFile(path, session.sessionState().newHadoopConf(), rows.encoding()).promisedPlain();
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
            SparkSession session,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoopConf) {
        return new PinnedRead(
                session, hadoopConf, signal, new Read(rows, columns.columns(requiredSchema.fieldNames()), signal));
    }

    @Override
    public Option<StructType> inferSchema(SparkSession session, Map<String, String> options, Seq<FileStatus> statuses) {
        return Option.empty(); // the scan knows its type
    }

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session, Job job, Map<String, String> options, StructType dataSchema) {
        throw new UnsupportedOperationException(
                "Cannot write with the reader of " + rows.name() + ": its writer is another");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextScanFormat that
                && files.equals(that.files)
                && rows.equals(that.rows)
                && columns.equals(that.columns)
                && signal == that.signal;
    }

    @Override
    public int hashCode() {
        return files.hashCode() * 31 + rows.hashCode();
    }

    @Override
    public String toString() {
        return shortName();
    }

    /** Reads the records that begin in one piece of a file. */
    private record Read(RowFormat rows, String[] asked, Signal<Refused> signal) implements PinnedRead.Rows {
        @Override
        public Iterator<InternalRow> read(PartitionedFile piece, PinnedFile file, Configuration configuration)
                throws IOException {
            var text = new TextFile(file.path(), configuration, rows.encoding());
            var format = rows.in(text);
            boolean cut = piece.length() < file.size();
            boolean splits = cut && format.splits(file) && text.plain();
            if (piece.start() > 0 && !splits) {
                return PinnedRead.none(); // all of it is read with its first piece
            }
            var stretch = splits ? Stretch.split(piece.start(), piece.start() + piece.length()) : Stretch.ALL;
            var ranges = new SignalledRanges(file.uri(), signal);
            var lines = text.lines(stretch.firstByte(), format.budget(), format.lines(), false);
            var records = new Records<>(lines, stretch, format.grammar(text, asked), ranges, format.budget());
            return TextRows.inTask(records, ranges, file);
        }
    }
}
