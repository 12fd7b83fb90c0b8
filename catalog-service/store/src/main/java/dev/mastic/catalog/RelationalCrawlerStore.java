// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.crawl.ClassifierCodec;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlRecord;
import dev.mastic.core.crawl.CrawlSummary;
import dev.mastic.core.crawl.CrawlerCodec;
import dev.mastic.core.crawl.CrawlerNotRunningException;
import dev.mastic.core.crawl.CrawlerRules;
import dev.mastic.core.crawl.CrawlerRunningException;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.crawl.KeptCrawler.State;
import dev.mastic.core.crawl.NoSuchClassifierException;
import dev.mastic.core.crawl.NoSuchCrawlerException;
import dev.mastic.core.crawl.VersionMismatchException;
import dev.mastic.database.RelationalStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Crawlers, classifiers and crawls in the relational store. The store is the caller's to close. */
public final class RelationalCrawlerStore implements CrawlerStore {
    private final RelationalStore store;
    private final DefinitionRows crawlers;
    private final DefinitionRows classifiers;
    private final CrawlRows crawls;
    private final ObjectRows objects;
    private final ChangeRows audit;

    /** The crawlers of a server, which writes the audit itself. */
    public RelationalCrawlerStore(RelationalStore store) {
        this(store, Face.SERVER);
    }

    /** The crawlers of a process whose changes leave rows of the audit. */
    RelationalCrawlerStore(RelationalStore store, Face face) {
        this.store = store;
        this.crawlers = new DefinitionRows(store.dialect(), "crawlers");
        this.classifiers = new DefinitionRows(store.dialect(), "classifiers");
        this.crawls = new CrawlRows(store.dialect());
        this.objects = new ObjectRows(store.dialect());
        this.audit = new ChangeRows(store.dialect(), face);
    }

    @Override
    public List<KeptCrawler> crawlers() {
        return store.read(handle ->
                crawlers.all(handle).stream().map(row -> kept(handle, row)).toList());
    }

    @Override
    public Optional<KeptCrawler> findCrawler(String name) {
        return store.read(handle -> crawlers.find(handle, name).map(row -> kept(handle, row)));
    }

    @Override
    public KeptCrawler create(CrawlerSpec crawler) {
        CrawlerRules.check(crawler);
        return store.write(handle -> {
            var row = crawlers.insert(handle, crawler.name(), CrawlerCodec.write(crawler))
                    .orElseThrow(() -> new AlreadyExistsException("Crawler", crawler.name()));
            audit.add(handle, "create crawler", crawler.name());
            return kept(handle, row);
        });
    }

    @Override
    public KeptCrawler update(CrawlerSpec crawler, long expectedVersion) {
        CrawlerRules.check(crawler);
        return store.write(handle -> {
            var row = idle(handle, "update", crawler.name());
            if (row.version() != expectedVersion) {
                throw new VersionMismatchException("crawler", crawler.name(), expectedVersion, row.version());
            }
            audit.add(handle, "update crawler", crawler.name());
            return kept(handle, crawlers.update(handle, crawler.name(), CrawlerCodec.write(crawler)));
        });
    }

    @Override
    public void deleteCrawler(String name) {
        store.change(handle -> {
            idle(handle, "delete", name);
            crawlers.delete(handle, name);
            RelationalManifestStore.forget(handle, name);
            objects.deleteTags(handle, "crawler", name);
            audit.add(handle, "drop crawler", name);
        });
    }

    @Override
    public List<KeptClassifier> classifiers() {
        return store.read(handle -> classifiers.all(handle).stream()
                .map(RelationalCrawlerStore::kept)
                .toList());
    }

    @Override
    public Optional<KeptClassifier> findClassifier(String name) {
        return store.read(handle -> classifiers.find(handle, name).map(RelationalCrawlerStore::kept));
    }

    @Override
    public KeptClassifier create(ClassifierSpec classifier) {
        CrawlerRules.check(classifier);
        return store.write(handle -> {
            var row = classifiers
                    .insert(handle, classifier.name(), ClassifierCodec.write(classifier))
                    .orElseThrow(() -> new AlreadyExistsException("Classifier", classifier.name()));
            audit.add(handle, "create classifier", classifier.name());
            return kept(row);
        });
    }

    @Override
    public KeptClassifier update(ClassifierSpec classifier, long expectedVersion) {
        CrawlerRules.check(classifier);
        return store.write(handle -> {
            var name = classifier.name();
            var row = classifiers.lock(handle, name).orElseThrow(() -> noClassifier(handle, name));
            if (row.version() != expectedVersion) {
                throw new VersionMismatchException("classifier", name, expectedVersion, row.version());
            }
            audit.add(handle, "update classifier", name);
            return kept(classifiers.update(handle, name, ClassifierCodec.write(classifier)));
        });
    }

    @Override
    public void deleteClassifier(String name) {
        store.change(handle -> {
            if (!classifiers.delete(handle, name)) {
                throw noClassifier(handle, name);
            }
            audit.add(handle, "drop classifier", name);
        });
    }

    @Override
    public CrawlRecord start(String crawler, String crawlId, Duration lease) {
        return store.write(handle -> {
            idle(handle, "start", crawler);
            crawls.endDead(handle, crawler);
            crawls.insert(handle, crawler, crawlId, lease);
            return crawls.find(handle, crawlId).orElseThrow().crawl();
        });
    }

    @Override
    public boolean renew(String crawlId, Duration lease) {
        return store.write(handle -> crawls.renew(handle, crawlId, lease));
    }

    @Override
    public void stop(String crawler) {
        store.change(handle -> {
            lock(handle, crawler);
            var holder = crawls.holder(handle, crawler);
            if (holder.isEmpty() || holder.get().stopping()) {
                throw new CrawlerNotRunningException(crawler, state(holder));
            }
            crawls.stop(handle, holder.get().crawl());
        });
    }

    @Override
    public CrawlRecord end(String crawlId, CrawlRecord.State state, CrawlSummary summary, Optional<String> error) {
        return store.write(handle -> {
            crawls.end(handle, crawlId, state, summary, error);
            return crawls.find(handle, crawlId).orElseThrow().crawl();
        });
    }

    @Override
    public List<CrawlRecord> history(String crawler, int most) {
        return store.write(handle -> {
            lock(handle, crawler);
            crawls.endDead(handle, crawler);
            return crawls.newest(handle, crawler, most);
        });
    }

    private DefinitionRows.Row lock(Handle handle, String crawler) {
        return crawlers.lock(handle, crawler).orElseThrow(() -> {
            var known =
                    crawlers.all(handle).stream().map(DefinitionRows.Row::name).toList();
            return new NoSuchCrawlerException(crawler, known);
        });
    }

    /** A crawler that no crawl holds; none can begin until the transaction ends. */
    private DefinitionRows.Row idle(Handle handle, String what, String crawler) {
        var row = lock(handle, crawler);
        crawls.holder(handle, crawler).ifPresent(holder -> {
            throw new CrawlerRunningException(what, holder.crawl(), holder.expires());
        });
        return row;
    }

    private NoSuchClassifierException noClassifier(Handle handle, String name) {
        var known =
                classifiers.all(handle).stream().map(DefinitionRows.Row::name).toList();
        return new NoSuchClassifierException(name, known);
    }

    private KeptCrawler kept(Handle handle, DefinitionRows.Row row) {
        return new KeptCrawler(
                CrawlerCodec.read(row.definition()),
                row.version(),
                row.created(),
                row.updated(),
                state(crawls.holder(handle, row.name())));
    }

    private static State state(Optional<CrawlRows.Row> holder) {
        return holder.map(row -> row.stopping() ? State.STOPPING : State.RUNNING)
                .orElse(State.READY);
    }

    private static KeptClassifier kept(DefinitionRows.Row row) {
        return new KeptClassifier(ClassifierCodec.read(row.definition()), row.version(), row.created(), row.updated());
    }
}
