// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

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
import dev.mastic.transforms.path.PathSetting;
import dev.mastic.transforms.path.PathTree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Glue's {@code DropFields}: the record without some fields, also inside structs and inside arrays of structs ({@code
 * friends.age} or {@code friends[].age}). A struct whose last field is dropped goes too, and so does an array of such
 * structs; a null struct stays null. Paths that are not there are ignored. Paths into maps and choices are refused, and
 * so is dropping every field.
 *
 * @param paths the fields to drop
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropFields.html">DropFields</a>
 */
public record DropFields(List<ColumnPath> paths) implements FrameTransform {
    private static final String VERB = "drop";

    public DropFields {
        paths = List.copyOf(paths);
    }

    /** Drops the fields at these paths. */
    public static DropFields dropFields(String... paths) {
        return new DropFields(Arrays.stream(paths).map(ColumnPath::parse).toList());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return rest(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return rest(in.schema()).over(in);
    }

    private Projection rest(Type.Struct in) {
        var rest = without(Projection.of(in), PathTree.of(paths, VERB));
        if (rest.isEmpty() && !in.fields().isEmpty()) {
            throw new UsageException(
                    "Cannot drop " + paths + ": no field would be left (has: " + String.join(", ", in.names()) + ")");
        }
        return rest;
    }

    private static Projection without(Projection fields, PathTree paths) {
        return fields.mapValues((name, value) ->
                paths.at(name).map(below -> without(value, below)).orElse(Optional.of(value)));
    }

    private static Optional<Value> without(Value value, PathTree paths) {
        if (paths.isEnd()) {
            return Optional.empty();
        }
        return paths.canEnter(value.type(), VERB)
                ? value.reshape(fields -> without(fields, paths))
                : Optional.of(value);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> PATHS = PathSetting.paths("paths")
                .required()
                .doc("The fields to drop, as column paths; arrays of structs are entered without brackets.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "drop-fields";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PATHS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new DropFields(settings.get(PATHS));
        }
    }
}
