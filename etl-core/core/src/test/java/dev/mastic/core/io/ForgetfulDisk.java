// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A disk from which a folder goes when it is looked into. */
final class ForgetfulDisk extends RawLocalFileSystem {
    private final String going;

    private ForgetfulDisk(String going) {
        this.going = going;
    }

    /** What a listing finds below a place while the folder of this name goes. */
    static List<FileItem> list(String location, String going) throws IOException {
        try (var disk = new ForgetfulDisk(going)) {
            disk.initialize(disk.getUri(), new Configuration());
            return FileListing.list(disk, new Path(location), UnaryOperator.identity());
        }
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        if (path.getName().equals(going)) {
            delete(path, true);
        }
        return super.listStatus(path);
    }
}
