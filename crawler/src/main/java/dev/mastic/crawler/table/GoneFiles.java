// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileSystems;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the files of a table or partition are gone. Only the file system says so: a file that is excluded now, or cannot be read, is
 * there.
 *
 * @param targets the folders and files that were crawled and hold files; elsewhere, nothing is known to be gone
 */
public record GoneFiles(List<String> targets, Configuration configuration) {
    private static final Logger LOG = LoggerFactory.getLogger(GoneFiles.class);

    /** Whether anything can be gone at all. */
    boolean isSought() {
        return !targets.isEmpty();
    }

    /** Asks the file system when the place belongs to a target. */
    public boolean at(String location) {
        return targets.stream().anyMatch(target -> isBelow(target, location)) && isEmpty(location);
    }

    private static boolean isBelow(String target, String location) {
        return location.equals(target) || location.startsWith(Location.child(target, ""));
    }

    private boolean isEmpty(String location) {
        try {
            var path = new Path(location);
            var fs = FileSystems.of(path, configuration);
            return fs.exists(path) ? FileListing.list(location, configuration).isEmpty() : isMissing(fs, path);
        } catch (IOException | EtlException e) {
            LOG.warn("Cannot tell whether {} is gone, so it counts as there", location, e);
            return false;
        }
    }

    /** Below a folder that may not be looked into, a local file system shows nothing. */
    private static boolean isMissing(FileSystem fs, Path path) throws IOException {
        var above = path.getParent();
        while (above != null && !fs.exists(above)) {
            above = above.getParent();
        }
        if (above != null) {
            fs.access(above, FsAction.READ_EXECUTE);
        }
        return true;
    }
}
