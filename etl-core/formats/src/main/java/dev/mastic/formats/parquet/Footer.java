// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.WrittenSchema;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;

/**
 * What the end of a file says of it.
 *
 * @param written the schema that Spark wrote into the file
 * @param rows in all row groups; 0 if these were not asked for
 */
record Footer(MessageType schema, WrittenSchema written, long rows) implements SelfDescribed {
    private static final String SPARKS_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

    /** Schema and row count. */
    static Footer read(Path path, Configuration configuration) throws IOException {
        return read(path, configuration, ParquetMetadataConverter.NO_FILTER);
    }

    /** The schema alone, which is cheaper in files of many row groups. */
    static Footer schema(Path path, Configuration configuration) throws IOException {
        return read(path, configuration, ParquetMetadataConverter.SKIP_ROW_GROUPS);
    }

    private static Footer read(Path path, Configuration configuration, ParquetMetadataConverter.MetadataFilter filter)
            throws IOException {
        var options = HadoopReadOptions.builder(configuration, path)
                .withMetadataFilter(filter)
                .build();
        try (var file = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration), options)) {
            var metadata = file.getFooter();
            long rows = metadata.getBlocks().stream()
                    .mapToLong(BlockMetaData::getRowCount)
                    .sum();
            var facts = metadata.getFileMetaData();
            var written = new WrittenSchema(
                    Optional.ofNullable(facts.getKeyValueMetaData().get(SPARKS_SCHEMA)));
            return new Footer(facts.getSchema(), written, rows);
        }
    }

    /** Times in nanoseconds are read to the microsecond. */
    @Override
    public Type.Struct type() {
        return type(Nanoseconds.asMicroseconds(schema));
    }

    @Override
    public Type.Struct stored() {
        return type(schema);
    }

    private static Type.Struct type(MessageType schema) {
        // not binary as string, INT96 as timestamp, names by case, local timestamps kept: Spark's defaults;
        // nanoseconds as long
        var converter = new ParquetToSparkSchemaConverter(false, true, true, true, true);
        return SparkTypes.fromSpark(converter.convert(schema));
    }

    @Override
    public void observe(Observation observation, String path) {
        observation.struct(new Example(path, 0, schema.getName()));
        for (var field : type().fields()) {
            var written = schema.getType(field.name()).toString();
            observation.field(field.name()).typed(field.type(), new Example(path, 0, written));
        }
    }
}
