// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.avro;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
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
import dev.mastic.core.type.Type;
import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.footer.FooterScan;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.avro.SchemaConverters;
import org.apache.spark.sql.execution.datasources.FileFormat;

/**
 * Avro's object container files, whatever codec their blocks have. A file without a header that can be read is refused as a
 * whole; one with a broken block is refused from there on. Columns of other types than declared are converted where nothing is lost: a value
 * that is no such type's refuses its row, a column that cannot be converted its file. A choice is a struct of its branches in the
 * file; files that were written from frames say which structs are choices. A union of other writers is what Spark makes of it: a number of
 * the wider type, or a struct of {@code member0}, {@code member1} ….
 *
 * @see <a href="https://avro.apache.org/docs/1.11.4/specification/">Avro specification</a>
 */
public final class AvroFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "avro";

    /** Makes the format; it has no settings. */
    public static final class Plugin implements Factory<Format> {
        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new AvroFormat();
        }
    }

    /** Certain if the magic stands at the start. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        boolean begins = Arrays.equals(Arrays.copyOf(sample.head(), AvroHeader.MAGIC.length), AvroHeader.MAGIC);
        return begins && sample.compression().equals("none")
                ? Optional.of(new Match(NAME, 1, "none", Map.of()))
                : Optional.empty();
    }

    /** Reads the header whatever the limit, and the heads of the blocks that begin before it. */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        return SelfDescribed.inference(
                "Avro", file, (path, configuration) -> AvroHeader.read(path, configuration, maxBytes));
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        return FooterScan.frame(spark, scan, new AvroFiles(), AvroScanFormat::new, context);
    }

    @Override
    public Map<String, String> codecs() {
        return Map.of(
                "none", "uncompressed",
                "uncompressed", "uncompressed",
                "deflate", "deflate",
                "snappy", "snappy",
                "bzip2", "bzip2",
                "xz", "xz",
                "zstd", "zstandard",
                "zstandard", "zstandard");
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.of(new AvroOutput());
    }

    @Override
    public HiveClasses hive(Match match) {
        return hive(match, Type.Struct.EMPTY);
    }

    /** Hive's SerDe, told the schema by which it reads. */
    @Override
    public HiveClasses hive(Match match, Type.Struct type) {
        return new HiveClasses(
                "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
                "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
                type.fields().isEmpty() ? Map.of() : Map.of("avro.schema.literal", schema(type)));
    }

    private static String schema(Type.Struct type) {
        return SchemaConverters.toAvroType(SparkTypes.toSpark(type), false, "record", "")
                .toString();
    }
}
