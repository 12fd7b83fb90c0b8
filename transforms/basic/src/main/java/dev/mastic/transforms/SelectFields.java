// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Suggestion;
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
 * Glue's {@code SelectFields}: only some fields, in the order of the paths. A nested path keeps the enclosing struct,
 * or array of structs, with only that field; a null struct stays null. Paths that are not there are ignored, but
 * selecting nothing at all is refused, where Glue gives empty records. Paths into maps and choices are refused.
 *
 * @param paths the fields to keep
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SelectFields.html">SelectFields</a>
 */
public record SelectFields(List<ColumnPath> paths) implements FrameTransform {
    private static final String VERB = "select";

    public SelectFields {
        paths = List.copyOf(paths);
    }

    /** Keeps the fields at these paths. */
    public static SelectFields selectFields(String... paths) {
        return new SelectFields(Arrays.stream(paths).map(ColumnPath::parse).toList());
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return selected(in).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return selected(in.schema()).over(in);
    }

    private Projection selected(Type.Struct in) {
        var selected = only(Projection.of(in), PathTree.of(paths, VERB));
        if (selected.isEmpty()) {
            throw new UsageException("Cannot select " + paths + ": no such field "
                    + Suggestion.among(paths.isEmpty() ? "" : paths.get(0).head(), in.names()));
        }
        return selected;
    }

    private static Projection only(Projection fields, PathTree paths) {
        return new Projection(paths.below().entrySet().stream()
                .flatMap(entry -> fields
                        .find(entry.getKey())
                        .flatMap(value -> only(value, entry.getValue()))
                        .map(value -> new Projection.Member(entry.getKey(), value))
                        .stream())
                .toList());
    }

    private static Optional<Value> only(Value value, PathTree paths) {
        if (paths.isEnd()) {
            return Optional.of(value);
        }
        return paths.canEnter(value.type(), VERB) ? value.reshape(fields -> only(fields, paths)) : Optional.empty();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> PATHS = PathSetting.paths("paths")
                .required()
                .doc("The fields to keep, as column paths, in the order of the output.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "select-fields";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PATHS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new SelectFields(settings.get(PATHS));
        }
    }
}
