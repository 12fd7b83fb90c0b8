// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Glue's {@code MapToCollection}: a transform of one frame, applied to each of several. The outputs keep the names of
 * the inputs. A transform that makes several frames of one is refused; {@link FlatMapCollection} takes it. As lazy as
 * the transform itself.
 *
 * <pre>{@code
 * { name = clean, transform = map-to-collection, in = [people, orders]
 *   apply { transform = drop-fields, paths = [internal] } }
 * }</pre>
 *
 * @param transform what is applied to each frame
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-MapToCollection.html">MapToCollection</a>
 */
public record MapToCollection(Transform transform) implements Transform {
    /** Applies a transform to each frame. */
    public static MapToCollection mapToCollection(Transform transform) {
        return new MapToCollection(transform);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var shapes = new LinkedHashMap<String, Type.Struct>();
        for (var name : in.names()) {
            var made = InnerTransform.naming(name, () -> transform.outputShapes(Shapes.of(name, in.get(name))));
            shapes.put(name, made.get(only(name, made.names())));
        }
        return new Shapes(shapes);
    }

    @Override
    public Frames apply(Frames in) {
        var frames = new LinkedHashMap<String, DynamicFrame>();
        for (var name : in.names()) {
            var made = InnerTransform.naming(name, () -> transform.apply(Frames.of(name, in.get(name))));
            frames.put(name, made.get(only(name, made.names())).withName(name));
        }
        return Frames.of(frames);
    }

    @Override
    public boolean matchesRows() {
        return transform.matchesRows();
    }

    private static String only(String frame, List<String> outputs) {
        if (outputs.size() != 1) {
            throw new UsageException("Cannot map frame '" + frame + "' to one: the transform makes " + outputs.size()
                    + " (" + String.join(", ", outputs) + "; flat-map-collection takes several)");
        }
        return outputs.get(0);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<InnerTransform> APPLY = InnerTransform.setting();

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "map-to-collection";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(APPLY);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new MapToCollection(settings.get(APPLY).create(parts));
        }
    }
}
