// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueType;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Parts;
import java.util.function.Supplier;

/**
 * A transform that is written inside the settings of another: {@code apply = { transform = drop-fields, paths = [id] }}.
 *
 * @param name of the transform
 * @param settings its own settings as they are written
 * @param base the folder that relative paths start from
 */
record InnerTransform(String name, ConfigObject settings, String base) {
    private static final String TRANSFORM = "transform";

    static Setting<InnerTransform> setting() {
        Setting<InnerTransform> apply = Setting.of("apply", (value, base) -> {
            if (value instanceof ConfigObject block
                    && block.containsKey(TRANSFORM)
                    && block.get(TRANSFORM).valueType() == ConfigValueType.STRING) {
                var name = (String) block.get(TRANSFORM).unwrapped();
                return new InnerTransform(name, block.withoutKey(TRANSFORM), base);
            }
            throw new IllegalArgumentException("a block with a transform and its settings");
        });
        return apply.required()
                .doc("The transform that is applied to each frame, with its settings: { transform = … }.");
    }

    /**
     * The transform.
     *
     * @throws UsageException if there is none of this name, or its settings are wrong
     */
    Transform create(Parts parts) {
        var factory = parts.registry().get(Transform.class, name);
        var problems = new Problems();
        var read = factory.settings().read(settings, base, problems);
        problems.throwIfAny(name);
        return factory.create(read, parts);
    }

    /** What is wrong with one frame of several, with its name. */
    static <T> T naming(String frame, Supplier<T> work) {
        try {
            return work.get();
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + " in frame '" + frame + "'", e);
        }
    }
}
