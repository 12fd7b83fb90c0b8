// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

/** URLs of databases, in which somebody may have written a password. */
public final class JdbcUrl {
    private JdbcUrl() {}

    /** What of a URL may be shown: all but its options, and but a user before the host. */
    public static String place(String url) {
        return url.replaceAll("\\?.*", "").replaceAll("//[^/]*@", "//");
    }
}
