// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.config.Settings;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import java.util.List;
import java.util.Map;

/** Parts that a test has made itself. */
record GivenParts(Map<Class<?>, Object> parts, Registry registry) implements Parts {
    static GivenParts of(Map<Class<?>, Object> parts, Factory<?>... factories) {
        return new GivenParts(parts, Registry.of(List.of(factories)));
    }

    @Override
    public <P> P the(Class<P> kind) {
        if (!parts.containsKey(kind)) {
            throw new NoSuchPartException("The test gives no " + kind.getSimpleName());
        }
        return kind.cast(parts.get(kind));
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings settings) {
        return registry.get(kind, name).create(settings, this);
    }
}
