// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.orc;

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
 * ORC files. Columns of other types than declared are converted where nothing is lost: a value that is no such type's refuses its row, a column
 * that cannot be converted its file, as damage does, and a type that Spark does not read (uniontype). A choice
 * is a struct of its branches in the file; files that were written from frames say which structs are choices, and come back as they were.
 * ORC keeps a timestamp as the clock on the wall showed it: where the writer's JVM and the reader's have different time zones, they see
 * different moments.
 *
 * @see <a href="https://orc.apache.org/specification/ORCv1/">ORC specification</a>
 */
public final class OrcFormat implements Format {
    /** The name of the format. */
    public static final String NAME = "orc";

    private static final double BEGINNING = 0.5;
    private static final byte[] MAGIC = "ORC".getBytes(StandardCharsets.US_ASCII);

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
            return new OrcFormat();
        }
    }

    /**
     * Certain if the magic stands at both ends; a file that only begins with it, and is no text, is likely cut off, and refused when it is
     * read.
     */
    @Override
    public Optional<Match> sniff(Sample sample) {
        if (!Arrays.equals(Arrays.copyOf(sample.head(), MAGIC.length), MAGIC)) {
            return Optional.empty();
        }
        // the last byte is the length of the postscript, which ends with the magic
        int end = Math.max(MAGIC.length, sample.tail().length - 1);
        boolean whole = Arrays.equals(Arrays.copyOfRange(sample.tail(), end - MAGIC.length, end), MAGIC);
        boolean isText = new String(sample.head(), StandardCharsets.ISO_8859_1).indexOf('\0') < 0;
        return whole || !isText
                ? Optional.of(new Match(NAME, whole ? 1 : BEGINNING, "none", Map.of()))
                : Optional.empty();
    }

    /** Reads the footer alone, whatever the limit. */
    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        return SelfDescribed.inference("ORC", file, OrcFooter::read);
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        return FooterScan.frame(spark, scan, new OrcFiles(), OrcScanFormat::new, context);
    }

    @Override
    public Map<String, String> codecs() {
        return Map.of(
                "none", "none",
                "uncompressed", "none",
                "zlib", "zlib",
                "snappy", "snappy",
                "lz4", "lz4",
                "lzo", "lzo",
                "zstd", "zstd");
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.of(new OrcOutput());
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses(
                "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
                "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
                "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
                Map.of("serialization.format", "1"));
    }
}
