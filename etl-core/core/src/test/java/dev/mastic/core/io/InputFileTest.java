// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    private static final int SMALL = 64 * 1024;

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void place() {
        path = folder.resolve("a.txt");
    }

    private InputFile file(int bytes) throws IOException {
        var file = new InputFile(
                new FileItem(path.toString(), bytes, 0, Optional.empty(), List.of()), new Configuration());
        Files.write(path, "0123456789".repeat(bytes).substring(0, bytes).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    @Test
    void opensASmallFileOnceHoweverOftenItIsRead() throws IOException {
        for (int bytes : new int[] {1, 5_000, SMALL}) {
            var file = file(bytes);
            var sample = file.sample();
            var text = Files.readAllBytes(path);
            var held = file.held();
            Files.delete(path);
            assertThat(held.sample()).usingRecursiveComparison().isEqualTo(sample);
            try (var in = held.open()) {
                assertThat(in.readAllBytes()).isEqualTo(text);
            }
        }
    }

    @Test
    void leavesALargeFileWhereItIs() throws IOException {
        var file = file(SMALL + 1);
        assertThat(file.held()).isSameAs(file);
    }

    @Test
    void leavesAFileWhereItIsThatHasGrownSinceItWasListed() throws IOException {
        var file = file(1);
        file(SMALL + 1);
        assertThat(file.held().stored().held()).isEmpty();
        assertThat(file.held().sample().head()).hasSize(SMALL);
    }

    /** As Hadoop does wherever it has written them. */
    @Test
    void comparesASmallFileWithItsChecksums() throws IOException {
        var file = file(3);
        var local = FileSystem.getLocal(new Configuration());
        try (var out = local.create(file.path(), true)) {
            out.write(new byte[] {'1', '2', '3'});
        }
        assertThat(file.held().sample().head()).containsExactly('1', '2', '3');
        Files.write(path, new byte[] {'1', '2', '4'});
        assertThatThrownBy(file::held).isInstanceOf(EtlException.class).hasMessageContaining("Checksum error");
    }

    @Test
    void namesAFileThatIsGone() throws IOException {
        var file = file(1);
        Files.delete(path);
        assertThatThrownBy(file::held)
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith("Cannot read " + path + ": ");
    }

    @Test
    void goesToAnyPlaceWhetherHeldOrNot() throws IOException {
        var file = file(100);
        for (var stored : List.of(file.stored(), file.held().stored())) {
            try (var in = stored.open()) {
                assertThat(in.readNBytes(32)).hasSize(32);
                for (int place : new int[] {75, 3, 99}) {
                    StoredFile.seek(in, place);
                    assertThat(in.read()).isEqualTo('0' + place % 10);
                }
                assertThatThrownBy(() -> StoredFile.seek(in, 101)).isInstanceOf(EOFException.class);
            }
        }
    }
}
