// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
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
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.datasources.FileFormat;

/**
 * Delimited text with a header, all strings. The delimiter is {@code |}, or {@code ;} where a line has no {@code |}: so
 * a file with one column fits both, and is taken for the second.
 */
record PipeText() implements Format {
    @Override
    public Optional<Match> sniff(Sample sample) {
        var text = new String(sample.head(), StandardCharsets.UTF_8);
        if (!sample.path().contains(".psv")) {
            return Optional.empty();
        }
        var dialect = Map.of("delimiter", text.contains("|") ? "|" : ";", "header", "true");
        return Optional.of(new Match("psv", 0.9, sample.compression(), dialect));
    }

    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        var rows = new Observation();
        var path = file.item().path();
        try (var in = file.open()) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            var quoted = "\\" + match.dialect().get("delimiter");
            var header = lines[0].split(quoted);
            for (int line = 1; line < lines.length; line++) {
                rows.struct(new Example(path, line + 1, ""));
                var cells = lines[line].split(quoted);
                for (int i = 0; i < cells.length; i++) {
                    rows.field(header[i]).value(Type.Primitive.STRING, new Example(path, line + 1, cells[i]));
                }
            }
            return new Inference(rows.toObserved(), lines.length - 1);
        } catch (IOException e) {
            throw new EtlException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        throw new UnsupportedOperationException("a crawl reads no frames");
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.empty();
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses(
                "TextIn",
                "TextOut",
                "LazySerDe",
                Map.of("field.delim", match.dialect().get("delimiter")));
    }

    /** As a factory. */
    record Named() implements Factory<Format> {
        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public String name() {
            return "psv";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new PipeText();
        }
    }
}
