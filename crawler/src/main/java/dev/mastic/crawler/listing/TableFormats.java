// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.listing;

import dev.mastic.core.config.Location;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Folders whose files belong to a table format, which alone knows the files that count: crawled as plain files they
 * would show rows that were deleted. They are refused by name.
 *
 * @param roots the folders, with a trailing slash, and what they are
 */
public record TableFormats(Map<String, String> roots) {
    private static final String ICEBERG = "/metadata/";
    /** The hidden folders in which formats keep their logs. */
    static final Map<String, String> LOGS = Map.of("_delta_log", "Delta Lake", ".hoodie", "Hudi");

    /**
     * Finds them by what lies in them.
     *
     * @param files the paths of files, such as metadata
     * @param hiddenFolders without a trailing slash
     */
    static TableFormats of(Stream<String> files, Stream<String> hiddenFolders) {
        var roots = new TreeMap<String, String>();
        hiddenFolders.forEach(folder -> {
            var name = Location.name(folder);
            if (LOGS.containsKey(name)) {
                roots.put(
                        folder.substring(0, folder.length() - name.length()),
                        "it is a " + LOGS.get(name) + " table (found " + name + "), which is not supported");
            }
        });
        files.forEach(path -> icebergRoot(path)
                .ifPresent(root ->
                        roots.put(root, "it is an Iceberg table, which an Iceberg target registers (--iceberg)")));
        return new TableFormats(roots);
    }

    /** Whether the file may be the metadata of an Iceberg table. */
    static boolean isMetadata(String path) {
        return path.endsWith(".metadata.json");
    }

    private static Optional<String> icebergRoot(String path) {
        int metadata = path.lastIndexOf(ICEBERG);
        return isMetadata(path) && metadata >= 0 && path.indexOf('/', metadata + ICEBERG.length()) < 0
                ? Optional.of(path.substring(0, metadata + 1))
                : Optional.empty();
    }
}
