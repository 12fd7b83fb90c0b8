// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.config.Setting;
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
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.datasources.FileFormat;

/**
 * A format of text lines that is only read; with the dialect {@code skip = n} without the lines that are n times x. The format
 * {@code a-lines} takes this as a setting too.
 */
final class PlainLines implements Format {
    private final String name;
    private final double certainty;
    private final Optional<Long> skip;

    private PlainLines(String name, double certainty, Optional<Long> skip) {
        this.name = name;
        this.certainty = certainty;
        this.skip = skip;
    }

    record Plugin(String name, double certainty) implements Factory<Format> {
        private static final Setting<Long> SKIP = Setting.number("skip", 0);

        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public SettingsSpec settings() {
            return name.startsWith("a") ? SettingsSpec.of(SKIP) : SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new PlainLines(name, certainty, settings.find(SKIP));
        }
    }

    @Override
    public Optional<Match> sniff(Sample sample) {
        return sample.path().endsWith(".txt")
                ? Optional.of(new Match(name, certainty, sample.compression(), Map.of("by", name)))
                : Optional.empty();
    }

    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        var rows = new Observation();
        var example = new Example(file.item().path(), 1, "");
        rows.struct(example);
        rows.field(maxBytes == Long.MAX_VALUE ? "whole" : match.dialect().getOrDefault("by", "line"))
                .value(Type.Primitive.STRING, example);
        return new Inference(rows.toObserved(), 1);
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var files = scan.files().stream().map(file -> file.path()).toArray(String[]::new);
        var inDialect = Long.valueOf(scan.match().dialect().getOrDefault("skip", "0"));
        var skipped = "x".repeat(skip.orElse(inDialect).intValue());
        var text = spark.session().read().text(files);
        var rows = text.filter(text.col("value").notEqual(skipped))
                .toDF(scan.type().names().get(0));
        return DynamicFrame.of(scan.name(), scan.type(), rows, List.of(), context);
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.empty();
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses("", "", "", Map.of());
    }
}
