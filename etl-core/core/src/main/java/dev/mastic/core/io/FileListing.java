// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * The data files below a place: without hidden ones (names that start with {@code .} or {@code _}), without empty ones, and without
 * those that a run of Mastic has not finished committing.
 */
public final class FileListing {
    private FileListing() {}

    /**
     * All data files, sorted by path, with no partition values.
     *
     * @param location a folder, or one file
     * @throws NoSuchPathException if there is nothing at the location
     */
    public static List<FileItem> list(String location, Configuration configuration) {
        var root = new Path(location);
        try {
            var fs = root.getFileSystem(configuration);
            var status = fs.getFileStatus(root);
            var found = new ArrayList<FileItem>();
            collect(fs, status, found);
            var pending = Intent.pendingBelow(fs, root);
            found.removeIf(file -> pending.contains(file.path()));
            found.sort(Comparator.comparing(FileItem::path));
            return found;
        } catch (FileNotFoundException e) {
            throw new NoSuchPathException(location, e);
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + location + ": " + e.getMessage(), e);
        }
    }

    /** The path as users write it: local files without their scheme. */
    public static String plain(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    private static void collect(FileSystem fs, FileStatus status, List<FileItem> found) throws IOException {
        if (status.isFile()) {
            if (status.getLen() > 0) {
                found.add(item(status));
            }
            return;
        }
        for (var child : fs.listStatus(status.getPath())) {
            var name = child.getPath().getName();
            boolean hidden = name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
            if (!hidden) {
                collect(fs, child, found);
            }
        }
    }

    private static FileItem item(FileStatus status) {
        var etag =
                status instanceof EtagSource source ? Optional.ofNullable(source.getEtag()) : Optional.<String>empty();
        return new FileItem(plain(status.getPath()), status.getLen(), status.getModificationTime(), etag, List.of());
    }
}
