// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.testkit.FaultyFileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad file never stops a crawl, nor hides the good ones. */
class BadFilesTest {
    private static final String GOOD = "{'id':1,'total':2}";

    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder.resolve("lake")).file("t/good.json", GOOD);
    }

    @Test
    void namesAFileThatMayNotBeRead() {
        place.file("t/bad.json", GOOD);
        var report = crawl(
                Map.of(),
                FaultyFileSystem.SCHEME + place.folder() + "/t",
                FaultyFileSystem.settings(FaultyFileSystem.Call.OPEN, "bad", 1, "Permission denied"));
        assertThat(reason(report)).startsWith("Cannot read ").contains("/t/bad.json", "Permission denied");
        assertThat(report.tables()).singleElement().satisfies(t -> assertThat(t.files())
                .isEqualTo(1));
    }

    @Test
    void namesAFileThatIsGoneWhenItIsRead() {
        // too large to be in memory since it was classified
        place.file("t/odd.json", "{'odd':'vanish'}\n".repeat(10_000));
        assertThat(reason(crawl()))
                .isEqualTo("Cannot read " + place.location("t/odd.json") + ": it is gone since it was listed");
    }

    @Test
    void givesUpAFileThatTakesTooLong() {
        place.file("t/odd.json", "{'odd':'sleep'}");
        var report = crawl(Map.of("file-time", "1s"), place.folder() + "/t", Map.of());
        assertThat(reason(report))
                .isEqualTo("Cannot read " + place.location("t/odd.json") + ": it took longer than 1 s (file-time)");
    }

    @Test
    void survivesValuesThatLieInEachOtherTooDeep() {
        place.file("t/odd.json", "{'odd':'deep'}");
        assertThat(reason(crawl()))
                .isEqualTo("Cannot read " + place.location("t/odd.json") + ": its values lie in each other too deep");
    }

    @Test
    void survivesAClassifierThatThrows() {
        place.file("t/odd.json", "{'odd':'throw'}");
        assertThat(reason(crawl())).contains("t/odd.json", "thrown");
    }

    @Test
    void namesAPackedFileThatWasCutOff() throws IOException {
        place.file("t/bad.json.gz", GOOD, GOOD, GOOD);
        var file = place.folder().resolve("t/bad.json.gz");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 12));
        assertThat(reason(crawl())).startsWith("Cannot read ").contains("t/bad.json.gz");
    }

    @Test
    void namesAFileOfNothingButZeros() throws IOException {
        Files.write(place.folder().resolve("t/bad.json"), "\0".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        assertThat(reason(crawl())).startsWith("no format knows it");
    }

    private static String reason(CrawlReport report) {
        assertThat(report.tables()).singleElement().satisfies(t -> assertThat(t.files())
                .isEqualTo(1));
        assertThat(report.skipped()).hasSize(1);
        return report.skipped().stream().map(Skipped::reason).findFirst().orElseThrow();
    }

    private CrawlReport crawl() {
        return crawl(Map.of(), place.folder() + "/t", Map.of());
    }

    private CrawlReport crawl(Map<String, Object> settings, String target, Map<String, String> hadoop) {
        var request = CrawlRequest.of(List.of(target), Place.DATABASE, false);
        var odd = new ClassifierSpec("odd", "odd", Map.of("word", "odd", "certainty", 0.1, "format", "psv"));
        return place.crawler(settings, hadoop)
                .crawl(new CrawlRequest(request.crawler(), List.of(odd), List.of(), false));
    }
}
