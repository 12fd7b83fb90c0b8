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
 * Glue's {@code Coalesce}: the same rows in fewer partitions, by putting some together. Never makes more, unless it may
 * shuffle.
 *
 * <pre>{@code { transform = coalesce, partitions = 1 } }</pre>
 *
 * @param partitions how many at most
 * @param shuffle whether rows are spread evenly by a shuffle, which may also make more partitions, and lets all that
 *     comes before keep its own number
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">coalesce</a>
 */
public record Coalesce(int partitions, boolean shuffle) implements FrameTransform {
    /** Puts partitions together until there are this many. */
    public static Coalesce coalesce(int partitions) {
        return new Coalesce(partitions, false);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var rows = in.toDF();
        return in.derive(in.schema(), shuffle ? rows.repartition(partitions) : rows.coalesce(partitions));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Integer> PARTITIONS =
                Setting.count("partitions", 1).required().doc("How many partitions there are at most.");
        private static final Setting<Boolean> SHUFFLE = Setting.bool("shuffle")
                .defaultsTo(false)
                .doc("Whether rows are spread evenly by a shuffle, which may also make more partitions.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "coalesce";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(PARTITIONS, SHUFFLE);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Coalesce(settings.get(PARTITIONS), settings.get(SHUFFLE));
        }
    }
}
