// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** A file or folder was named that is not there. */
public final class NoSuchPathException extends UsageException {
    private static final long serialVersionUID = 1L;

    public NoSuchPathException(String location, Throwable cause) {
        super("No such file or folder: " + location, cause);
    }

    /** The message with the nearest name that there is beside the missing one; it looks into one folder. */
    public static NoSuchPathException of(String location, Configuration configuration, Throwable cause) {
        var hint = location.contains("*")
                ? " (a path is taken as it is written, '*' too: name the folder)"
                : nearest(new Path(location), configuration)
                        .map(name -> " (did you mean '" + name + "'?)")
                        .orElse("");
        return new NoSuchPathException(location + hint, cause);
    }

    private static Optional<String> nearest(Path missing, Configuration configuration) {
        try {
            var fs = FileSystems.of(missing, configuration);
            var folder = fs.makeQualified(missing).getParent();
            var beside = folder == null ? new FileStatus[0] : fs.listStatus(folder);
            var names =
                    Arrays.stream(beside).map(file -> file.getPath().getName()).toList();
            return Suggestion.nearest(missing.getName(), names);
        } catch (IOException e) {
            // a hint only: the folder above is missing too
            return Optional.empty();
        }
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
