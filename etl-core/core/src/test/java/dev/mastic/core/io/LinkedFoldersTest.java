// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkedFoldersTest {
    @TempDir
    Path root;

    private void file(String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    private List<String> listed() {
        return FileListing.list(root.toString(), new Configuration()).stream()
                .map(FileItem::path)
                .map(path -> root.relativize(Path.of(path)).toString())
                .toList();
    }

    @Test
    void followsALinkToAFolderElsewhere() throws IOException {
        file("a/1.json");
        link("b", "a");
        assertThat(listed()).containsExactly("a/1.json", "b/1.json");
    }

    @Test
    void passesOverLinksToAFolderAroundThem() throws IOException {
        file("1.json");
        file("a/b/2.json");
        link("a/self", ".");
        link("a/b/up", "..");
        link("a/b/top", "../..");
        assertThat(listed()).containsExactly("1.json", "a/b/2.json");
    }

    @Test
    void endsWhereFoldersLinkToEachOther() throws IOException {
        file("a/1.json");
        file("b/2.json");
        link("a/other", "../b");
        link("b/other", "../a");
        assertThat(listed()).containsExactly("a/1.json", "a/other/2.json", "b/2.json", "b/other/1.json");
    }
}
