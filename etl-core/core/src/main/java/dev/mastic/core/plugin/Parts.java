// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.plugin;

import dev.mastic.core.config.Settings;

/** What a factory may ask for: the shared parts of this process, and other extensions by name. */
public interface Parts {
    /**
     * The one part of this kind, such as the catalog.
     *
     * @throws NoSuchPartException if this process has none
     */
    <P> P the(Class<P> kind);

    /** Another extension, made with its own settings. */
    <P> P create(Class<P> kind, String name, Settings settings);

    /** Every extension on the class path. */
    Registry registry();
}
