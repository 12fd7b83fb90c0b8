// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlRecord.State;
import dev.mastic.core.crawl.CrawlSummary;
import dev.mastic.core.crawl.CrawlerNotRunningException;
import dev.mastic.core.crawl.CrawlerRunningException;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.crawl.NoSuchClassifierException;
import dev.mastic.core.crawl.NoSuchCrawlerException;
import dev.mastic.core.crawl.VersionMismatchException;
import dev.mastic.core.failure.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link CrawlerStore} must do. A subclass gives the store. */
public abstract class CrawlerStoreContract {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final CrawlSummary SOME =
            new CrawlSummary(new CrawlSummary.Counts(1, 2, 3, 4), new CrawlSummary.Counts(5, 6, 7, 8));

    /**
     * Opens the store of the present test, which is empty at its start. Each call gives a store of its own over the same state, as another
     * process would have it.
     */
    protected abstract CrawlerStore open();

    @Test
    void keepsCrawlersSortedByName() {
        var store = open();
        store.create(crawler("nightly", "first"));
        store.create(crawler("Early", ""));
        assertThat(open().crawlers()).extracting(KeptCrawler::name).containsExactly("Early", "nightly");
        var kept = open().crawler("nightly");
        assertThat(kept.crawler()).isEqualTo(crawler("nightly", "first"));
        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.state()).isEqualTo(KeptCrawler.State.READY);
    }

    @Test
    void refusesACrawlerTwiceAndNamesTheNearest() {
        var store = open();
        store.create(crawler("nightly", ""));
        assertThatThrownBy(() -> store.create(crawler("nightly", "")))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessage("Crawler already exists: nightly");
        assertThatThrownBy(() -> store.crawler("nightli"))
                .isInstanceOf(NoSuchCrawlerException.class)
                .hasMessageContaining("did you mean 'nightly'?");
        assertThat(store.findCrawler("nightli")).isEmpty();
    }

    @Test
    void refusesTheNameOfCrawlsWithoutACrawler() {
        assertThatThrownBy(() -> open().create(crawler(CrawlerSpec.AD_HOC, "")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot keep crawler 'mastic': ");
    }

    @Test
    void updatesOnlyTheVersionThatWasRead() {
        var store = open();
        store.create(crawler("nightly", "first"));
        assertThat(store.update(crawler("nightly", "second"), 1).version()).isEqualTo(2);
        assertThatThrownBy(() -> store.update(crawler("nightly", "third"), 1))
                .isInstanceOf(VersionMismatchException.class)
                .hasMessageContaining("got version 2; expected 1");
        assertThat(open().crawler("nightly").crawler().description()).isEqualTo("second");
        assertThatThrownBy(() -> store.update(crawler("other", ""), 1)).isInstanceOf(NoSuchCrawlerException.class);
    }

    @Test
    void forgetsACrawlerWithItsHistory() {
        var store = open();
        store.create(crawler("nightly", ""));
        store.start("nightly", "c1", LONG);
        store.end("c1", State.COMPLETED, SOME, Optional.empty());
        store.deleteCrawler("nightly");
        assertThat(open().crawlers()).isEmpty();
        assertThatThrownBy(() -> store.deleteCrawler("nightly")).isInstanceOf(NoSuchCrawlerException.class);
        store.create(crawler("nightly", ""));
        assertThat(store.history("nightly", 10)).isEmpty();
    }

    @Test
    void keepsClassifiersAndTheirVersions() {
        var store = open();
        store.create(classifier("web", "%{IP:ip}"));
        store.create(classifier("app", "%{WORD:word}"));
        assertThat(open().classifiers()).extracting(KeptClassifier::name).containsExactly("app", "web");
        assertThat(store.update(classifier("web", "%{IP:client}"), 1).version()).isEqualTo(2);
        assertThat(open().classifier("web").classifier()).isEqualTo(classifier("web", "%{IP:client}"));
        assertThatThrownBy(() -> store.update(classifier("web", ""), 1)).isInstanceOf(VersionMismatchException.class);
        assertThatThrownBy(() -> store.create(classifier("web", ""))).isInstanceOf(AlreadyExistsException.class);
        store.deleteClassifier("web");
        assertThat(store.findClassifier("web")).isEmpty();
        assertThatThrownBy(() -> store.deleteClassifier("appp"))
                .isInstanceOf(NoSuchClassifierException.class)
                .hasMessageContaining("did you mean 'app'?");
    }

    @Test
    void runsACrawlerOnceAtATime() {
        var store = open();
        store.create(crawler("nightly", ""));
        var running = store.start("nightly", "c1", LONG);
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(open().crawler("nightly").state()).isEqualTo(KeptCrawler.State.RUNNING);
        assertThatThrownBy(() -> open().start("nightly", "c2", LONG))
                .isInstanceOf(CrawlerRunningException.class)
                .hasMessageContaining("Cannot start crawler 'nightly': it is running (crawl c1 since ");
        assertThatThrownBy(() -> store.update(crawler("nightly", "x"), 1)).isInstanceOf(CrawlerRunningException.class);
        assertThatThrownBy(() -> store.deleteCrawler("nightly")).isInstanceOf(CrawlerRunningException.class);
        var ended = store.end("c1", State.COMPLETED, SOME, Optional.empty());
        assertThat(ended.summary()).isEqualTo(SOME);
        assertThat(ended.ended()).isPresent();
        assertThat(open().crawler("nightly").state()).isEqualTo(KeptCrawler.State.READY);
        store.start("nightly", "c2", LONG);
    }

    @Test
    void isNotHeldUpByACrawlWhoseProcessIsDead() {
        var store = open();
        store.create(crawler("nightly", ""));
        store.start("nightly", "c1", Duration.ZERO);
        assertThat(store.crawler("nightly").state()).isEqualTo(KeptCrawler.State.READY);
        assertThat(store.renew("c1", LONG)).isFalse();
        store.start("nightly", "c2", LONG);
        assertThat(store.history("nightly", 10))
                .extracting(CrawlRecord::state)
                .containsExactly(State.RUNNING, State.FAILED);
        assertThat(store.history("nightly", 10).get(1).error().orElseThrow()).contains("its lease ran out");
        // it lives after all, and has lost its crawler
        var late = store.end("c1", State.COMPLETED, SOME, Optional.empty());
        assertThat(late.state()).isEqualTo(State.FAILED);
        assertThat(store.crawler("nightly").state()).isEqualTo(KeptCrawler.State.RUNNING);
    }

    @Test
    void tellsARunningCrawlToStop() {
        var store = open();
        store.create(crawler("nightly", ""));
        assertThatThrownBy(() -> store.stop("nightly"))
                .isInstanceOf(CrawlerNotRunningException.class)
                .hasMessageContaining("got READY; expected RUNNING");
        store.start("nightly", "c1", LONG);
        assertThat(store.renew("c1", LONG)).isTrue();
        open().stop("nightly");
        assertThat(store.crawler("nightly").state()).isEqualTo(KeptCrawler.State.STOPPING);
        assertThat(store.renew("c1", LONG)).isFalse();
        assertThatThrownBy(() -> store.stop("nightly")).isInstanceOf(CrawlerNotRunningException.class);
        assertThatThrownBy(() -> store.start("nightly", "c2", LONG)).isInstanceOf(CrawlerRunningException.class);
        assertThat(store.end("c1", State.STOPPED, CrawlSummary.NOTHING, Optional.empty())
                        .state())
                .isEqualTo(State.STOPPED);
        assertThatThrownBy(() -> store.stop("other")).isInstanceOf(NoSuchCrawlerException.class);
    }

    @Test
    void showsTheNewestCrawlsFirst() {
        var store = open();
        store.create(crawler("nightly", ""));
        for (var id : List.of("c1", "c2", "c3")) {
            store.start("nightly", id, LONG);
            store.end(id, State.FAILED, CrawlSummary.NOTHING, Optional.of("disk of " + id));
        }
        assertThat(store.history("nightly", 2)).extracting(CrawlRecord::id).containsExactly("c3", "c2");
        assertThat(store.history("nightly", 1).get(0).error()).contains("disk of c3");
        assertThatThrownBy(() -> store.history("other", 1)).isInstanceOf(NoSuchCrawlerException.class);
    }

    @Test
    void letsOneOfManyStart() throws Exception {
        open().create(crawler("nightly", ""));
        var attempts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            var store = open();
            var id = "c" + i;
            attempts.add(() -> {
                try {
                    store.start("nightly", id, LONG);
                    return true;
                } catch (CrawlerRunningException e) {
                    return false;
                }
            });
        }
        var pool = Executors.newFixedThreadPool(attempts.size());
        try {
            int started = 0;
            for (var attempt : pool.invokeAll(attempts)) {
                started += attempt.get() ? 1 : 0;
            }
            assertThat(started).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    private static CrawlerSpec crawler(String name, String description) {
        var usual = CrawlerSpec.adHoc(List.of("/data/orders"), "sales");
        return new CrawlerSpec(
                name,
                description,
                usual.targets(),
                List.of("web"),
                usual.output(),
                usual.policy(),
                List.of(),
                Optional.of("cron(15 2 * * ? *)"));
    }

    private static ClassifierSpec classifier(String name, String pattern) {
        return new ClassifierSpec(name, "grok", Map.of("classification", "web", "grok-pattern", pattern));
    }
}
