// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.parquet;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.formats.SelfDescribed;
import dev.mastic.formats.footer.FooterScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.datasources.FileFormat;

/**
 * Parquet files. Columns of other types than declared are converted where nothing is lost: a value that is no such type's refuses its row, a
 * column that cannot be converted its file, as damage does. A choice is a struct
 * of its branches in the file; files that were written from frames say which structs are choices, and come back as they were.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">File format</a>
 */
public final class ParquetFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "parquet";

    private static final double BEGINNING = 0.5;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

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
            return new ParquetFormat();
        }
    }

    /** Certain if the magic stands at both ends; a file that only begins with it is likely cut off, and refused when it is read. */
    @Override
    public Optional<Match> sniff(Sample sample) {
        var head = Arrays.copyOf(sample.head(), MAGIC.length);
        int from = Math.max(0, sample.tail().length - MAGIC.length);
        var tail = Arrays.copyOfRange(sample.tail(), from, from + MAGIC.length);
        if (!Arrays.equals(head, MAGIC)) {
            return Optional.empty();
        }
        boolean whole = sample.size() > 2 * MAGIC.length && Arrays.equals(tail, MAGIC);
        return Optional.of(new Match(NAME, whole ? 1 : BEGINNING, "none", Map.of()));
    }

    /** Reads the footer alone, whatever the limit. */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        return SelfDescribed.inference("Parquet", file, Footer::read);
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        return FooterScan.frame(spark, scan, new ParquetFiles(), ParquetScanFormat::new, context);
    }

    /** Brotli and LZO are not among them: their classes are in no Spark. */
    @Override
    public Map<String, String> codecs() {
        return Map.of(
                "none", "none",
                "uncompressed", "none",
                "snappy", "snappy",
                "gzip", "gzip",
                "zstd", "zstd",
                "lz4", "lz4",
                "lz4_raw", "lz4_raw");
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.of(new ParquetOutput());
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses(
                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                Map.of("serialization.format", "1"));
    }
}
