// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.crawl.ManifestStore.Folder;
import dev.mastic.core.crawl.ManifestStore.Row;
import dev.mastic.core.crawl.ManifestStore.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ManifestStore} must do. A subclass gives the store. */
public abstract class ManifestStoreContract {
    private static final Target LAKE = new Target("nightly", "/lake");
    private static final Target OTHER = new Target("nightly", "s3a://bucket/lake");

    /**
     * Opens the store of the present test, which is empty at its start. Each call gives a store of its own over the same state, as another
     * process would have it.
     */
    protected abstract ManifestStore open();

    @Test
    void remembersNothingAtFirst() {
        assertThat(open().folders(LAKE, "a")).isEmpty();
        assertThat(open().files(LAKE, List.of("/lake/x/"))).isEmpty();
    }

    @Test
    void keepsThatACrawlFoundNothing() {
        open().put(LAKE, "a", List.of(), List.of());
        assertThat(open().folders(LAKE, "a"))
                .hasValueSatisfying(folders -> assertThat(folders).isEmpty());
    }

    @Test
    void keepsFoldersWithTheirBytes() {
        open().put(LAKE, "a", List.of(row("/lake/x/", "1"), row("/lake/ü 'y'/", "")), List.of());
        var folders = open().folders(LAKE, "a").orElseThrow();
        assertThat(folders).extracting(Folder::path).containsExactlyInAnyOrder("/lake/x/", "/lake/ü 'y'/");
        var found = folders.stream()
                .filter(f -> f.path().equals("/lake/x/"))
                .findFirst()
                .orElseThrow();
        assertThat(found.hash()).isEqualTo("1");
        assertThat(found.files()).isEqualTo(3);
        assertThat(found.seen()).isEqualTo(bytes("seen 1"));
        assertThat(open().files(LAKE, List.of("/lake/ü 'y'/", "/lake/z/")))
                .containsOnlyKeys("/lake/ü 'y'/")
                .containsEntry("/lake/ü 'y'/", bytes("listing "));
    }

    @Test
    void replacesAndForgetsFolders() {
        open().put(LAKE, "a", List.of(row("/lake/x/", "1"), row("/lake/y/", "1")), List.of());
        open().put(LAKE, "a", List.of(row("/lake/x/", "2"), row("/lake/z/", "2")), List.of("/lake/y/", "/lake/none/"));
        assertThat(open().folders(LAKE, "a").orElseThrow())
                .allSatisfy(folder -> assertThat(folder.hash()).isEqualTo("2"))
                .extracting(Folder::path)
                .containsExactlyInAnyOrder("/lake/x/", "/lake/z/");
    }

    @Test
    void forgetsWhatWasKeptUnderAnotherFingerprint() {
        open().put(LAKE, "a", List.of(row("/lake/x/", "1")), List.of());
        assertThat(open().folders(LAKE, "b")).isEmpty();
        open().put(LAKE, "b", List.of(row("/lake/y/", "1")), List.of());
        assertThat(open().folders(LAKE, "a")).isEmpty();
        assertThat(open().folders(LAKE, "b").orElseThrow())
                .extracting(Folder::path)
                .containsExactly("/lake/y/");
    }

    @Test
    void tellsTargetsAndCrawlersApart() {
        open().put(LAKE, "a", List.of(row("/lake/x/", "1")), List.of());
        open().put(OTHER, "a", List.of(row("/lake/x/", "2")), List.of());
        open().put(new Target("mastic", "/lake"), "a", List.of(row("/lake/x/", "3")), List.of());
        assertThat(open().folders(OTHER, "a").orElseThrow())
                .extracting(Folder::hash)
                .containsExactly("2");
        open().forget("nightly");
        assertThat(open().folders(LAKE, "a")).isEmpty();
        assertThat(open().folders(OTHER, "a")).isEmpty();
        assertThat(open().folders(new Target("mastic", "/lake"), "a")).isPresent();
    }

    @Test
    void takesManyFoldersAtOnce() {
        var rows = IntStream.range(0, 2_000)
                .mapToObj(i -> row("/lake/" + i + "/", "1"))
                .toList();
        open().put(LAKE, "a", rows, List.of());
        assertThat(open().folders(LAKE, "a").orElseThrow()).hasSize(2_000);
        var paths = rows.stream().map(row -> row.folder().path()).toList();
        assertThat(open().files(LAKE, paths)).hasSize(2_000);
    }

    private static Row row(String path, String hash) {
        return new Row(new Folder(path, hash, 3, bytes("seen " + hash)), bytes("listing " + hash));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
