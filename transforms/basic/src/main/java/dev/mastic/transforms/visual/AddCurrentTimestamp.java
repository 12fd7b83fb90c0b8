// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.PathSetting;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.DataTypes;

/**
 * Glue Studio's "Add Current Timestamp": when the run started, the same in all its rows and sinks. {@code { transform =
 * current-timestamp, column = loaded_at, format = "yyyy-MM-dd HH:mm" }}. Outside jobs it is when the frame was made.
 *
 * @param column a full path; a column of this name is replaced
 * @param format the letters of Java's DateTimeFormatter for a text in the session's time zone; empty for a timestamp
 */
public record AddCurrentTimestamp(ColumnPath column, Optional<TimePattern> format) implements FrameTransform {
    /** Adds a column with the time when the run started. */
    public static AddCurrentTimestamp currentTimestamp(String column) {
        return new AddCurrentTimestamp(ColumnPath.parse(column), Optional.empty());
    }

    /** Adds a column with the time when the run started, as a text. */
    public static AddCurrentTimestamp currentTimestamp(String column, String format) {
        return new AddCurrentTimestamp(ColumnPath.parse(column), Optional.of(TimePattern.toWrite(format)));
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, Instant.EPOCH).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return output(in.schema(), in.context().start().time()).over(in);
    }

    private Projection output(Type.Struct in, Instant time) {
        long micros = DateTimeUtils.instantToMicros(time);
        var timestamp = new Value(Type.Primitive.TIMESTAMP, columns -> new Literal(micros, DataTypes.TimestampType));
        var value =
                format.map(pattern -> FormatTimestamp.text(timestamp, pattern)).orElse(timestamp);
        return Columns.of("Cannot write the time to '" + column + "'", in)
                .put(column, value)
                .fields();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("Where the time goes.");
        private static final Setting<TimePattern> FORMAT = PatternSetting.timePattern("format")
                .doc("The pattern of a text in the session's time zone; default a timestamp.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "current-timestamp";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, FORMAT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new AddCurrentTimestamp(settings.get(COLUMN), settings.find(FORMAT));
        }
    }
}
