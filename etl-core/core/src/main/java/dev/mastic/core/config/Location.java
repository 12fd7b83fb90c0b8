// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Files and folders as users write them: local paths or URIs. */
public final class Location {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private Location() {}

    /** The written place made absolute: URIs stay as they are, local paths are resolved against a local base folder. */
    public static String resolve(String base, String written) {
        if (SCHEME.matcher(written).matches()) {
            return written;
        }
        if (written.startsWith("/")) {
            return Path.of(written).normalize().toString();
        }
        if (SCHEME.matcher(base).matches()) {
            return (base.endsWith("/") ? base : base + "/") + written;
        }
        return Path.of(base).resolve(written).toAbsolutePath().normalize().toString();
    }

    /** A place inside another: {@code child} appended with exactly one slash. */
    public static String child(String parent, String child) {
        return parent.endsWith("/") ? parent + child : parent + "/" + child;
    }

    /** The last part of a place, without a trailing slash. */
    public static String name(String location) {
        var trimmed = location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
