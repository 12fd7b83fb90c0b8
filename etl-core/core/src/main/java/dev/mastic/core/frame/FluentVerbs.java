// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import java.util.Map;

/**
 * How fluent methods find their transforms. Their factories get other extensions, but no catalog and no database, for a frame outside a
 * job has none.
 */
record FluentVerbs(Registry registry) implements Parts {
    /** The frames after a transform; what is wrong is told with its name, as a job file tells it with its line. */
    Frames apply(String name, Map<String, ?> written, Frames in) {
        var factory = registry.get(Transform.class, name);
        var settings = factory.settings().of(name, written);
        try {
            return factory.create(settings, this).apply(in);
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + " in transform " + name, e);
        }
    }

    @Override
    public <P> P the(Class<P> kind) {
        throw new UsageException("Cannot use a " + kind.getSimpleName()
                + " in a fluent method: apply the transform in a job, or make it with its factory");
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings settings) {
        return registry.get(kind, name).create(settings, this);
    }
}
