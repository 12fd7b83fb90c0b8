// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.util.Optional;

/**
 * Glue's {@code DropNullFields}: the record without the fields whose type is null, which are those that are null in
 * every row; also inside structs and inside arrays of structs. A struct of such fields only goes too. Arrays of nulls,
 * maps, choices, single nulls and empty texts stay. A record of null fields only becomes empty. Looks at the type,
 * never at the data.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropNullFields.html">DropNullFields</a>
 */
public record DropNullFields() implements FrameTransform {
    /** Drops the fields of type null. */
    public static DropNullFields dropNullFields() {
        return new DropNullFields();
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return withoutNulls(Projection.of(in)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return withoutNulls(Projection.of(in.schema())).over(in);
    }

    private static Projection withoutNulls(Projection fields) {
        return fields.mapValues(
                (name, value) -> isNull(value.type()) ? Optional.empty() : value.reshape(DropNullFields::withoutNulls));
    }

    private static boolean isNull(Type type) {
        return type == Type.Primitive.NULL || type instanceof Type.Unknown;
    }

    /** Makes the transform, which has no settings. */
    public static final class Plugin implements Factory<Transform> {
        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "drop-null-fields";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new DropNullFields();
        }
    }
}
