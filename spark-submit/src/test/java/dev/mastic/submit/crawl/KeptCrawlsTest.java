// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.RelationalCrawlerStore;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlRecord.State;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlStoppedException;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerRunningException;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.EtlException;
import dev.mastic.crawler.KeptCrawls;
import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCrawlsTest {
    private static final CrawlReport NOTHING = new CrawlReport(List.of(), List.of(), List.of());

    @TempDir
    Path folder;

    private RelationalStore database;
    private CrawlerStore store;
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void open() {
        database = RelationalStore.open(folder.resolve("state.db").toString());
        store = new RelationalCrawlerStore(database);
        var usual = CrawlerSpec.adHoc(List.of("/data"), "sales");
        store.create(new CrawlerSpec(
                "nightly",
                "",
                usual.targets(),
                List.of(),
                usual.output(),
                usual.policy(),
                List.of(),
                Optional.empty()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void stopsAtTheNextStepWhenItIsToldTo() {
        assertThatThrownBy(() -> start(Duration.ofSeconds(60).dividedBy(100), (request, progress) -> {
                    store.stop("nightly");
                    return endlessly(progress);
                }))
                .isInstanceOf(CrawlStoppedException.class);
        assertThat(store.history("nightly", 1).get(0).state()).isEqualTo(State.STOPPED);
        start(Duration.ofSeconds(60), (request, progress) -> NOTHING);
    }

    @Test
    void outlivesItsLeaseByRenewingIt() {
        var lease = Duration.ofMillis(600);
        start(lease, (request, progress) -> {
            waitFor(lease.multipliedBy(2));
            assertThatThrownBy(() -> start(lease, (other, unheard) -> NOTHING))
                    .isInstanceOf(CrawlerRunningException.class);
            return NOTHING;
        });
        assertThat(store.history("nightly", 9)).hasSize(1);
    }

    @Test
    void keepsWhyACrawlHasFailed() {
        assertThatThrownBy(() -> start(Duration.ofSeconds(60), (request, progress) -> {
                    throw new EtlException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(store.history("nightly", 1).get(0).error()).contains("the disk is full");
        assertThat(lines.get(1)).endsWith("ERROR : the disk is full");
    }

    private void start(Duration lease, Crawler crawler) {
        new KeptCrawls(store, crawler, lease, lines::add).start("nightly", List.of(), CrawlProgress.NONE);
    }

    private static CrawlReport endlessly(CrawlProgress progress) {
        while (true) {
            progress.read(1);
            waitFor(Duration.ofMillis(5));
        }
    }

    private static void waitFor(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
