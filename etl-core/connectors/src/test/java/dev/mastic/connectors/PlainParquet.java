// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;

/** Parquet by Spark's own reader and writer, without any of what our formats add. */
final class PlainParquet implements Format {
    static final class Plugin implements Factory<Format> {
        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public String name() {
            return "parquet";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new PlainParquet();
        }
    }

    @Override
    public Optional<Match> sniff(Sample sample) {
        var head = sample.head();
        boolean magic = head.length > 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1';
        return magic ? Optional.of(new Match("parquet", 1, "none", Map.of())) : Optional.empty();
    }

    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        var path = file.path();
        try (var reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, file.configuration()))) {
            var converter = new ParquetToSparkSchemaConverter(new SQLConf());
            var schema = ParquetFileFormat.readSchemaFromFooter(new Footer(path, reader.getFooter()), converter);
            var rows = new Observation();
            rows.typed(SparkTypes.fromSpark(schema), new Example(file.item().path(), 0, ""));
            return new Inference(rows.toObserved(), reader.getRecordCount());
        } catch (IOException | RuntimeException e) {
            throw new EtlException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var row = new ArrayList<>(scan.type().fields());
        row.addAll(scan.partitionType().fields());
        var type = new Type.Struct(row);
        var session = spark.session();
        var rows = session.createDataFrame(List.<Row>of(), SparkTypes.toSpark(type));
        for (var part : byPartition(scan.files()).entrySet()) {
            rows = rows.union(part(session, scan, part.getKey(), part.getValue()));
        }
        return DynamicFrame.of(scan.name(), type, rows, List.of(), context);
    }

    private static Map<List<String>, List<String>> byPartition(List<FileItem> files) {
        var byPartition = new LinkedHashMap<List<String>, List<String>>();
        files.forEach(file -> byPartition
                .computeIfAbsent(file.partition(), values -> new ArrayList<>())
                .add(new Path(file.path()).toString()));
        return byPartition;
    }

    private static Dataset<Row> part(SparkSession session, FileScan scan, List<String> values, List<String> files) {
        var rows = session.read().schema(SparkTypes.toSpark(scan.type())).parquet(files.toArray(String[]::new));
        for (int i = 0; i < values.size(); i++) {
            var key = scan.partitionType().fields().get(i);
            var value = values.get(i).equals(FileItem.NO_VALUE) ? null : values.get(i);
            rows = rows.withColumn(key.name(), functions.lit(value).cast(SparkTypes.toSpark(key.type())));
        }
        return rows;
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.of(new ParquetFileFormat());
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses("", "", "", Map.of());
    }
}
