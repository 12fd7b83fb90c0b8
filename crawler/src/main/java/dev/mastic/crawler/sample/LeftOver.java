// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import java.util.List;
import java.util.Optional;

/** Files that jobs, copies and file managers leave beside data, told by their names. */
public final class LeftOver {
    private static final List<String> ENDINGS =
            List.of(".tmp", ".temp", ".crc", ".crdownload", ".filepart", ".inprogress", "._copying_", "_$folder$", "~");
    private static final List<String> NAMES = List.of("thumbs.db", "desktop.ini");

    private LeftOver() {}

    /** Why the file is no data; empty if its name does not say so. */
    public static Optional<String> reason(String path) {
        for (var ending : ENDINGS) { // asked for each of millions of files
            int from = path.length() - ending.length();
            if (path.regionMatches(true, from, ending, 0, ending.length())) {
                return Optional.of(
                        "its name ends with " + path.substring(from) + ", as what is left over or unfinished does");
            }
        }
        for (var name : NAMES) {
            int from = path.length() - name.length();
            if (path.regionMatches(true, from, name, 0, name.length()) && (from == 0 || path.charAt(from - 1) == '/')) {
                return Optional.of("its name is that of a file manager's own");
            }
        }
        return Optional.empty();
    }
}
