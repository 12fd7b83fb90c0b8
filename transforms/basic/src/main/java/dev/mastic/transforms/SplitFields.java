// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.Determinism;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.transforms.path.PathSetting;
import java.util.List;
import java.util.Optional;

/**
 * Glue's {@code SplitFields}: two frames of the same rows, the first with the listed fields, the second with the rest. A
 * nested path splits its struct, or array of structs, in two. Paths that are not there are ignored, as in {@link
 * SelectFields} and {@link DropFields}; a split that leaves one side without fields is refused. Null stays null.
 *
 * <p>Rows that come out differently each time are persisted when they are first computed, so that both frames have the
 * same.
 *
 * <pre>{@code { name = parts, transform = split-fields, in = people, paths = [name, address.zip], names = [who, rest] } }</pre>
 *
 * @param paths the fields of the first frame
 * @param names of the two frames; empty for the name of the input with 1 and 2
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SplitFields.html">SplitFields</a>
 */
public record SplitFields(List<ColumnPath> paths, Optional<SplitNames> names) implements Transform {
    public SplitFields {
        paths = List.copyOf(paths);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var only = SplitNames.only(in, "split");
        return outputs(only)
                .shapes(
                        new SelectFields(paths).outputShape(in.get(only)),
                        new DropFields(paths).outputShape(in.get(only)));
    }

    @Override
    public Frames apply(Frames in) {
        var only = SplitNames.only(in.shapes(), "split");
        var frame = Determinism.once(in.get(only));
        return outputs(only).frames(new SelectFields(paths).apply(frame), new DropFields(paths).apply(frame));
    }

    private SplitNames outputs(String input) {
        return names.orElseGet(() -> new SplitNames(input + "1", input + "2"));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> PATHS = PathSetting.paths("paths")
                .required()
                .doc("The fields of the first frame, as column paths; the second gets the rest.");
        private static final Setting<SplitNames> NAMES =
                SplitNames.setting().doc("The names of the two frames; default the name of the input with 1 and 2.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "split-fields";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PATHS, NAMES);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new SplitFields(settings.get(PATHS), settings.find(NAMES));
        }
    }
}
