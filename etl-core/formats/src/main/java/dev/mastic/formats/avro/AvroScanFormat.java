// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.avro;

import dev.mastic.formats.footer.Asked;
import dev.mastic.formats.footer.FooterScan;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.avro.AvroFileFormat;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;

/** Spark's Avro reader, with a look at each file before it is trusted. Equal for the same scan. */
final class AvroScanFormat extends AvroFileFormat {
    private static final long serialVersionUID = 1L;
    private final transient FooterScan scan;

    AvroScanFormat(FooterScan scan) {
        this.scan = scan;
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
        return scan.reader(session, spark, Asked.of(requiredSchema, partitionSchema, filters, options));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AvroScanFormat that && scan.equals(that.scan);
    }

    @Override
    public int hashCode() {
        return scan.hashCode();
    }
}
