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
import java.util.Map;

/**
 * Glue's {@code FlatMap} over a collection: a transform of one frame, applied to each of several, and all that it makes
 * in one collection. A single output keeps the name of its input, several have their own; two of one name are refused,
 * where in Glue the later one wins. As lazy as the transform itself.
 *
 * <pre>{@code
 * { name = tables, transform = flat-map-collection, in = [people, orders], apply { transform = relationalize } }
 * }</pre>
 *
 * @param transform what is applied to each frame
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-flat-map.html">FlatMap</a>
 */
public record FlatMapCollection(Transform transform) implements Transform {
    /** Applies a transform to each frame and puts together what it makes. */
    public static FlatMapCollection flatMapCollection(Transform transform) {
        return new FlatMapCollection(transform);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        var shapes = new LinkedHashMap<String, Type.Struct>();
        for (var name : in.names()) {
            var made = InnerTransform.naming(name, () -> transform.outputShapes(Shapes.of(name, in.get(name))));
            made.byName().forEach((output, shape) -> add(shapes, name, output, shape));
        }
        return new Shapes(shapes);
    }

    @Override
    public Frames apply(Frames in) {
        var frames = new LinkedHashMap<String, DynamicFrame>();
        for (var name : in.names()) {
            var made = InnerTransform.naming(name, () -> transform.apply(Frames.of(name, in.get(name))));
            made.asMap().forEach((output, frame) -> add(frames, name, output, frame));
        }
        return Frames.of(frames);
    }

    @Override
    public boolean matchesRows() {
        return transform.matchesRows();
    }

    private static <T> void add(Map<String, T> all, String input, String output, T made) {
        var name = output.equals(Frames.RESULT) ? input : output;
        if (all.putIfAbsent(name, made) != null) {
            throw new UsageException("Cannot flat-map the collection: two frames would be called '" + name
                    + "', the second made of '" + input + "' (let the transform name its outputs after the input)");
        }
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
            return "flat-map-collection";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(APPLY);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new FlatMapCollection(settings.get(APPLY).create(parts));
        }
    }
}
