// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
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
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.spark.sql.execution.datasources.FileFormat;

/**
 * Reads an Iceberg table as one file of its metadata has it, whatever is committed later: the scan's only file is that
 * {@code metadata.json}. Only tables of the catalog are read so; single files are never taken for Iceberg.
 */
public final class IcebergFormat implements Format {
    @Override
    public Optional<Match> sniff(Sample sample) {
        return Optional.empty();
    }

    @Override
    public Inference observe(InputFile file, Match match, long maxBytes) {
        throw new UsageException("Cannot look into " + file.item().path()
                + ": an Iceberg table is read by its name in the catalog, not by its files");
    }

    @Override
    public DynamicFrame read(LazySpark spark, FileScan scan, FrameContext context) {
        var metadata = scan.files().get(0).path();
        var io = new HadoopFileIO(spark.session().sessionState().newHadoopConf());
        var table = new BaseTable(new StaticTableOperations(metadata, io), metadata);
        return DynamicFrame.fromDF(SparkFiles.readAll(spark.session(), table), scan.name(), context);
    }

    @Override
    public Optional<FileFormat> writer() {
        return Optional.empty();
    }

    @Override
    public HiveClasses hive(Match match) {
        return new HiveClasses("", "", "", Map.of());
    }

    /** Makes the format. */
    public static final class Plugin implements Factory<Format> {
        @Override
        public Class<Format> kind() {
            return Format.class;
        }

        @Override
        public String name() {
            return "iceberg";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Format create(Settings settings, Parts parts) {
            return new IcebergFormat();
        }
    }
}
