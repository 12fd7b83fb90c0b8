// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.PathSetting;
import java.security.SecureRandom;
import org.apache.spark.sql.catalyst.expressions.Uuid;
import scala.Option;

/**
 * Glue Studio's "UUID": a random id (version 4) for each row. {@code { transform = uuid, column = row_id }}.
 *
 * <p>All sinks of a run see the same id of a row: ids come from a number of the run and of the step, outside jobs from
 * one drawn by each call, and a frame that several steps or sinks read is computed once. They are unique, not secret.
 *
 * @param column a full path; a column of this name is replaced
 */
public record AddUuid(ColumnPath column) implements FrameTransform {
    /** Adds a column of random ids. */
    public static AddUuid uuid(String column) {
        return new AddUuid(ColumnPath.parse(column));
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, 0).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return output(in.schema(), seed(in.context())).over(in);
    }

    private long seed(FrameContext context) {
        return context.start().seedOf(context.step(), column.toString()).orElseGet(() -> new SecureRandom().nextLong());
    }

    private Projection output(Type.Struct in, long seed) {
        var id = new Value(Type.Primitive.STRING, columns -> new Uuid(Option.apply(seed)));
        return Columns.of("Cannot write ids to '" + column + "'", in)
                .put(column, id)
                .fields();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("Where the ids go.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "uuid";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new AddUuid(settings.get(COLUMN));
        }
    }
}
