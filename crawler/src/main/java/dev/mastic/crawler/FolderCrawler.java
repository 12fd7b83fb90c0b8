// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.io.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, samples, classifies, infers, groups, proposes and applies, in this order; each step hands its result to the
 * next. Every file is read at each crawl: text files up to {@link FolderCrawlerFactory#SAMPLE_BYTES} of unpacked text,
 * others their own schema. The report depends on the files and the catalog alone.
 */
record FolderCrawler(Catalog catalog, Sampler sampler) implements Crawler {
    private static final Logger LOG = LoggerFactory.getLogger(FolderCrawler.class);

    @Override
    public CrawlReport crawl(CrawlRequest request, CrawlProgress progress) {
        CrawlLimits.check(request.crawler());
        var database = request.crawler().output().database();
        var targets = Target.list(folders(request.crawler()), sampler.configuration());
        var found = new ArrayList<TableFiles>();
        var skipped = new ArrayList<Skipped>();
        var names = new TableNames(catalog, database);
        for (var target : targets) {
            find(target, names, found, skipped, progress);
        }
        var drafts = drafts(names, tables(found, skipped));
        var tables = apply(request, targets, drafts, progress);
        LOG.info("Crawled {}: {} tables, {} files skipped", request.crawler().targets(), tables.size(), skipped.size());
        skipped.sort(Comparator.comparing(Skipped::path).thenComparing(Skipped::reason));
        return new CrawlReport(tables, skipped, List.of());
    }

    /** Writes what was found, then what is gone; nothing when one of them may not be. */
    private List<CrawledTable> apply(
            CrawlRequest request, List<Target> targets, List<TableDraft> drafts, CrawlProgress progress) {
        var database = request.crawler().output().database();
        var filled = targets.stream()
                .filter(target -> !target.files().isEmpty())
                .map(Target::location)
                .toList();
        var update = CatalogUpdate.of(catalog, request, new GoneFiles(filled, sampler.configuration()));
        update.check(drafts);
        if (!drafts.isEmpty()) {
            update.createDatabase(database);
        }
        var tables = new ArrayList<CrawledTable>();
        for (var draft : drafts) {
            progress.tables(1);
            tables.add(crawled(draft, update.apply(draft)));
        }
        var found = drafts.stream().map(draft -> draft.table().name()).collect(Collectors.toSet());
        update.takeGone(database, found).forEach(result -> tables.add(gone(result)));
        tables.sort(Comparator.comparing(CrawledTable::name));
        return tables;
    }

    private static List<String> folders(CrawlerSpec crawler) {
        return crawler.targets().stream()
                .map(CrawlTarget.Folder.class::cast)
                .map(CrawlTarget.Folder::path)
                .toList();
    }

    private void find(
            Target target, TableNames names, List<TableFiles> found, List<Skipped> skipped, CrawlProgress progress) {
        progress.listed(target.files().size());
        var formats = new TableFormats(sampler.configuration());
        var plain = formats.withoutIceberg(target, skipped);
        var samples = sampler.sample(plain.files(), progress);
        var grouping =
                new Grouping(sampler::reread, location -> names.known(location).isPresent());
        for (var table : grouping.tables(plain, samples.files())) {
            found.add(table.excluding(samples.unknown()));
        }
        skipped.addAll(samples.skipped());
        skipped.addAll(grouping.skipped());
    }

    /** Those that can be tables; the others are skipped as a whole. */
    private List<TableFiles> tables(List<TableFiles> found, List<Skipped> skipped) {
        var formats = new TableFormats(sampler.configuration());
        var tables = new ArrayList<TableFiles>();
        for (var table : found) {
            var problem = TableDraft.problem(table).or(() -> formats.owner(table.location()));
            problem.ifPresent(reason -> skipped.add(
                    new Skipped(table.location(), "Cannot make a table of " + table.location() + ": " + reason)));
            if (problem.isEmpty()) {
                tables.add(table);
            }
        }
        return tables;
    }

    private List<TableDraft> drafts(TableNames names, List<TableFiles> tables) {
        var named = names.of(tables.stream().map(TableFiles::location).sorted().toList());
        return tables.stream()
                .map(table -> TableDraft.of(named.get(table.location()), table, sampler.format(table.match())))
                .sorted(Comparator.comparing(draft -> draft.table().name()))
                .toList();
    }

    private static CrawledTable crawled(TableDraft draft, CatalogUpdate.Result result) {
        var match = draft.match();
        return new CrawledTable(
                draft.table().name(),
                draft.table().storage().location(),
                match.format(),
                match.classification(),
                match.certainty(),
                match.dialect(),
                columns(result.table().columns()),
                columns(result.table().partitionKeys()),
                result.partitions(),
                result.newPartitions(),
                draft.files(),
                draft.rows(),
                result.change(),
                result.differences());
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
                result.change(),
                result.differences());
    }

    private static List<CrawledColumn> columns(List<Column> columns) {
        return columns.stream()
                .map(c -> new CrawledColumn(c.name(), c.type(), c.parameters().getOrDefault(Column.EVIDENCE, "")))
                .toList();
    }
}
