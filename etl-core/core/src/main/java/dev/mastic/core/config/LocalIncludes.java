// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.net.URL;

/** Lets a file include files beside it, and refuses to fetch anything: reading settings must not open connections. */
final class LocalIncludes implements ConfigIncluder, ConfigIncluderURL {
    private final ConfigIncluder files;

    LocalIncludes() {
        this(null);
    }

    private LocalIncludes(ConfigIncluder files) {
        this.files = files;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return new LocalIncludes(fallback);
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return files.include(context, what);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw new ConfigException.Generic("cannot include a URL: " + what + " (expected a file)");
    }
}
