// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's writer of Parquet, with timestamps in microseconds unless the session says otherwise: Spark's own default is INT96, which the
 * format has given up, and which pyarrow counts in nanoseconds, so that times after 2262 come out as others.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#timestamp">Timestamps of Parquet</a>
 */
public final class ParquetOutput extends ParquetFileFormat {
    private static final long serialVersionUID = 1L;
    private static final String TIMES = SQLConf.PARQUET_OUTPUT_TIMESTAMP_TYPE().key();

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        var writers = super.prepareWrite(session, job, options, dataSchema);
        if (!session.sessionState().conf().contains(TIMES)) {
            job.getConfiguration()
                    .set(
                            TIMES,
                            SQLConf.ParquetOutputTimestampType$.MODULE$
                                    .TIMESTAMP_MICROS()
                                    .toString());
        }
        return writers;
    }
}
