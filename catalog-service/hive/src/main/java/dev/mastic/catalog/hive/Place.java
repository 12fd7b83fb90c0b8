// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where objects lie, in the one spelling that means the same to a metastore on another machine. */
final class Place {
    private static final Path ROOT = new Path("/");
    /** Asked for once: a table may have millions of partitions, and a configuration reads files. */
    private static final URI DEFAULT = FileSystem.getDefaultUri(new Configuration());

    private Place() {}

    /** With the scheme that a bare path has here, without a slash at its end; empty for none. */
    static String of(String location) {
        return location == null || location.isBlank()
                ? ""
                : new Path(location).makeQualified(DEFAULT, ROOT).toString();
    }
}
