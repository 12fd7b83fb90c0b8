// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings of this process. */
public final class HadoopPart {
    private HadoopPart() {}

    /** What lies on the class path, and these settings over it. */
    public static Configuration with(Map<String, String> settings) {
        var configuration = new Configuration();
        settings.forEach(configuration::set);
        return configuration;
    }

    /** The process's own configuration, else what lies on the class path. */
    public static Configuration configuration(Parts parts) {
        try {
            return parts.the(Configuration.class);
        } catch (NoSuchPartException e) {
            // a process without one of its own uses what lies on the class path, as Hadoop's tools do
            return new Configuration();
        }
    }
}
