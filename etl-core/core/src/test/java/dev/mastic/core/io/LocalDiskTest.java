// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDiskTest {
    private static final URI FILES = URI.create("file:///");
    private final Configuration configuration = new Configuration();

    @TempDir
    java.nio.file.Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"755", "640", "777", "700", "1777"})
    void setsThePermissionsThatHadoopSets(String octal) throws IOException {
        var permission = new FsPermission(octal);

        assertThat(permissionOf(disk(), permission)).isEqualTo(permissionOf(hadoop(), permission));
    }

    @Test
    void leavesNoChecksumsBesideData() throws IOException {
        disk().create(new Path(folder.toString(), "data")).close();

        assertThat(folder).isDirectoryContaining("glob:**/data").isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void isWhatSparkWritesWith() throws IOException {
        var fs = new Path(folder.toString()).getFileSystem(LocalDisk.in(new Configuration()));

        assertThat(((LocalFileSystem) fs).getRaw()).isInstanceOf(LocalDisk.class);
        assertThat(fs.getScheme()).isEqualTo("file");
    }

    /** S3A does, for what it buffers on a disk. */
    @Test
    void isThereWhereHadoopAsksForALocalFileSystem() throws IOException {
        var fs = FileSystem.getLocal(LocalDisk.in(configuration));

        fs.create(new Path(folder + "/data:1")).close();

        assertThat(folder).isDirectoryContaining("glob:**/data:1").isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void takesAwayTheChecksumOfAFileThatItWritesAnew() throws IOException {
        var file = new Path(folder.toString(), "data");
        FileSystem.getLocal(configuration).create(file).close();
        assertThat(folder).isDirectoryContaining("glob:**/.data.crc");

        try (var out = FileSystem.getLocal(LocalDisk.in(new Configuration())).create(file)) {
            out.write(7);
        }

        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
        try (var in = FileSystem.getLocal(configuration).open(file)) {
            assertThat(in.read()).isEqualTo(7);
        }
    }

    @Test
    void leavesAFileSystemThatTheUserHasChosen() throws IOException {
        configuration.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
        configuration.setBoolean("fs.file.impl.disable.cache", true);

        assertThat(LocalDisk.instead(FileSystem.get(FILES, configuration), configuration))
                .isExactlyInstanceOf(RawLocalFileSystem.class);
        assertThat(FileSystem.get(FILES, LocalDisk.in(configuration))).isExactlyInstanceOf(RawLocalFileSystem.class);
    }

    private FsPermission permissionOf(FileSystem fs, FsPermission permission) throws IOException {
        var path = new Path(folder.toString(), "folder");
        fs.mkdirs(path);
        fs.setPermission(path, permission);
        var set = fs.getFileStatus(path).getPermission();
        fs.delete(path, true);
        return set;
    }

    private FileSystem disk() throws IOException {
        return LocalDisk.instead(FileSystem.getLocal(configuration), configuration);
    }

    private FileSystem hadoop() throws IOException {
        return FileSystem.getLocal(configuration).getRaw();
    }
}
