// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.RowFault;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;

/**
 * Glue's {@code ErrorsAsDynamicFrame}: the rows that were refused so far, by readers and steps, with the columns of {@link RowFault}: {@code
 * source, offset, line, step, column, reason, raw}. Of Glue's {@code error} struct, {@code msg} is {@code reason}, {@code input} and {@code
 * dynamicRecord} are {@code raw}, {@code bytesread} is {@code offset}; there is no stack trace. Lazy, but for rows from files: a Spark job reads
 * them all when the transform is applied, for only a reader knows what it refuses.
 *
 * <pre>{@code
 * { name = rejects, transform = errors-as-dynamic-frame, in = people }
 * }</pre>
 *
 * @see DynamicFrame#errorsAsDynamicFrame()
 */
public record ErrorsAsDynamicFrame() implements FrameTransform {
    /** The refused rows. */
    public static ErrorsAsDynamicFrame errorsAsDynamicFrame() {
        return new ErrorsAsDynamicFrame();
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return SparkTypes.fromSpark(RowFault.SCHEMA);
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return in.errorsAsDynamicFrame();
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "errors-as-dynamic-frame";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of();
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new ErrorsAsDynamicFrame();
        }
    }
}
