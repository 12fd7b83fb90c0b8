// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlStoppedException;
import dev.mastic.testkit.FaultyFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkLooksTest {
    private static final String GOOD = "{'id':1,'total':2}";

    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder.resolve("lake"));
        IntStream.range(0, 9).forEach(i -> place.file("t/good" + i + ".json", GOOD));
    }

    @Test
    void namesTheFileThatKillsItsTaskAndReadsTheOthers() {
        place.file("t/odd.json", "{'odd':'kill'}").file("t/odd2.json", "{'odd':'kill'}");
        var report = crawl(Map.of(), Map.of(), CrawlProgress.NONE);
        assertThat(report.skipped())
                .extracting(Skipped::path)
                .containsExactly(place.location("t/odd.json"), place.location("t/odd2.json"));
        assertThat(report.skipped()).allSatisfy(skipped -> assertThat(skipped.reason())
                .startsWith("Cannot read " + skipped.path() + ": its task has failed: ")
                .contains("killed")
                .doesNotContain("\n"));
        assertThat(Place.table(report, "t").files()).isEqualTo(9);
    }

    @Test
    void givesUpAFileThatTakesTooLong() {
        place.file("t/odd.json", "{'odd':'sleep'}");
        var report = crawl(Map.of("file-time", "1s"), Map.of(), CrawlProgress.NONE);
        assertThat(report.skipped())
                .containsExactly(new Skipped(
                        place.location("t/odd.json"),
                        "Cannot read " + place.location("t/odd.json") + ": it took longer than 1 s (file-time)"));
        assertThat(Place.table(report, "t").files()).isEqualTo(9);
    }

    @Test
    void readsWithTheHadoopSettingsOfTheProcess() {
        var faulty = FaultyFileSystem.settings(FaultyFileSystem.Call.OPEN, "good3", 1, "Permission denied");
        var request = request(FaultyFileSystem.SCHEME + place.folder() + "/t");
        var report = place.crawlerOnSpark(Map.of(), faulty).crawl(request);
        assertThat(report)
                .isEqualTo(new Place(place.folder(), Place.in(folder).catalog())
                        .crawler(Map.of(), faulty)
                        .crawl(request));
        assertThat(report.skipped()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .contains("good3", "Permission denied"));
    }

    @Test
    void tellsHowManyFilesItHasLookedAtAndStopsWhenTold() {
        var read = new AtomicLong();
        crawl(Map.of(), Map.of(), new CrawlProgress() {
            @Override
            public void read(long files) {
                read.addAndGet(files);
            }
        });
        assertThat(read).hasValue(9);
        assertThatThrownBy(() -> crawl(Map.of(), Map.of(), new CrawlProgress() {
                    @Override
                    public void read(long files) {
                        throw new CrawlStoppedException("crawler 'x'");
                    }
                }))
                .isInstanceOf(CrawlStoppedException.class);
    }

    private CrawlReport crawl(Map<String, Object> settings, Map<String, String> hadoop, CrawlProgress progress) {
        return place.crawlerOnSpark(settings, hadoop)
                .crawl(request(place.folder().resolve("t").toString()), progress);
    }

    private static CrawlRequest request(String target) {
        var request = CrawlRequest.of(List.of(target), Place.DATABASE, false);
        var odd = new ClassifierSpec("odd", "odd", Map.of("word", "odd", "certainty", 0.1, "format", "psv"));
        return new CrawlRequest(request.crawler(), List.of(odd), List.of(), false);
    }
}
