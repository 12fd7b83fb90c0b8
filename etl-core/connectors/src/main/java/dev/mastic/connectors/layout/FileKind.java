// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.ColonSafeDisk;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.orc.ORCSchemaUtil;
import org.apache.iceberg.orc.OrcMetrics;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.shaded.org.apache.avro.file.DataFileStream;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.iceberg.shaded.org.apache.orc.OrcFile;
import org.apache.iceberg.shaded.org.apache.orc.StripeInformation;
import org.apache.iceberg.shaded.org.apache.orc.TypeDescription;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.util.HadoopInputFile;

/** A format that Iceberg reads as it is. */
enum FileKind {
    PARQUET(FileFormat.PARQUET) {
        @Override
        Footer open(Path file, Configuration configuration) throws IOException {
            try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
                var footer = reader.getFooter();
                var columns = footer.getFileMetaData().getSchema();
                refuseIds(ParquetSchemaUtil.hasIds(columns));
                var schema = ParquetSchemaUtil.convert(columns);
                var metrics = ParquetUtil.footerMetrics(footer, Stream.empty(), FIGURES, MappingUtil.create(schema));
                return new Footer(schema, metrics, ParquetUtil.getSplitOffsets(footer));
            }
        }
    },
    ORC(FileFormat.ORC) {
        @Override
        Footer open(Path file, Configuration configuration) throws IOException {
            try (var reader = OrcFile.createReader(file, OrcFile.readerOptions(configuration))) {
                var columns = reader.getSchema();
                number(columns);
                var schema = ORCSchemaUtil.convert(columns);
                var metrics = OrcMetrics.fromInputFile(input(file, configuration), FIGURES, MappingUtil.create(schema));
                var stripes = reader.getStripes().stream()
                        .map(StripeInformation::getOffset)
                        .toList();
                return new Footer(schema, metrics, stripes);
            }
        }

        /** Iceberg sees only columns with ids, and gives them to none. */
        private static void number(TypeDescription type) {
            for (var child : Optional.ofNullable(type.getChildren()).orElse(List.of())) {
                refuseIds(child.getAttributeNames().contains(ORC_ID));
                child.setAttribute(ORC_ID, Integer.toString(child.getId()));
                number(child);
            }
        }
    },
    AVRO(FileFormat.AVRO) {
        @Override
        Footer open(Path file, Configuration configuration) throws IOException {
            var input = input(file, configuration);
            try (var in = input.newStream();
                    var rows = new DataFileStream<>(in, new GenericDatumReader<GenericRecord>())) {
                var columns = rows.getSchema();
                refuseIds(columns.getFields().stream().anyMatch(AvroSchemaUtil::hasFieldId));
                return new Footer(AvroSchemaUtil.toIceberg(columns), new Metrics(Avro.rowCount(input)), null);
            }
        }
    };

    private static final MetricsConfig FIGURES = MetricsConfig.getDefault();
    private static final String ORC_ID = "iceberg.id";
    private final FileFormat format;

    FileKind(FileFormat format) {
        this.format = format;
    }

    /** The kind of this name; empty where Iceberg cannot read such files. */
    static Optional<FileKind> named(String format) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(format))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(FileKind::toString).collect(Collectors.joining(", "));
    }

    FileFormat format() {
        return format;
    }

    /**
     * Reads the columns and figures of a file, and none of its rows.
     *
     * @throws EtlException if Iceberg could not read its rows
     */
    Footer footer(String path, Configuration configuration) {
        try {
            var file = new Path(path);
            refuseColon(ColonSafeDisk.isWanted(configuration, file));
            return open(file, configuration);
        } catch (IOException | RuntimeException e) {
            throw new EtlException(
                    "Cannot take " + path + " into an Iceberg table: "
                            + Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                    e);
        }
    }

    abstract Footer open(Path file, Configuration configuration) throws IOException;

    private static InputFile input(Path file, Configuration configuration) {
        return new HadoopFileIO(configuration).newInputFile(file.toString());
    }

    /** Iceberg would go by the ids, which are those of another table. */
    private static void refuseIds(boolean hasIds) {
        if (hasIds) {
            throw new IllegalArgumentException("its columns have ids of Iceberg's, by which it would be read, and they"
                    + " are not those of this table (expected a file without field ids)");
        }
    }

    private static void refuseColon(boolean hasColon) {
        if (hasColon) {
            throw new IllegalArgumentException("Iceberg cannot open a file on a local disk with a colon in its name"
                    + " (expected another name; a table of plain files takes it as it is)");
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
