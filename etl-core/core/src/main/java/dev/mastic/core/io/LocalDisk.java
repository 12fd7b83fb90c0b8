// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.config.LocalDisks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local disks for writing: as Hadoop's own, without {@code .crc} files, but permissions are set by Java. Hadoop without its native library
 * starts a program, {@code chmod}, for each new file and each new folder.
 *
 * @see RawLocalFileSystem#setPermission
 */
public final class LocalDisk extends RawLocalFileSystem {
    private static final URI FILES = URI.create("file:///");

    /** Of this file system where the configuration has Hadoop's own for local disks; else the configuration's. */
    public static FileSystem instead(FileSystem found, Configuration configuration) throws IOException {
        if (found.getClass() != LocalFileSystem.class) {
            return found;
        }
        var disk = new LocalDisk();
        disk.initialize(FILES, configuration);
        return disk;
    }

    /** The same configuration, in which local disks are of this kind where they were Hadoop's own. */
    public static Configuration in(Configuration configuration) {
        LocalDisks.settings(configuration.get(LocalDisks.IMPLEMENTATION)).forEach(configuration::set);
        return configuration;
    }

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
        var view = Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
        if (view == null || permission.getStickyBit()) {
            super.setPermission(path, permission);
            return;
        }
        view.setPermissions(PosixFilePermissions.fromString(permission.getUserAction().SYMBOL
                + permission.getGroupAction().SYMBOL
                + permission.getOtherAction().SYMBOL));
    }
}
