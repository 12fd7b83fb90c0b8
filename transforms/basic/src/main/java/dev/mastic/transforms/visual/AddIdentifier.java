// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.RowId;
import dev.mastic.transforms.path.PathSetting;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.MonotonicallyIncreasingID;

/**
 * Glue Studio's "Identifier": a number for each row, growing with the rows of a partition, with gaps between the
 * partitions. {@code { transform = identifier, column = row_number, unique = true }}.
 *
 * <p>Numbers differ between the rows of a run. Those of two runs of a job differ too if they are {@code unique}: they
 * begin with the run's token then, which a frame outside jobs has none of, so that it is refused.
 *
 * @param column a full path; a column of this name is replaced
 * @param unique whether numbers differ between runs also
 */
public record AddIdentifier(ColumnPath column, boolean unique) implements FrameTransform {
    /** Adds a column of numbers that differ between the rows of this run. */
    public static AddIdentifier identifier(String column) {
        return new AddIdentifier(ColumnPath.parse(column), false);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, sparks()).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        long run = in.context().run();
        if (unique && run == 0) {
            throw new UsageException("Cannot number '" + column + "' uniquely among runs: the frame is in none"
                    + " (expected a frame in a job, or unique = false)");
        }
        var numbered = output(in.schema(), sparks()).over(in);
        return unique ? amongRuns(numbered.schema(), new RowId(run)).over(numbered) : numbered;
    }

    /** Made from the numbers of a step before, for every mention of Spark's would count by itself. */
    private Projection amongRuns(Type.Struct numbered, RowId ids) {
        var number = columns(numbered).find(column);
        var unique = Computed.by(
                Type.Primitive.LONG, inputs -> ids.of(new Column(inputs.get(0))).expr(), number);
        return output(numbered, unique);
    }

    private static Value sparks() {
        return new Value(Type.Primitive.LONG, columns -> new MonotonicallyIncreasingID());
    }

    private Projection output(Type.Struct in, Value number) {
        return columns(in).put(column, number).fields();
    }

    private Columns columns(Type.Struct in) {
        return Columns.of("Cannot number '" + column + "'", in);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("Where the numbers go.");
        private static final Setting<Boolean> UNIQUE =
                Setting.bool("unique").defaultsTo(false).doc("Whether the numbers of two runs of the job differ also.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "identifier";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, UNIQUE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new AddIdentifier(settings.get(COLUMN), settings.get(UNIQUE));
        }
    }
}
