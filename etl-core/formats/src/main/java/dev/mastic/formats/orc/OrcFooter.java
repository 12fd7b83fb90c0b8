// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.orc;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.WrittenSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;
import org.apache.spark.sql.execution.datasources.orc.OrcUtils;

/**
 * What the end of a file says of it.
 *
 * @param written the schema of the frame that the file was written from
 * @param negative the column with times that cannot be read
 */
record OrcFooter(TypeDescription schema, WrittenSchema written, long rows, Optional<String> negative)
        implements SelfDescribed {
    static OrcFooter read(Path path, Configuration configuration) throws IOException {
        try (var reader = OrcFile.createReader(path, OrcFile.readerOptions(configuration))) {
            return new OrcFooter(
                    reader.getSchema(),
                    new WrittenSchema(written(reader)),
                    reader.getNumberOfRows(),
                    NegativeFractions.column(reader));
        }
    }

    private static Optional<String> written(Reader reader) {
        return reader.hasMetadataValue(WrittenSchema.KEY)
                ? Optional.of(StandardCharsets.UTF_8
                        .decode(reader.getMetadataValue(WrittenSchema.KEY))
                        .toString())
                : Optional.empty();
    }

    /**
     * The type of the rows, as Spark reads the file when it is told nothing.
     *
     * @throws EtlException naming the first column of a type that Spark has not, or with times that it cannot read
     */
    @Override
    public Type.Struct type() {
        negative.ifPresent(column -> {
            throw new EtlException(
                    "column '" + column + "' has times before 1970 whose fractions of a second are below zero,"
                            + " as PyArrow writes them to ORC: Java cannot read them; write the file as Parquet");
        });
        for (int i = 0; i < schema.getChildren().size(); i++) {
            var column = schema.getChildren().get(i);
            if (isUnknown(column)) {
                throw new EtlException("column '" + schema.getFieldNames().get(i) + "' is of a type that Spark does not"
                        + " read in ORC files (got " + column + ")");
            }
        }
        return SparkTypes.fromSpark(OrcUtils.toCatalystSchema(schema));
    }

    private static boolean isUnknown(TypeDescription type) {
        var inside = type.getChildren();
        return type.getCategory() == TypeDescription.Category.UNION
                || type.getCategory() == TypeDescription.Category.TIMESTAMP_INSTANT
                || (inside != null && inside.stream().anyMatch(OrcFooter::isUnknown));
    }

    @Override
    public void observe(Observation observation, String path) {
        observation.struct(new Example(path, 0, "struct"));
        var columns = schema.getChildren();
        var fields = type().fields();
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            observation
                    .field(field.name())
                    .typed(field.type(), new Example(path, 0, columns.get(i).toString()));
        }
    }
}
