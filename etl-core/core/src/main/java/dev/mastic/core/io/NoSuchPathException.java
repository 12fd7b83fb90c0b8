// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.failure.UsageException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** A file or folder was named that is not there. */
public final class NoSuchPathException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchPathException(String location, Throwable cause) {
        super("No such file or folder: " + location, cause);
    }

    /** A place whose kind of file system is not known. */
    public static UsageException scheme(String location, UnsupportedFileSystemException cause) {
        var scheme = location.substring(0, Math.max(0, location.indexOf(':')));
        return new UsageException(
                "Cannot reach " + location + ": no file system is known for '" + scheme
                        + "' (expected a local path, or a URI such as hdfs: or s3a: with its file system on the class"
                        + " path)",
                cause);
    }

    public NoSuchPathException(String message) {
        super(message);
    }
}
