// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.failure.EtlException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Folders whose files belong to a table format, which alone knows the files that count: crawled as plain files they
 * would show rows that were deleted. They are refused by name.
 */
record TableFormats(Configuration configuration) {
    private static final String ICEBERG = "/metadata/";
    private static final Map<String, String> LOGS = Map.of("_delta_log", "Delta Lake", ".hoodie", "Hudi");

    /** The target without the folders of Iceberg tables. */
    Target withoutIceberg(Target target, List<Skipped> skipped) {
        var roots = new TreeSet<String>();
        target.files().forEach(file -> icebergRoot(file.path()).ifPresent(roots::add));
        roots.forEach(root -> skipped.add(new Skipped(
                root, "Cannot make a table of " + root + ": it is an Iceberg table, which its own catalog registers")));
        var rest = target.files().stream().filter(file -> !isBelow(roots, file)).toList();
        return new Target(target.location(), target.isFolder(), rest);
    }

    /** Why the files at a place are not for the crawler; empty if they are. Asks the file system. */
    Optional<String> owner(String location) {
        if (!location.endsWith("/")) {
            return Optional.empty();
        }
        return LOGS.entrySet().stream()
                .filter(log -> exists(Location.child(location, log.getKey())))
                .map(log -> "it is a " + log.getValue() + " table (found " + log.getKey() + "), which is not supported")
                .findFirst();
    }

    private static Optional<String> icebergRoot(String path) {
        int metadata = path.lastIndexOf(ICEBERG);
        return path.endsWith(".metadata.json") && metadata >= 0 && path.indexOf('/', metadata + ICEBERG.length()) < 0
                ? Optional.of(path.substring(0, metadata + 1))
                : Optional.empty();
    }

    private static boolean isBelow(TreeSet<String> roots, FileItem file) {
        return roots.stream().anyMatch(file.path()::startsWith);
    }

    private boolean exists(String location) {
        try {
            var path = new Path(location);
            return path.getFileSystem(configuration).exists(path);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + location + ": " + e.getMessage(), e);
        }
    }
}
