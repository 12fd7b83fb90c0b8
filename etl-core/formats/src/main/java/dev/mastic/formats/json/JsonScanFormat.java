// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.frame.Signal;
import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.Refused;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * How Spark reads a scan of JSON files. Equal for the same files, type and signal: otherwise Spark would not reuse exchanges, and if it
 * looked at less it would mix up what two scans refuse.
 */
final class JsonScanFormat implements FileFormat, DataSourceRegister {
    private final List<PinnedFile> files;
    private final Type.Struct type;
    private final Signal<Refused> signal;

    JsonScanFormat(List<PinnedFile> files, Type.Struct type, Signal<Refused> signal) {
        this.files = files;
        this.type = type;
        this.signal = signal;
    }

    /** The name in Spark's plans. */
    @Override
    public String shortName() {
        return JsonFormat.NAME;
    }

    @Override
    public boolean isSplitable(SparkSession session, Map<String, String> options, Path path) {
        return new TextFile(path, session.sessionState().newHadoopConf()).plain();
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
        var zone = session.sessionState().conf().sessionLocalTimeZone();
        Broadcast<SerializableConfiguration> configuration = session.sparkContext()
                .broadcast(
                        new SerializableConfiguration(hadoopConf),
                        ClassTag$.MODULE$.apply(SerializableConfiguration.class));
        return new Read(type, requiredSchema.fieldNames(), zone, signal, configuration);
    }

    @Override
    public Option<StructType> inferSchema(SparkSession session, Map<String, String> options, Seq<FileStatus> statuses) {
        return Option.empty(); // the scan knows its type
    }

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session, Job job, Map<String, String> options, StructType dataSchema) {
        throw new UnsupportedOperationException("Cannot write with the reader of JSON: Spark's own writer does it");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonScanFormat that
                && files.equals(that.files)
                && type.equals(that.type)
                && signal == that.signal;
    }

    @Override
    public int hashCode() {
        return files.hashCode() * 31 + type.hashCode();
    }

    @Override
    public String toString() {
        return shortName();
    }

    /** Reads the records that begin in one piece of a file. */
    private static final class Read extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Type.Struct type;
        private final String[] asked;
        private final String zone;
        private final Signal<Refused> signal;
        private final Broadcast<SerializableConfiguration> configuration;

        Read(
                Type.Struct type,
                String[] asked,
                String zone,
                Signal<Refused> signal,
                Broadcast<SerializableConfiguration> configuration) {
            this.type = type;
            this.asked = asked;
            this.zone = zone;
            this.signal = signal;
            this.configuration = configuration;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile piece) {
            var file = new PinnedFile(piece.toPath().toString(), piece.fileSize(), piece.modificationTime());
            var conf = configuration.value().value();
            try {
                var changed = file.changed(conf);
                if (changed.isPresent()) {
                    signal.add(Refused.file(file.uri(), changed.get()));
                    return JavaConverters.asScalaIterator(Collections.emptyIterator());
                }
                return rows(piece, file, conf);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file.shown() + ": " + e.getMessage(), e);
            }
        }

        private Iterator<InternalRow> rows(PartitionedFile piece, PinnedFile file, Configuration conf)
                throws IOException {
            var text = new TextFile(file.path(), conf);
            var stretch = text.plain() ? Stretch.split(piece.start(), piece.start() + piece.length()) : Stretch.ALL;
            var ranges = new SignalledRanges(file.uri(), signal);
            var shape = new StructReader(type, asked, ZoneId.of(zone));
            var lines = text.lines(stretch.firstByte(), false);
            return JsonRows.inTask(new JsonRecords<>(lines, stretch, shape::read, ranges), ranges, file);
        }
    }
}
