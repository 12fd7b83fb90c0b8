// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.config.Settings;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import org.apache.hadoop.conf.Configuration;

/** What a job finds in a test: every extension, and no state. */
record PartsOfTests(Registry registry, Configuration hadoop) implements Parts {
    @Override
    public <P> P the(Class<P> kind) {
        if (kind == Configuration.class) {
            return kind.cast(hadoop);
        }
        throw new NoSuchPartException(
                "Cannot use a " + kind.getSimpleName() + " in a test of a job: a test has no state");
    }

    @Override
    public <P> P create(Class<P> kind, String name, Settings settings) {
        return registry.get(kind, name).create(settings, this);
    }
}
