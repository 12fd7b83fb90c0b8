// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.execution.datasources.orc.OrcFileFormat;

/** Spark's own writers, of which only that is asked. */
record PlainWriters(FileFormat spark) implements Format {
    static List<Factory<Format>> all() {
        return List.of(
                new Plugin("orc", new OrcFileFormat()),
                new Plugin("json", new JsonFileFormat()),
                new Plugin("csv", new CSVFileFormat()));
    }

    private record Plugin(String name, FileFormat writer) implements Factory<Format> {
        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new PlainWriters(writer);
        }
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.of(spark);
    }

    @Override
    public Optional<Match> sniff(Sample sample) {
        return Optional.empty();
    }

    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DynamicFrame read(LazySpark session, FileScan scan, FrameContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses("", "", "", Map.of());
    }
}
