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
    Transform transform(String name, Map<String, ?> written) {
        var factory = registry.get(Transform.class, name);
        return factory.create(factory.settings().of(name, written), this);
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
