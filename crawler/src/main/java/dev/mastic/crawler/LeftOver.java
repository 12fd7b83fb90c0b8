// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.config.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Files that jobs, copies and file managers leave beside data, told by their names. */
final class LeftOver {
    private static final List<String> ENDINGS =
            List.of(".tmp", ".temp", ".crc", ".crdownload", ".filepart", ".inprogress", "._copying_", "_$folder$", "~");
    private static final Set<String> NAMES = Set.of("thumbs.db", "desktop.ini");

    private LeftOver() {}

    /** Why the file is no data; empty if its name does not say so. */
    static Optional<String> reason(String path) {
        var name = Location.name(path).toLowerCase(Locale.ROOT);
        if (NAMES.contains(name)) {
            return Optional.of("its name is that of a file manager's own");
        }
        return ENDINGS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(ending -> "its name ends with "
                        + Location.name(path).substring(name.length() - ending.length())
                        + ", as what is left over or unfinished does");
    }
}
