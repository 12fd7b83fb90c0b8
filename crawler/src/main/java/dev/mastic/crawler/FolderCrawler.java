// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.plugin.Parts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, samples, classifies, infers, groups, proposes and applies, in this order; each step hands its result to the
 * next. Every file is read at each crawl: text files up to {@link FolderCrawlerFactory#SAMPLE_BYTES} of unpacked text,
 * others their own schema. The report depends on the files and the catalog alone.
 *
 * @param parts where custom classifiers come from
 */
record FolderCrawler(Catalog catalog, Sampler sampler, Parts parts) implements Crawler {
    private static final Logger LOG = LoggerFactory.getLogger(FolderCrawler.class);

    @Override
    public CrawlReport crawl(CrawlRequest request) {
        var crawler = request.crawler();
        var discovery =
                new Discovery(sampler.with(classifiers(request)), TableNames.of(crawler, catalog), crawler);
        var found = discovery.discover(folders(crawler));
        var drafts = new TreeMap<TableName, TableDraft>(Comparator.comparing(TableName::toString));
        found.tables().forEach((name, files) -> drafts.put(name, draft(name, files)));
        var update = new CatalogUpdate(catalog, request.dryRun());
        drafts.values().forEach(update::check);
        if (!drafts.isEmpty()) {
            update.createDatabase(crawler.output().database());
        }
        var tables = drafts.values().stream()
                .map(draft -> crawled(found.tables().get(draft.table().name()), draft, update.apply(draft)))
                .toList();
        LOG.info("Crawled {}: {} tables, {} files skipped", crawler.targets(), tables.size(), found.skipped().size());
        return new CrawlReport(tables, found.skipped(), found.decisions());
    }

    private TableDraft draft(TableName name, TableFiles files) {
        return TableDraft.of(name, files, sampler.format(files.match()));
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
        return crawler.targets().stream()
                .map(target -> {
                    if (target instanceof CrawlTarget.Folder folder) {
                        return folder;
                    }
                    throw new UsageException("Cannot crawl " + target + ": only files and folders are crawled");
                })
                .toList();
    }

    private static CrawledTable crawled(TableFiles files, TableDraft draft, CatalogUpdate.Result result) {
        var match = draft.match();
        return new CrawledTable(
                draft.table().name(),
                draft.table().storage().location(),
                match.format(),
                files.classifier(),
                match.certainty(),
                match.dialect(),
                columns(result.table().columns()),
                columns(result.table().partitionKeys()),
                result.partitions(),
                result.newPartitions(),
                draft.files(),
                draft.rows(),
                result.change(),
                List.of());
    }

    private static List<CrawledColumn> columns(List<Column> columns) {
        return columns.stream()
                .map(c -> new CrawledColumn(c.name(), c.type(), c.parameters().getOrDefault(Column.EVIDENCE, "")))
                .toList();
    }
}
