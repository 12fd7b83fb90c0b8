// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Glue's {@code add_ingestion_time_columns}: when the run started, as columns to make partition folders of: {@code
 * ingest_year}, {@code ingest_month}, {@code ingest_day}, and for finer granularities {@code ingest_hour} and {@code
 * ingest_minute}. {@code { transform = add-ingestion-time-columns, granularity = hour }}.
 *
 * <p>Glue's pages do not say of which type they are: these are texts with leading zeros, {@code 2024}, {@code 01}, so
 * that folders are in order, in the session's time zone. They are the same in all rows and sinks of a run, and replace
 * columns of their names. No nulls, no faults; lazy.
 *
 * @param granularity the last of the columns
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html">add_ingestion_time_columns</a>
 */
public record AddIngestionTimeColumns(Granularity granularity) implements FrameTransform {
    private static final List<String> PARTS = List.of("year", "month", "day", "hour", "minute");
    private static final List<String> PATTERNS = List.of("yyyy", "MM", "dd", "HH", "mm");

    /** How fine the time is. */
    public enum Granularity {
        DAY(3),
        HOUR(4),
        MINUTE(5);

        private final int columns;

        Granularity(int columns) {
            this.columns = columns;
        }
    }

    /** Adds columns for the day, hour or minute when the run started. */
    public static AddIngestionTimeColumns addIngestionTimeColumns(Granularity granularity) {
        return new AddIngestionTimeColumns(granularity);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        var shape = in;
        for (var step : steps()) {
            shape = step.outputShape(shape);
        }
        return shape;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var frame = in;
        for (var step : steps()) {
            frame = step.apply(frame);
        }
        return frame;
    }

    private List<AddCurrentTimestamp> steps() {
        var steps = new AddCurrentTimestamp[granularity.columns];
        Arrays.setAll(
                steps,
                i -> new AddCurrentTimestamp(
                        ColumnPath.of("ingest_" + PARTS.get(i)), Optional.of(TimePattern.toWrite(PATTERNS.get(i)))));
        return List.of(steps);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Granularity> GRANULARITY = Setting.oneOf("granularity", Granularity.class)
                .defaultsTo(Granularity.DAY)
                .doc("The last of the columns: `day`, `hour` or `minute`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "add-ingestion-time-columns";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(GRANULARITY);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new AddIngestionTimeColumns(settings.get(GRANULARITY));
        }
    }
}
