// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, where Hadoop adds nothing of its own to what it says, and Hadoop's paths are those of the disk. */
record PlainDisk(LocalFileSystem fs) {
    /** Nothing if the file system is another, or has been made another. */
    static Optional<PlainDisk> of(FileSystem fs) {
        return File.separatorChar == '/'
                        && fs instanceof LocalFileSystem local
                        && local.getClass() == LocalFileSystem.class
                        && local.getRaw().getClass() == RawLocalFileSystem.class
                ? Optional.of(new PlainDisk(local))
                : Optional.empty();
    }

    /** A file as it is on the disk; nothing if Hadoop has written checksums beside it, which it compares. */
    Optional<InputStream> open(Path path) throws IOException {
        return fs.pathToFile(fs.getChecksumFile(path)).exists()
                ? Optional.empty()
                : Optional.of(new FileInputStream(fs.pathToFile(path)));
    }
}
