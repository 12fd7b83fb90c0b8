// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.ColonSafeDisk;
import dev.mastic.core.io.FileListing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * One version of a file, as tasks know it.
 *
 * @param uri the path with its scheme
 * @param size in bytes
 * @param modified milliseconds since 1970
 */
public record PinnedFile(String uri, long size, long modified) implements Serializable {
    /** How Spark cuts files when it is told nothing of blocks. */
    private static final long BLOCK = 128L << 20;

    /** The file of an item. Asks the file system for nothing but its name. */
    public static PinnedFile of(FileItem item, Configuration configuration) {
        var path = new Path(item.path());
        try {
            var uri = path.getFileSystem(configuration).makeQualified(path).toString();
            return new PinnedFile(uri, item.size(), item.modified());
        } catch (IOException e) {
            throw new EtlException("Cannot read " + item.path() + ": " + e.getMessage(), e);
        }
    }

    /** The path with its scheme. */
    public Path path() {
        return new Path(uri);
    }

    /** A configuration that can open it. */
    Configuration openedBy(Configuration configuration) {
        return ColonSafeDisk.in(configuration, path());
    }

    /** The path as fault reports name it. */
    public String shown() {
        return FileListing.plain(path());
    }

    /**
     * Why this version can no longer be read, if it cannot: it is gone, or there is another one in its place.
     *
     * @throws IOException if the file system does not answer
     */
    public Optional<String> changed(Configuration configuration) throws IOException {
        try {
            var now = path().getFileSystem(configuration).getFileStatus(path());
            boolean same = now.isFile() && now.getLen() == size && now.getModificationTime() == modified;
            return same ? Optional.empty() : Optional.of("changed since it was listed");
        } catch (FileNotFoundException e) {
            return Optional.of("no longer there, changed since it was listed");
        }
    }

    FileStatus status() {
        return new FileStatus(size, false, 1, BLOCK, modified, path());
    }
}
