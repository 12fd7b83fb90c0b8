// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.config.Location;
import dev.mastic.core.io.FileListing.Listing;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Folders whose files belong to a table format, which alone knows the files that count: crawled as plain files they
 * would show rows that were deleted. They are refused by name.
 *
 * @param roots the folders, with a trailing slash, and what they are
 */
record TableFormats(Map<String, String> roots) {
    private static final String ICEBERG = "/metadata/";
    private static final Map<String, String> LOGS = Map.of("_delta_log", "Delta Lake", ".hoodie", "Hudi");

    static TableFormats of(Listing listing) {
        var roots = new TreeMap<String, String>();
        for (var folder : listing.hiddenFolders()) {
            var name = Location.name(folder);
            if (LOGS.containsKey(name)) {
                roots.put(
                        folder.substring(0, folder.length() - name.length()),
                        "it is a " + LOGS.get(name) + " table (found " + name + "), which is not supported");
            }
        }
        listing.files().forEach(file -> icebergRoot(file.path())
                .ifPresent(root ->
                        roots.put(root, "it is an Iceberg table, which an Iceberg target registers (--iceberg)")));
        return new TableFormats(roots);
    }

    private static Optional<String> icebergRoot(String path) {
        int metadata = path.lastIndexOf(ICEBERG);
        return path.endsWith(".metadata.json") && metadata >= 0 && path.indexOf('/', metadata + ICEBERG.length()) < 0
                ? Optional.of(path.substring(0, metadata + 1))
                : Optional.empty();
    }
}
