// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.failure.EtlException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Folders of tables and partitions. */
final class Folders {
    private Folders() {}

    /** What lies directly in a folder; nothing if there is no folder. */
    static List<FileStatus> list(String location, Configuration configuration) {
        try {
            var path = new Path(location);
            return Arrays.asList(path.getFileSystem(configuration).listStatus(path));
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new EtlException("Cannot list " + location + ": " + e.getMessage(), e);
        }
    }

    /** Removes a folder with all that lies below it; harmless when it is not there. */
    static void remove(String location, Configuration configuration) {
        try {
            var path = new Path(location);
            path.getFileSystem(configuration).delete(path, true);
        } catch (IOException e) {
            throw new EtlException("Cannot remove " + location + ": " + e.getMessage(), e);
        }
    }
}
