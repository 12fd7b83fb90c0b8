// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import java.util.Map;

/** Settings of Hadoop for files on local disks. */
public final class LocalDisks {
    /** What Hadoop makes a local disk of. */
    public static final String IMPLEMENTATION = "fs.file.impl";

    private static final String HADOOPS = "org.apache.hadoop.fs.LocalFileSystem";
    private static final Map<String, String> OURS = Map.of(
            IMPLEMENTATION,
            "dev.mastic.core.io.UnsummedDisk",
            // else it would be the one that others in this process have got already
            IMPLEMENTATION + ".disable.cache",
            "true");

    private LocalDisks() {}

    /**
     * Those by which files are written without a process for each, and without checksums beside them; none where somebody has chosen another
     * implementation.
     *
     * @param implementation the one that is set; null where none is
     */
    public static Map<String, String> settings(String implementation) {
        return implementation == null || implementation.equals(HADOOPS) ? OURS : Map.of();
    }
}
