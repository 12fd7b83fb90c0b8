// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.avro;

import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.footer.OwnTypes;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.avro.AvroOptions;
import org.apache.spark.sql.execution.datasources.v2.FilePartitionReaderFactory;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.v2.avro.AvroPartitionReaderFactory;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/** Avro files as what their headers say. Equal to each other. */
record AvroFiles() implements OwnTypes {
    @Override
    public SelfDescribed read(Path file, Configuration configuration) throws IOException {
        return AvroHeader.read(file, configuration);
    }

    @Override
    public FilePartitionReaderFactory reader(
            StructType columns, Filter[] filters, SQLConf conf, Configuration configuration) {
        return new AvroPartitionReaderFactory(
                conf,
                OwnTypes.here(configuration),
                columns,
                columns,
                new StructType(),
                new AvroOptions(Map$.MODULE$.<String, String>empty(), configuration),
                JavaConverters.asScalaBuffer(List.of(filters)).toSeq());
    }
}
