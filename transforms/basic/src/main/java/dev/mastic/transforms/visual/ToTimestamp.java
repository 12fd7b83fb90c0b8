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
 * Glue Studio's "To Timestamp": texts and numbers as timestamps. {@code { transform = to-timestamp, column = seen,
 * format = "dd.MM.yyyy HH:mm", to = seen_at }}.
 *
 * <p>Null stays null; dates and timestamps are taken as they are; of a choice, each branch that can be a time is read.
 * A value that cannot be read becomes null, or its row a fault, as {@code unfit} says; so does a branch of a choice
 * that is no time. A column that is not there, or holds no times, is refused. Texts without a zone have the session's.
 *
 * @param column a full path through structs
 * @param format how the values are written
 * @param to where the timestamps go; empty for the column's own place. A column of this name is replaced
 * @param unfit what becomes of what cannot be read
 */
public record ToTimestamp(ColumnPath column, TimestampFormat format, Optional<ColumnPath> to, Unfit unfit)
        implements FrameTransform {
    /** Reads times in any form that has one meaning only, in their own column; null where there is none. */
    public static ToTimestamp toTimestamp(String column) {
        return toTimestamp(column, TimestampFormat.AUTODETECT);
    }

    /** Reads times in their own column; null where a value cannot be read. */
    public static ToTimestamp toTimestamp(String column, String format) {
        return new ToTimestamp(ColumnPath.parse(column), TimestampFormat.parse(format), Optional.empty(), Unfit.NULL);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, time(in)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var source = columns(type).find(column);
        var reading = new Unfit.Reading(column, source, time(type), "is no timestamp (expected " + format + ")");
        return unfit.over(in, reading, time -> output(type, time));
    }

    private Projection output(Type.Struct in, Value time) {
        return columns(in).put(to.orElse(column), time).fields();
    }

    private Columns columns(Type.Struct in) {
        return Columns.of("Cannot make timestamps of '" + column + "'", in);
    }

    private Value time(Type.Struct in) {
        var columns = columns(in);
        var source = columns.find(column);
        var readable = columns.branches(source).stream()
                .flatMap(value -> format.read(value).stream())
                .toList();
        if (readable.isEmpty()) {
            throw columns.wrongType(column, source, format.expected());
        }
        return Value.firstOf(readable);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column with the times, as a full column path.");
        private static final Setting<TimestampFormat> FORMAT = PatternSetting.timestampFormat("format")
                .defaultsTo(TimestampFormat.parse(TimestampFormat.AUTODETECT))
                .doc("How the times are written: `autodetect`, `iso`, `epoch-seconds`, `epoch-millis`,"
                        + " or a pattern such as `dd.MM.yyyy HH:mm`.");
        private static final Setting<ColumnPath> TO =
                PathSetting.path("to").doc("Where the timestamps go; default the column itself.");
        private static final Setting<Unfit> UNFIT = Unfit.setting()
                .defaultsTo(Unfit.NULL)
                .doc("What becomes of a value that cannot be read: `null`, or its row is a `fault`.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "to-timestamp";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, FORMAT, TO, UNFIT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new ToTimestamp(settings.get(COLUMN), settings.get(FORMAT), settings.find(TO), settings.get(UNFIT));
        }
    }
}
