// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;

/**
 * Glue's {@code UnnestFrame} and {@code unnest}: structs, and the branches of choices, become columns with dotted names
 * ({@code address.state}), at every depth. Arrays become the join keys of {@link Relationalize}, whose other tables hold
 * their elements; where nobody needs those, {@code arrays = keep} leaves the arrays as they are. Maps stay maps. A null
 * struct gives null columns. Two columns of one name are refused. Lazy.
 *
 * <pre>{@code
 * { transform = unnest, arrays = keep }
 * }</pre>
 *
 * @param arrays what becomes of arrays
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-UnnestFrame.html">UnnestFrame</a>
 */
public record Unnest(Arrays arrays) implements FrameTransform {
    /** What becomes of arrays. */
    public enum Arrays {
        /** An id, null where the array is null or empty, as in Glue. */
        KEYS,
        /** They stay. */
        KEEP
    }

    /** As Glue does, with join keys for arrays. */
    public static Unnest unnest() {
        return new Unnest(Arrays.KEYS);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return flat(in, "the frame").columns().type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var flat = flat(in.schema(), in.name());
        if (flat.children().isEmpty()) {
            return flat.columns().over(in);
        }
        var base = new RowId(in.context().run()).number(flat, in.schema(), in.toDF());
        return in.derive(flat.columns().type(), flat.columns().over(flat.base(), base));
    }

    private RelationalTable flat(Type.Struct in, String name) {
        var nested = arrays == Arrays.KEEP ? RelationalTable.Nested.KEEP : RelationalTable.Nested.PIVOT;
        var style = new RelationalTable.Style("unnest", Relationalize.UNDERSCORE, nested, RelationalTable.Nested.KEEP);
        return RelationalTable.root(name, in, style);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Arrays> ARRAYS = Setting.oneOf("arrays", Arrays.class)
                .defaultsTo(Arrays.KEYS)
                .doc("What becomes of arrays: join keys as relationalize makes them, or they are kept.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "unnest";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(ARRAYS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Unnest(settings.get(ARRAYS));
        }
    }
}
