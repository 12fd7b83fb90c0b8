// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.avro;

import dev.mastic.formats.WrittenSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.avro.AvroFileFormat;
import org.apache.spark.sql.avro.AvroOptions;
import org.apache.spark.sql.avro.AvroSerializer;
import org.apache.spark.sql.avro.SchemaConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's writer of Avro, which keeps the schema of the frame among the metadata of each file, as Spark itself does in Parquet: Avro's own
 * has no place for the marks of choices.
 *
 * @see <a href="https://avro.apache.org/docs/1.11.4/specification/#object-container-files">Metadata in the header</a>
 */
public final class AvroOutput extends AvroFileFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        var asked = new AvroOptions(options, session.sessionState().newHadoopConf());
        var schema = SchemaConverters.toAvroType(dataSchema, false, asked.recordName(), asked.recordNamespace());
        return new WithSchema(asked.compression().toLowerCase(Locale.ROOT), schema.toString());
    }

    private static final class WithSchema extends OutputWriterFactory {
        private static final long serialVersionUID = 1L;
        private final String codec;
        private final String schema;

        WithSchema(String codec, String schema) {
            this.codec = codec.equals("uncompressed") ? "null" : codec;
            this.schema = schema;
            CodecFactory.fromString(this.codec); // one that there is not is refused here, not in a task
        }

        @Override
        public String getFileExtension(TaskAttemptContext context) {
            return ".avro";
        }

        @Override
        public OutputWriter newInstance(String path, StructType dataSchema, TaskAttemptContext context) {
            try {
                return new Rows(path, dataSchema, new Schema.Parser().parse(schema), codec, context);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Rows extends OutputWriter {
        private final String path;
        private final AvroSerializer serializer;
        private final DataFileWriter<GenericRecord> records;

        Rows(String path, StructType rows, Schema schema, String codec, TaskAttemptContext context) throws IOException {
            this.path = path;
            this.serializer = new AvroSerializer(rows, schema, false);
            this.records = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))
                    .setCodec(CodecFactory.fromString(codec))
                    .setMeta(WrittenSchema.KEY, rows.json());
            var file = new Path(path);
            var fileSystem = file.getFileSystem(context.getConfiguration());
            records.create(schema, fileSystem.create(file, false));
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public void write(InternalRow row) {
            try {
                records.append((GenericRecord) serializer.serialize(row));
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }

        @Override
        public void close() {
            try {
                records.close();
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }

        private UncheckedIOException cannotWrite(IOException e) {
            return new UncheckedIOException("Cannot write " + path + ": " + e.getMessage(), e);
        }
    }
}
