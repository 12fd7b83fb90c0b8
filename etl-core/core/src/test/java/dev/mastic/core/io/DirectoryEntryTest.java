// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is asked without Hadoop, and says the same. */
class DirectoryEntryTest {
    @TempDir
    Path folder;

    private FileSystem disk;
    private FileSystem hadoop;

    @BeforeEach
    void open() throws IOException {
        disk = FileSystem.newInstanceLocal(new Configuration());
        hadoop = new LocalFileSystem() {};
        hadoop.initialize(folder.toUri(), new Configuration());
    }

    @AfterEach
    void close() throws IOException {
        disk.close();
        hadoop.close();
    }

    @Test
    void asksThePlainDiskWithoutHadoop() throws IOException {
        assertThat(entry(disk, folder)).isInstanceOf(DirectoryEntry.OnDisk.class);
        assertThat(entry(hadoop, folder)).isInstanceOf(DirectoryEntry.InFileSystem.class);
    }

    @Test
    void listsWhatHadoopLists() throws IOException {
        write("b.csv");
        write("_day=1/a.csv");
        write("deep/er/a.csv");
        for (var passedOver : List.of(".a.csv.crc", "_SUCCESS", "_temporary/0/a.csv")) {
            write(passedOver);
        }
        Files.createFile(folder.resolve("empty.csv"));
        Files.createDirectory(folder.resolve("empty"));
        assertSameListings(3);
    }

    @Test
    void spellsNamesAsHadoopDoes() throws IOException {
        for (var name :
                List.of("a b", "a%41+", "a:b", "k=ü", "#a?", "a\\b", "a\nb", "\"a\"", "{a,b}*", "~", "é\u0301")) {
            write(name + "/" + name + ".csv");
        }
        assertSameListings(11);
    }

    @Test
    void followsLinksAsHadoopDoes() throws IOException {
        var file = write("data/a.csv");
        Files.createSymbolicLink(folder.resolve("data/again.csv"), file);
        Files.createSymbolicLink(folder.resolve("same"), file.getParent());
        Files.createSymbolicLink(folder.resolve("nowhere.csv"), folder.resolve("gone.csv"));
        Files.createSymbolicLink(folder.resolve("itself"), folder.resolve("itself"));
        assertSameListings(4);
    }

    @Test
    void tellsTimesAsHadoopDoes() throws IOException {
        int count = 0;
        for (var time :
                List.of("1969-12-31T23:59:59.999500Z", "1970-01-01T00:00:00.000001Z", "2024-02-29T12:00:00.123999Z")) {
            Files.setLastModifiedTime(write("a" + count++ + ".csv"), FileTime.from(Instant.parse(time)));
        }
        assertSameListings(count);
    }

    @Test
    void refusesAFolderThatMayNotBeReadAsHadoopDoes() throws IOException {
        var closed = write("closed/a.csv").getParent();
        for (var permissions : List.of("---------", "-wx------", "r--------")) {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(permissions));
            assertThat(said(disk)).isEqualTo(said(hadoop));
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void refusesAFolderThatHasGoneAsHadoopDoes() throws IOException {
        var gone = Files.createDirectory(folder.resolve("gone"));
        var onDisk = entry(disk, gone);
        var inHadoop = entry(hadoop, gone);
        Files.delete(gone);
        assertThat(catchThrowable(onDisk::children))
                .hasSameClassAs(catchThrowable(inHadoop::children))
                .hasMessage(catchThrowable(inHadoop::children).getMessage());
    }

    private void assertSameListings(int files) throws IOException {
        var byHadoop = FileListing.list(hadoop, place(folder), UnaryOperator.identity());
        assertThat(FileListing.list(disk, place(folder), UnaryOperator.identity()))
                .isEqualTo(byHadoop)
                .hasSize(files);
        assertThat(paths(entry(disk, folder))).isEqualTo(paths(entry(hadoop, folder)));
    }

    private static List<org.apache.hadoop.fs.Path> paths(DirectoryEntry entry) throws IOException {
        return entry.children()
                .filter(child -> !child.name().endsWith(".crc"))
                .map(DirectoryEntry::path)
                .sorted()
                .toList();
    }

    /** The files that are found, or why none are: nobody is kept out who is root. */
    private Object said(FileSystem fs) {
        try {
            return FileListing.list(fs, place(folder), UnaryOperator.identity());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static DirectoryEntry entry(FileSystem fs, Path file) throws IOException {
        return DirectoryEntry.of(fs, fs.getFileStatus(place(file)));
    }

    private static org.apache.hadoop.fs.Path place(Path file) {
        return new org.apache.hadoop.fs.Path(file.toUri());
    }

    private Path write(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "a,b\n");
    }
}
