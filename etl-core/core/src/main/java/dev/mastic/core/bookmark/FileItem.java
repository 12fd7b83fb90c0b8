// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of one file.
 *
 * @param path absolute path or URI
 * @param size in bytes
 * @param modified milliseconds since 1970, by the clock of the file system
 * @param etag the object store's name of this version, where it has one
 * @param partition the values of the table's partition keys, in order, as the path spells them after decoding: {@link
 * #NO_VALUE} is null; empty for none
 */
public record FileItem(String path, long size, long modified, Optional<String> etag, List<String> partition) {
    /** How paths and catalogs spell the partition value null. */
    public static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    public FileItem {
        Objects.requireNonNull(path, "path");
        partition = List.copyOf(partition);
    }

    /** 16 bytes that stand for the path. */
    public byte[] pathHash() {
        return new FileHash().ofPath(this).first(16);
    }

    /** 8 bytes that stand for this version. */
    public long versionHash() {
        return new FileHash().ofVersion(this).high();
    }

    /** Whether another look at the file has shown the same version. */
    public boolean isVersionOf(FileItem other) {
        return version().equals(other.version());
    }

    /** Size and etag, or size and time where there is no etag. */
    String version() {
        return size + "/" + (etag.isPresent() ? etag.get() : Long.toString(modified));
    }
}
