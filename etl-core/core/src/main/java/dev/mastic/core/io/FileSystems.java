// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** The file systems that places are in. */
public final class FileSystems {
    private FileSystems() {}

    /**
     * The file system of a place.
     *
     * @throws UnsupportedFileSystemException if there is none for its scheme, or none on the class path: Hadoop knows of {@code s3a} without
     *     having it
     * @throws IOException if it cannot be reached
     */
    public static FileSystem of(Path place, Configuration configuration) throws IOException {
        try {
            return place.getFileSystem(configuration);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof ClassNotFoundException) {
                throw missing(place, e);
            }
            throw e;
        } catch (NoClassDefFoundError e) {
            // what S3FileSystem extends: a foreign distribution may be without hadoop-aws
            throw missing(place, e);
        }
    }

    private static IOException missing(Path place, Throwable cause) {
        var scheme = place.toUri().getScheme();
        return (IOException)
                new UnsupportedFileSystemException("the file system of '" + scheme + "' is not on the class path")
                        .initCause(cause);
    }
}
