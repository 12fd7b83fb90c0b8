// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;

/**
 * At most so many rows: {@code { transform = limit, rows = 1000 }}. Which ones is not fixed, unless the step before sorts. Rows beyond the
 * limit may or may not be read; so their faults may or may not be reported. No value is looked at, so that nulls and choices of any kind
 * pass; no row is refused. Lazy.
 *
 * @param rows how many, 0 or more
 */
public record Limit(int rows) implements FrameTransform {
    public Limit {
        if (rows < 0) {
            throw new UsageException("Cannot limit to " + rows + " rows: expected 0 or more");
        }
    }

    /** At most so many rows. */
    public static Limit limit(int rows) {
        return new Limit(rows);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        return in.derive(in.schema(), in.toDF().limit(rows));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Long> ROWS =
                Setting.number("rows", 0).required().doc("How many rows at most.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "limit";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(ROWS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            long rows = settings.get(ROWS);
            if (rows > Integer.MAX_VALUE) {
                throw new UsageException("Cannot limit to " + rows + " rows: it is too many (expected at most "
                        + Integer.MAX_VALUE + ") at " + settings.origin(ROWS));
            }
            return new Limit((int) rows);
        }
    }
}
