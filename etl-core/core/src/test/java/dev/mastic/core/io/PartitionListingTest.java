// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionListingTest {
    private static final List<String> KEYS = List.of("year", "city");

    @TempDir
    private Path folder;

    private final Configuration configuration = new Configuration();

    /** The local disk under another scheme, as a store of objects would be; it refuses to list files' folders below the last key. */
    public static final class Elsewhere extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("elsewhere:///");
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            if (path.getName().startsWith("city=")) {
                throw new IOException("one listing too many");
            } else if (path.getName().equals("year=13")) {
                throw new IOException("no right to see it");
            }
            return super.listStatus(path);
        }
    }

    private void folders(String... names) throws IOException {
        for (var name : names) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    /** Hadoop has a name for the class of {@code abfs}, and the class lies in a jar of its own. */
    @Test
    void refusesFileSystemsThatAreNotOnTheClassPath() {
        assertThatThrownBy(() -> PartitionListing.of("abfs://bucket/t", KEYS, configuration))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot reach abfs://bucket/t: no file system is known for 'abfs' (expected ");
        assertThatThrownBy(() -> PartitionListing.exists("abfs://bucket/t", configuration))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("the file system of 'abfs' is not on the class path");
    }

    @Test
    void findsTheFoldersOfTheLastKeyAndNamesTheOthers() throws IOException {
        folders(
                "year=2024/city=K%C3%B6ln",
                "YEAR=2024/CITY=a=b",
                "year=__HIVE_DEFAULT_PARTITION__/city=",
                "year=2023/town=x",
                "city=x/year=2024",
                "_mastic/year=1",
                ".hidden",
                "year=2022");
        Files.writeString(folder.resolve("year=2024/notes.txt"), "x");
        var found = PartitionListing.of(folder.toString(), KEYS, configuration);
        assertThat(found.folders())
                .containsExactlyInAnyOrder(
                        at("year=2024/city=K%C3%B6ln", "2024", "Köln"),
                        at("YEAR=2024/CITY=a=b", "2024", "a=b"),
                        at("year=__HIVE_DEFAULT_PARTITION__/city=", "__HIVE_DEFAULT_PARTITION__", ""));
        assertThat(found.others()).containsExactlyInAnyOrder(folder + "/year=2023/town=x/", folder + "/city=x/");
    }

    private PartitionListing.Folder at(String name, String... values) {
        return new PartitionListing.Folder(List.of(values), folder.resolve(name) + "/");
    }

    @Test
    void takesLevelsWithoutAKeyWhereTheCrawlerHasNumberedThem() throws IOException {
        folders("2024/x", "2024/year=1");
        var found = PartitionListing.of(folder + "/", List.of("partition_0", "partition_1"), configuration);
        assertThat(found.folders()).containsExactly(at("2024/x", "2024", "x"));
        assertThat(found.others()).containsExactly(folder + "/2024/year=1/");
    }

    @Test
    void worksOnAnyFileSystemAndListsNoFurtherThanItMust() throws IOException {
        configuration.set("fs.elsewhere.impl", Elsewhere.class.getName());
        folders("year=2024/city=x", "year=2024/city=y");
        var found = PartitionListing.of("elsewhere://" + folder, KEYS, configuration);
        assertThat(found.folders())
                .extracting(PartitionListing.Folder::location)
                .allMatch(location -> location.startsWith("elsewhere:"))
                .hasSize(2);
        assertThat(PartitionListing.exists("elsewhere://" + folder + "/year=2024/", configuration))
                .isTrue();
        assertThat(PartitionListing.exists("elsewhere://" + folder + "/year=1/", configuration))
                .isFalse();
        folders("year=13");
        assertThatThrownBy(() -> PartitionListing.of("elsewhere://" + folder, KEYS, configuration))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("no right to see it");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThatThrownBy(() -> PartitionListing.of(folder + "/none", KEYS, configuration))
                .isInstanceOf(NoSuchPathException.class);
    }
}
