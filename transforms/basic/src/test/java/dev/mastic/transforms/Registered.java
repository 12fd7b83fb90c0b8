// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Settings;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;

/** The extensions of the class path and nothing else. */
record Registered() implements Parts {
    @Override
    public <P> P the(Class<P> kind) {
        throw new NoSuchPartException("No such part: " + kind.getSimpleName());
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings settings) {
        return registry().get(kind, name).create(settings, this);
    }

    @Override
    public Registry registry() {
        return Registry.fromClasspath();
    }
}
