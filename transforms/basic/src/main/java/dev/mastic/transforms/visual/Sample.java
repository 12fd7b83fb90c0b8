// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.typesafe.config.ConfigValue;
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
import java.util.OptionalLong;

/**
 * A random share of the rows, each at most once: {@code { transform = sample, fraction = 0.1, seed = 7 }}. The share is near the fraction,
 * not exact.
 *
 * <p>No value is looked at, so that nulls and choices of any kind pass; no row is refused. A condition of a later step does not reach the
 * source through it, one of an earlier step does.
 *
 * <p>The same rows come out again for the same seed, as long as the rows come in the same partitions and order: from the same files, with
 * the same splits, without a shuffle in between. Other files or splits give other rows. Without a seed, it follows from the name of the
 * step, so that a repeated run gives what the first gave. Lazy.
 *
 * @param fraction from 0 to 1
 * @param seed where the random numbers start
 */
public record Sample(double fraction, OptionalLong seed) implements FrameTransform {
    /**
     * A share of the rows.
     *
     * @throws UsageException if the fraction is not from 0 to 1
     */
    public Sample {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new UsageException("Cannot sample a fraction of " + fraction + ": expected 0 to 1");
        }
    }

    /** A share of the rows, from a seed. */
    public static Sample sample(double fraction, long seed) {
        return new Sample(fraction, OptionalLong.of(seed));
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return in;
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        long start = seed.orElse(in.context().step().hashCode());
        return in.derive(in.schema(), in.toDF().sample(false, fraction, start));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Double> FRACTION = Setting.of("fraction", (value, base) -> fraction(value))
                .required()
                .doc("The share of the rows, from 0 to 1.");
        private static final Setting<Long> SEED = Setting.number("seed", Long.MIN_VALUE)
                .doc("Where the random numbers start; by default it follows from the step.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "sample";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(FRACTION, SEED);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            var seed = settings.find(SEED).map(OptionalLong::of).orElse(OptionalLong.empty());
            return new Sample(settings.get(FRACTION), seed);
        }

        private static double fraction(ConfigValue value) {
            try {
                return Double.parseDouble(Setting.string("fraction").reader().read(value, ""));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a number from 0 to 1", e);
            }
        }
    }
}
