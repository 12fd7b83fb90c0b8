// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that this build was made with. */
public final class BuiltFrom {
    private BuiltFrom() {}

    /** The version of a part: {@code version} is Mastic's own, {@code spark.version} and others those of what it stands on. */
    public static String version(String key) {
        return versions().getProperty(key);
    }

    /** All of them. */
    public static Properties versions() {
        var properties = new Properties();
        try (var in = BuiltFrom.class.getResourceAsStream("mastic.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
