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
import java.util.Optional;

/**
 * Glue Studio's "Format Timestamp": timestamps and dates as texts. {@code { transform = format-timestamp, column =
 * seen_at, format = "EEE, d MMM yyyy", to = day }}.
 *
 * <p>Timestamps are shown in the session's time zone, names of months and days are English. Null stays null. A column
 * that is not there, or is no timestamp or date, is refused: make a text one with {@code to-timestamp} before.
 *
 * @param column a full path through structs and choices
 * @param format the letters of Java's DateTimeFormatter
 * @param to where the text goes; empty for the column's own place. A column of this name is replaced
 */
public record FormatTimestamp(ColumnPath column, TimePattern format, Optional<ColumnPath> to)
        implements FrameTransform {
    private static final Value UTC = Computed.text("UTC");

    /** Writes times as texts, in their own column. */
    public static FormatTimestamp formatTimestamp(String column, String format) {
        return new FormatTimestamp(ColumnPath.parse(column), TimePattern.toWrite(format), Optional.empty());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return output(in.schema()).over(in);
    }

    private Projection output(Type.Struct in) {
        var columns = Columns.of("Cannot format '" + column + "'", in);
        var time = columns.find(column);
        if (time.type() == Type.Primitive.DATE) {
            time = time.tryCast(Type.Primitive.TIMESTAMP_NTZ);
        } else if (time.type() != Type.Primitive.TIMESTAMP && time.type() != Type.Primitive.TIMESTAMP_NTZ) {
            throw columns.wrongType(column, time, "timestamp or date");
        }
        return columns.put(to.orElse(column), text(time, format)).fields();
    }

    /** A time without a zone is kept by Spark as if it were in UTC. */
    static Value text(Value time, TimePattern format) {
        var zone = time.type() == Type.Primitive.TIMESTAMP ? Computed.sessionZone() : UTC;
        return Computed.by(Type.Primitive.STRING, format, "write", time, zone);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column with the times, as a full column path.");
        private static final Setting<TimePattern> FORMAT = PatternSetting.timePattern("format")
                .required()
                .doc("The pattern of the text, such as `dd.MM.yyyy HH:mm`.");
        private static final Setting<ColumnPath> TO =
                PathSetting.path("to").doc("Where the text goes; default the column itself.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "format-timestamp";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, FORMAT, TO);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new FormatTimestamp(settings.get(COLUMN), settings.get(FORMAT), settings.find(TO));
        }
    }
}
