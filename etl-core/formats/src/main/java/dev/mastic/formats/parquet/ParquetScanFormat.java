// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import dev.mastic.core.frame.Signal;
import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.PinnedRead;
import dev.mastic.formats.Refused;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;

/** Spark's Parquet reader, with a look at each file before it is trusted. Equal for the same files, type and signal. */
final class ParquetScanFormat extends ParquetFileFormat {
    private static final long serialVersionUID = 1L;
    private final transient List<PinnedFile> files;
    private final transient Type.Struct type;
    private final transient Signal<Refused> signal;

    ParquetScanFormat(List<PinnedFile> files, Type.Struct type, Signal<Refused> signal) {
        this.files = files;
        this.type = type;
        this.signal = signal;
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession session,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoopConf) {
        var spark = super.buildReaderWithPartitionValues(
                session, dataSchema, partitionSchema, requiredSchema, filters, options, hadoopConf);
        boolean caseSensitive = session.sessionState().conf().caseSensitiveAnalysis();
        var checked = new CheckedRead(spark, type, caseSensitive, signal);
        return new PinnedRead(session, session.sessionState().newHadoopConf(), signal, checked);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParquetScanFormat that
                && files.equals(that.files)
                && type.equals(that.type)
                && signal == that.signal;
    }

    @Override
    public int hashCode() {
        return files.hashCode() * 31 + type.hashCode();
    }
}
