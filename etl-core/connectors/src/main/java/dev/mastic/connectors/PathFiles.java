// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileSystems;
import dev.mastic.core.io.NoSuchPathException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** The data files below a path, with the partition values that their folders say. */
record PathFiles(String location, Exclusions exclusions, Configuration configuration) {
    /** A folder with files, the first of which stands for it in messages. */
    private record Folder(String firstFile, PartitionFolders partition) {
        FileItem withValues(FileItem file) {
            return partition.values().equals(file.partition())
                    ? file
                    : new FileItem(file.path(), file.size(), file.modified(), file.etag(), partition.values());
        }

        @Override
        public String toString() {
            return partition.keys() + " in " + firstFile;
        }
    }

    /**
     * All files, sorted by path.
     *
     * @throws UsageException if there is none, or their folders have different keys
     */
    List<FileItem> list() {
        return list(FileLedger.empty());
    }

    /**
     * The same without those that a ledger has seen, as far as {@link Unread} leaves them out.
     *
     * @throws UsageException if there is none, or their folders have different keys
     */
    List<FileItem> list(FileLedger seen) {
        int root = root();
        var unread = new Unread(seen, file -> exclusions.exclude(below(root, file)));
        var listed = FileListing.list(location, configuration, unread);
        var files = new ArrayList<FileItem>();
        var folders = new LinkedHashMap<String, Folder>();
        for (var file : listed) {
            var below = below(root, file);
            if (!exclusions.exclude(below)) {
                var folder = folders.computeIfAbsent(
                        below.substring(0, below.lastIndexOf('/') + 1),
                        path -> new Folder(file.path(), PartitionFolders.of(below)));
                files.add(folder.withValues(file));
            }
        }
        if (files.isEmpty()) {
            throw cannotRead("it holds no data files (empty files, names that start with '.' or '_', files of"
                    + " unfinished commits and excluded ones are passed over)");
        }
        refuseDifferentKeys(folders.values());
        return files;
    }

    /** The partition keys of a file. */
    List<String> keys(FileItem file) {
        return PartitionFolders.of(below(root(), file)).keys();
    }

    private void refuseDifferentKeys(Collection<Folder> folders) {
        var first = folders.iterator().next();
        folders.forEach(folder -> {
            if (!folder.partition.hasKeys(first.partition.keys())) {
                throw cannotRead("its folders have different partition keys (got " + first + ", " + folder + ")");
            }
        });
    }

    private UsageException cannotRead(String why) {
        return new UsageException("Cannot read " + location + ": " + why);
    }

    /** How long the path of the root is. */
    private int root() {
        var path = new Path(location);
        try {
            return FileListing.plain(FileSystems.of(path, configuration).makeQualified(path))
                    .length();
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (IOException e) {
            throw new EtlException("Cannot reach " + location + ": " + e.getMessage(), e);
        }
    }

    /** The part of a file's path below the root; the empty text where the file is the root. */
    private static String below(int root, FileItem file) {
        var below = file.path().substring(root);
        return below.startsWith("/") ? below.substring(1) : below;
    }
}
