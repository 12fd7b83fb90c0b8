// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.PathSetting;
import java.util.Arrays;
import java.util.List;

/**
 * Glue's {@code mergeDynamicFrame}: the records of a source, those replaced that a stage has by the same primary keys,
 * and all records of the stage. So source records of one key are all kept or all replaced, stage records of one key are
 * all there, and stage records that the source does not have are there too. Null keys match nothing.
 *
 * <p>The types may differ and are merged as {@link Union} does, but that a key column gets the type in which keys are
 * compared: the wider of two numbers. A key that is missing, or that cannot be compared, such as a choice, is refused.
 *
 * <pre>{@code { transform = merge-dynamic-frame, in = [customers, changes], keys = [id] } }</pre>
 *
 * @param keys the primary keys, full paths in both frames
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html#aws-glue-api-crawler-pyspark-extensions-dynamic-frame-merge">mergeDynamicFrame</a>
 */
public record MergeDynamicFrame(List<ColumnPath> keys) implements Transform {
    public MergeDynamicFrame {
        keys = List.copyOf(keys);
        KeyPairs.check("merge", keys, keys);
    }

    /** Merges by these primary keys. */
    public static MergeDynamicFrame mergeDynamicFrame(String... keys) {
        return new MergeDynamicFrame(Arrays.stream(keys).map(ColumnPath::parse).toList());
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        return Shapes.result(merged(joined(in)));
    }

    @Override
    public Frames apply(Frames in) {
        var joined = joined(in.shapes());
        var source = in.get(joined.first().name());
        var stage = Determinism.once(in.get(joined.second().name()));
        var kept = new JoinSides(joined.first(), source, joined.second(), stage).own(JoinType.LEFTANTI);
        var type = merged(joined);
        var rest = source.derive(source.schema(), kept, stage)
                .derive(comparable(joined.first()).widen(type));
        var all = stage.derive(comparable(joined.second()).widen(type));
        return Frames.result(rest.derive(type, rest.toDF().union(all.toDF())));
    }

    private JoinedType joined(Shapes in) {
        return JoinedType.of(in, "Cannot merge %s with stage %s", new KeyPairs(keys, keys, true));
    }

    private static Type.Struct merged(JoinedType joined) {
        return Resolution.DECLARED.merge(List.of(
                comparable(joined.first()).type(), comparable(joined.second()).type()));
    }

    /** The record with its key columns in the types in which they are compared. */
    private static Projection comparable(JoinSide side) {
        var fields = Projection.of(side.type());
        for (int i = 0; i < side.paths().size(); i++) {
            var path = side.paths().get(i);
            fields = path.steps().size() > 1
                    ? fields
                    : fields.with(path.head(), side.keys().get(i));
        }
        return fields;
    }

    @Override
    public boolean matchesRows() {
        return true;
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> KEYS =
                PathSetting.paths("keys").required().doc("The primary keys, which both frames have, as column paths.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "merge-dynamic-frame";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(KEYS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new MergeDynamicFrame(settings.get(KEYS));
        }
    }
}
