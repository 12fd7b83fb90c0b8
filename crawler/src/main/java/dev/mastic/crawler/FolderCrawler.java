// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.TableLayout;
import dev.mastic.core.plugin.Parts;
import dev.mastic.crawler.Discovery.Discovered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, samples, classifies, infers, groups, proposes and applies, in this order; each step hands its result to the
 * next. Every file is read at each crawl: text files up to {@link FolderCrawlerFactory#SAMPLE_BYTES} of unpacked text,
 * others their own schema. The report depends on the files and the catalog alone.
 *
 * @param parts where the layouts of tables come from
 */
record FolderCrawler(Catalog catalog, Sampler sampler, Parts parts) implements Crawler {
    private static final Logger LOG = LoggerFactory.getLogger(FolderCrawler.class);

    @Override
    public CrawlReport crawl(CrawlRequest request, CrawlProgress progress) {
        var crawler = request.crawler();
        CrawlLimits.check(crawler);
        var discovery = new Discovery(sampler.with(request.classifiers()), TableNames.of(crawler, catalog), crawler);
        var found = discovery.discover(folders(crawler), progress);
        var skipped = new ArrayList<>(found.skipped());
        var tables = apply(request, found, skipped, progress);
        skipped.sort(Comparator.comparing(Skipped::path).thenComparing(Skipped::reason));
        LOG.info("Crawled {}: {} tables, {} files skipped", crawler.targets(), tables.size(), skipped.size());
        return new CrawlReport(tables, skipped, found.decisions());
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
        var update = update(request, found);
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
                var result = update.apply(draft);
                tables.add(crawled(files.classifier(), draft, result));
                skipped.addAll(result.skipped());
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

    private TableUpdate update(CrawlRequest request, Discovered found) {
        var plain = CatalogUpdate.of(catalog, request, new GoneFiles(found.filled(), sampler.configuration()));
        var layout = request.crawler().output().layout();
        if (layout == Layout.HIVE) {
            return plain;
        }
        var factory = parts.registry().get(TableLayout.class, layout.toString());
        var settings = factory.settings().of("layout " + layout, Map.of());
        return new LayoutUpdate(factory.create(settings, parts), plain, found.tables());
    }

    private static List<CrawlTarget.Folder> folders(CrawlerSpec crawler) {
        return crawler.targets().stream().map(CrawlTarget.Folder.class::cast).toList();
    }

    private static CrawledTable crawled(String classifier, TableDraft draft, TableUpdate.Result result) {
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
                draft.files() - result.skipped().size(),
                draft.rows(),
                result.change(),
                result.differences());
    }

    private static CrawledTable failed(String classifier, TableDraft draft) {
        return crawled(classifier, draft, new TableUpdate.Result(draft.table(), Change.FAILED, 0, 0, List.of()));
    }

    private static CrawledTable gone(TableUpdate.Result result) {
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
                result.change(),
                result.differences());
    }

    private static List<CrawledColumn> columns(List<Column> columns) {
        return columns.stream()
                .map(c -> new CrawledColumn(c.name(), c.type(), c.parameters().getOrDefault(Column.EVIDENCE, "")))
                .toList();
    }
}
