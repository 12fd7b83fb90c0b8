// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Reading;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Parts;
import dev.mastic.crawler.Discovery.Discovered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, samples, classifies, infers, groups, proposes and applies, in this order; each step hands its result to the
 * next. Of text files up to {@link FolderCrawlerFactory#SAMPLE_BYTES} of unpacked text are read, of others their own schema. What a crawl
 * has seen in a file the next one remembers: it finds the same as if it read all files again. But for the number of files that were
 * read, the report depends on the files and the catalog alone.
 *
 * @param manifests what crawls remember
 * @param allFilesBelow how many files a target may hold at most so that all of them are read
 * @param parts where custom classifiers come from
 */
record FolderCrawler(Catalog catalog, ManifestStore manifests, Sampler sampler, long allFilesBelow, Parts parts)
        implements Crawler {
    private static final Logger LOG = LoggerFactory.getLogger(FolderCrawler.class);

    @Override
    public CrawlReport crawl(CrawlRequest request, CrawlProgress progress) {
        var crawler = request.crawler();
        CrawlLimits.check(crawler);
        var own = sampler.with(classifiers(request));
        var recrawl = Recrawl.of(
                crawler.policy().recrawl(),
                crawler.name(),
                manifests,
                ManifestFingerprint.of(request.classifiers(), own.classifiers().names(), own.maxBytes()),
                allFilesBelow);
        var discovery = new Discovery(own, TableNames.of(crawler, catalog), request, recrawl);
        var found = discovery.discover(folders(crawler), progress);
        var skipped = new ArrayList<>(found.skipped());
        var tables = apply(request, found, skipped, progress);
        if (!request.dryRun()) {
            // behind the catalog: what a crash takes away here is only read again
            recrawl.save();
        }
        skipped.sort(Comparator.comparing(Skipped::path).thenComparing(Skipped::reason));
        LOG.info("Crawled {}: {} tables, {} files skipped", crawler.targets(), tables.size(), skipped.size());
        return new CrawlReport(tables, skipped, found.decisions(), new Reading(found.files(), recrawl.filesRead()));
    }

    /**
     * Writes what was found, then what is gone; nothing when one of them may not be. A table that cannot be written all the
     * same stops the others only if none can.
     */
    private List<CrawledTable> apply(
            CrawlRequest request, Discovered found, List<Skipped> skipped, CrawlProgress progress) {
        var database = request.crawler().output().database();
        var drafts = found.tables().entrySet().stream()
                .map(table -> TableDraft.of(
                        table.getKey(),
                        table.getValue(),
                        sampler.format(table.getValue().match())))
                .toList();
        var update = CatalogUpdate.of(catalog, request, new GoneFiles(found.filled(), sampler.configuration()));
        update.check(drafts);
        if (!drafts.isEmpty()) {
            update.createDatabase(database);
        }
        var tables = new ArrayList<CrawledTable>();
        var failures = new ArrayList<EtlException>();
        for (var draft : drafts) {
            progress.tables(1);
            var files = found.tables().get(draft.table().name());
            try {
                tables.add(crawled(files.classifier(), draft, update.apply(draft)));
            } catch (EtlException e) {
                LOG.warn("Cannot bring {} up to date", draft.table().name(), e);
                failures.add(e);
                tables.add(failed(files.classifier(), draft));
                skipped.add(new Skipped(draft.table().storage().location(), e.getMessage()));
            }
        }
        if (!failures.isEmpty() && failures.size() == drafts.size()) {
            throw failures.get(0);
        }
        update.takeGone(database, found.tables().keySet()).forEach(result -> tables.add(gone(result)));
        tables.sort(Comparator.comparing(CrawledTable::name));
        return tables;
    }

    /** The custom classifiers that the crawler names, before all formats. */
    private Classifiers classifiers(CrawlRequest request) {
        var custom = new LinkedHashMap<String, Classifier>();
        for (var spec : request.classifiers()) {
            var factory = parts.registry().get(Classifier.class, spec.kind());
            var settings = factory.settings().of("classifier '" + spec.name() + "'", spec.settings());
            custom.put(spec.name(), parts.create(Classifier.class, spec.kind(), settings));
        }
        return sampler.classifiers().after(custom);
    }

    private static List<CrawlTarget.Folder> folders(CrawlerSpec crawler) {
        return crawler.targets().stream().map(CrawlTarget.Folder.class::cast).toList();
    }

    private static CrawledTable crawled(String classifier, TableDraft draft, CatalogUpdate.Result result) {
        var match = draft.match();
        return new CrawledTable(
                draft.table().name(),
                draft.table().storage().location(),
                match.format(),
                classifier,
                match.certainty(),
                match.dialect(),
                columns(result.table().columns()),
                columns(result.table().partitionKeys()),
                result.partitions(),
                result.newPartitions(),
                draft.counts().files(),
                draft.counts().sampled(),
                draft.counts().read(),
                draft.counts().rows(),
                result.change(),
                result.differences());
    }

    private static CrawledTable failed(String classifier, TableDraft draft) {
        return crawled(classifier, draft, new CatalogUpdate.Result(draft.table(), Change.FAILED, 0, 0, List.of()));
    }

    private static CrawledTable gone(CatalogUpdate.Result result) {
        var table = result.table();
        var match = Match.of(table);
        return new CrawledTable(
                table.name(),
                table.storage().location(),
                match.format(),
                match.classification(),
                match.certainty(),
                match.dialect(),
                columns(table.columns()),
                columns(table.partitionKeys()),
                result.partitions(),
                0,
                0,
                0,
                0,
                0,
                result.change(),
                result.differences());
    }

    private static List<CrawledColumn> columns(List<Column> columns) {
        return columns.stream()
                .map(c -> new CrawledColumn(c.name(), c.type(), c.parameters().getOrDefault(Column.EVIDENCE, "")))
                .toList();
    }
}
