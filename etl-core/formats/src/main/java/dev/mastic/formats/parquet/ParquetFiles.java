// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.footer.OwnTypes;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport$;
import org.apache.spark.sql.execution.datasources.v2.FilePartitionReaderFactory;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetPartitionReaderFactory;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map$;

/** Parquet files as what their footers say. Equal to each other. */
record ParquetFiles() implements OwnTypes {
    @Override
    public SelfDescribed read(Path file, Configuration configuration) throws IOException {
        return Footer.schema(file, configuration);
    }

    /** With the settings of Spark's own scan; names are exact, and nanoseconds come as long. */
    @Override
    public FilePartitionReaderFactory reader(
            StructType columns, Filter[] filters, SQLConf conf, Configuration configuration) {
        var own = new Configuration(configuration);
        own.set(ParquetInputFormat.READ_SUPPORT_CLASS, ParquetReadSupport.class.getName());
        own.set(ParquetReadSupport$.MODULE$.SPARK_ROW_REQUESTED_SCHEMA(), columns.json());
        own.set(SQLConf.SESSION_LOCAL_TIMEZONE().key(), conf.sessionLocalTimeZone());
        own.setBoolean(SQLConf.NESTED_SCHEMA_PRUNING_ENABLED().key(), conf.nestedSchemaPruningEnabled());
        own.setBoolean(SQLConf.CASE_SENSITIVE().key(), true);
        own.setBoolean(SQLConf.PARQUET_BINARY_AS_STRING().key(), false);
        own.setBoolean(SQLConf.PARQUET_INT96_AS_TIMESTAMP().key(), true);
        own.setBoolean(SQLConf.PARQUET_INFER_TIMESTAMP_NTZ_ENABLED().key(), true);
        own.setBoolean(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), true);
        return new ParquetPartitionReaderFactory(
                conf,
                OwnTypes.here(own),
                columns,
                columns,
                new StructType(),
                filters,
                Option.empty(),
                new ParquetOptions(Map$.MODULE$.<String, String>empty(), conf));
    }
}
