// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.NoSuchPathException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * One file or folder that was asked for, with the data files that lie there.
 *
 * @param location as users write it, without a trailing slash
 */
record Target(String location, boolean isFolder, List<FileItem> files) {
    /**
     * Lists all targets, sorted. A file below two of them belongs to the deeper one.
     *
     * @throws NoSuchPathException if one does not exist
     * @throws UsageException if one holds no data files
     */
    static List<Target> list(List<String> written, Configuration configuration) {
        var targets = new ArrayList<Target>();
        for (var location : written) {
            targets.add(list(location, configuration));
        }
        targets.sort(Comparator.comparing((Target t) -> t.location.length())
                .reversed()
                .thenComparing(Target::location));
        var taken = new HashSet<String>();
        return targets.stream()
                .map(t -> new Target(
                        t.location,
                        t.isFolder,
                        t.files.stream().filter(f -> taken.add(f.path())).toList()))
                .sorted(Comparator.comparing(Target::location))
                .toList();
    }

    private static Target list(String written, Configuration configuration) {
        try {
            var path = new Path(written);
            var status = path.getFileSystem(configuration).getFileStatus(path);
            var files = FileListing.list(written, configuration);
            if (files.isEmpty()) {
                throw new UsageException("Cannot crawl " + written + ": it holds no data files");
            }
            return new Target(FileListing.plain(status.getPath()), status.isDirectory(), files);
        } catch (FileNotFoundException e) {
            throw new NoSuchPathException(written, e);
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(written, e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + written + ": " + e.getMessage(), e);
        }
    }
}
