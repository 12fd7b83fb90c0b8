// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.plugin;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;

/**
 * Makes one kind of thing from settings: a transform, source, sink, format, classifier, store. Found by
 * {@link Registry#fromClasspath()} through {@code META-INF/services/dev.mastic.core.plugin.Factory}.
 *
 * @param <T> the kind
 */
public interface Factory<T> {
    /** The interface that the made thing implements. */
    Class<T> kind();

    /** The name that users write, in kebab case; unique within its kind. */
    String name();

    /** All settings that {@link #create} reads. */
    SettingsSpec settings();

    /**
     * Makes the thing, complete and immutable. Opens no connection and starts no Spark job.
     *
     * @param parts whatever else the thing needs: the catalog, the database, other factories
     */
    T create(Settings settings, Parts parts);
}
