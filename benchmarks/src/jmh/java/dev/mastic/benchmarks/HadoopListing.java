// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A tree listed by {@code FileSystem.listFiles}, as Hadoop's tools do it. */
final class HadoopListing {
    private HadoopListing() {}

    /** How many files there are. */
    static long files(String tree) throws IOException {
        var root = new Path(tree);
        long count = 0;
        for (var all = root.getFileSystem(new Configuration()).listFiles(root, true); all.hasNext(); all.next()) {
            count++;
        }
        return count;
    }
}
