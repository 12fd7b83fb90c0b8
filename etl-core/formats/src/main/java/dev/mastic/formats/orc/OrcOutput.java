// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.orc;

import dev.mastic.formats.WrittenSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.orc.OrcFile;
import org.apache.orc.mapred.OrcOutputFormat;
import org.apache.orc.mapred.OrcStruct;
import org.apache.orc.mapreduce.OrcMapreduceRecordWriter;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.orc.OrcFileFormat;
import org.apache.spark.sql.execution.datasources.orc.OrcSerializer;
import org.apache.spark.sql.execution.datasources.orc.OrcUtils;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's writer of ORC, which keeps the schema of the frame among the metadata of each file, as Spark itself does in Parquet: ORC has no
 * other place for the marks of choices.
 *
 * @see <a href="https://orc.apache.org/specification/ORCv1/">User metadata in the footer</a>
 */
public final class OrcOutput extends OrcFileFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        return new WithSchema(super.prepareWrite(session, job, options, dataSchema));
    }

    private static final class WithSchema extends OutputWriterFactory {
        private static final long serialVersionUID = 1L;
        private final OutputWriterFactory writers;

        WithSchema(OutputWriterFactory writers) {
            this.writers = writers;
        }

        @Override
        public String getFileExtension(TaskAttemptContext context) {
            return writers.getFileExtension(context);
        }

        @Override
        public OutputWriter newInstance(String path, StructType dataSchema, TaskAttemptContext context) {
            try {
                return new Rows(path, dataSchema, context);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Rows extends OutputWriter {
        private final String path;
        private final LastSecond lastSecond;
        private final OrcSerializer serializer;
        private final TaskAttemptContext context;
        private final OrcMapreduceRecordWriter<OrcStruct> records;

        Rows(String path, StructType schema, TaskAttemptContext context) throws IOException {
            this.path = path;
            this.lastSecond = new LastSecond(schema);
            this.serializer = new OrcSerializer(schema);
            this.context = context;
            var options = OrcOutputFormat.buildOptions(context.getConfiguration())
                    .setSchema(OrcUtils.orcTypeDescription(schema));
            var writer = OrcFile.createWriter(new Path(path), options);
            writer.addUserMetadata(
                    WrittenSchema.KEY, ByteBuffer.wrap(schema.json().getBytes(StandardCharsets.UTF_8)));
            OrcUtils.addSparkVersionMetadata(writer);
            this.records = new OrcMapreduceRecordWriter<>(writer);
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public void write(InternalRow row) {
            lastSecond.refuse(row);
            try {
                records.write(NullWritable.get(), serializer.serialize(row));
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }

        @Override
        public void close() {
            try {
                records.close(context);
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }

        private UncheckedIOException cannotWrite(IOException e) {
            return new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
        }
    }
}
