// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.CrawledColumn;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Reading;
import dev.mastic.core.crawl.CrawlReport.Remark;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.TableLayout;
import dev.mastic.core.io.TableLayout.Update;
import dev.mastic.core.plugin.Parts;
import dev.mastic.crawler.Discovery.Discovered;
import dev.mastic.crawler.grouping.TableFiles;
import dev.mastic.crawler.listing.Recrawl;
import dev.mastic.crawler.sample.ManifestFingerprint;
import dev.mastic.crawler.sample.Sampler;
import dev.mastic.crawler.table.CatalogUpdate;
import dev.mastic.crawler.table.Draft;
import dev.mastic.crawler.table.GoneFiles;
import dev.mastic.crawler.table.LayoutUpdate;
import dev.mastic.crawler.table.TableDraft;
import dev.mastic.crawler.table.TableNames;
import dev.mastic.crawler.table.TableUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists, samples, classifies, infers, groups, proposes and applies, in this order; each step hands its result to the
 * next. Of text files up to {@link FolderCrawlerFactory#SAMPLE_BYTES} of unpacked text are read, of others their own schema. What a crawl
 * has seen in a file the next one remembers: it finds the same as if it read all files again. Targets whose tables describe themselves are
 * looked at by the {@link dev.mastic.core.crawl.TargetCrawler} of their kind. But for the number of files that were read, the report
 * depends on what is there and on the catalog alone.
 *
 * @param manifests what crawls remember
 * @param allFilesBelow how many files a target may hold at most so that all of them are read
 * @param parts where the layouts of tables and the crawlers of targets that describe themselves come from
 */
record FolderCrawler(Catalog catalog, ManifestStore manifests, Sampler sampler, long allFilesBelow, Parts parts)
        implements Crawler {
    private static final Logger LOG = LoggerFactory.getLogger(FolderCrawler.class);

    @Override
    public CrawlReport crawl(CrawlRequest request, CrawlProgress progress) {
        var crawler = request.crawler();
        CrawlLimits.check(crawler);
        var sampling = sampler.with(request.classifiers());
        var recrawl = Recrawl.of(
                crawler.policy().recrawl(),
                crawler.name(),
                manifests,
                ManifestFingerprint.of(
                        request.classifiers(),
                        sampling.look().classifiers().names(),
                        sampling.look().plan().maxBytes()),
                allFilesBelow);
        return crawler.targets().stream().anyMatch(CrawlTarget.Tables.class::isInstance)
                ? keptTables(request, new KeptTables(sampling, catalog, request, recrawl), progress)
                : places(request, sampling, recrawl, progress);
    }

    private CrawlReport places(CrawlRequest request, Sampler sampling, Recrawl recrawl, CrawlProgress progress) {
        var crawler = request.crawler();
        var names = TableNames.of(crawler, catalog);
        var found = new Discovery(sampling, names, request, recrawl).discover(folders(crawler), progress);
        var targets = DescribedTargets.of(crawler.targets(), catalog, parts);
        var described = targets.look(names, places(found), progress);
        var skipped = new ArrayList<>(found.skipped());
        skipped.addAll(described.skipped());
        var drafts = new ArrayList<Draft>(drafts(found));
        drafts.addAll(described.drafts());
        var update = ofLayout(request, found, update(request, found));
        var tables = apply(update, drafts, found, skipped, progress);
        update.takeGone(crawler.output().database(), names(drafts), targets::isGone)
                .forEach(result -> tables.add(gone(result)));
        var read = ended(request, recrawl);
        return report(
                crawler,
                tables,
                skipped,
                found.remarks(),
                decisions(found, described),
                new Reading(found.files(), read));
    }

    /** Remembers what was seen, behind the catalog: what a crash takes away here is only read again. Answers how many files were read. */
    private static long ended(CrawlRequest request, Recrawl recrawl) {
        if (!request.dryRun()) {
            recrawl.save();
        }
        return recrawl.filesRead();
    }

    /** An override of a table that describes itself has no files, and yet is not of nothing. */
    private static List<Decision> decisions(Discovered found, DescribedTargets.Found described) {
        var places = described.drafts().stream()
                .map(draft -> Location.child(draft.found().place(), ""))
                .collect(Collectors.toSet());
        var decisions = new ArrayList<>(described.decisions());
        found.decisions().stream()
                .filter(decision ->
                        !decision.outcome().equals(Discovery.NOTHING) || !places.contains(decision.location()))
                .forEach(decisions::add);
        return decisions;
    }

    private CrawlReport keptTables(CrawlRequest request, KeptTables tables, CrawlProgress progress) {
        var kept = tables.discover(progress);
        var skipped = new ArrayList<>(kept.found().skipped());
        var update = update(request, kept.found()).deletingNothing();
        var crawled = apply(update, drafts(kept.found()), kept.found(), skipped, progress);
        kept.gone().forEach(table -> crawled.add(gone(update.take(table))));
        long read = kept.recrawls().stream()
                .mapToLong(recrawl -> ended(request, recrawl))
                .sum();
        return report(
                request.crawler(),
                crawled,
                skipped,
                kept.found().remarks(),
                kept.found().decisions(),
                new Reading(kept.found().files(), read));
    }

    private static CrawlReport report(
            CrawlerSpec crawler,
            List<CrawledTable> tables,
            List<Skipped> skipped,
            List<Remark> remarks,
            List<Decision> decisions,
            Reading reading) {
        tables.sort(Comparator.comparing(CrawledTable::name));
        skipped.sort(Comparator.comparing(Skipped::path).thenComparing(Skipped::reason));
        var sorted = decisions.stream()
                .sorted(Comparator.comparing(Decision::location).thenComparing(Decision::rule))
                .toList();
        LOG.info("Crawled {}: {} tables, {} files skipped", crawler.targets(), tables.size(), skipped.size());
        var odd = remarks.stream().sorted(Comparator.comparing(Remark::path)).toList();
        return new CrawlReport(tables, skipped, odd, sorted, reading);
    }

    private CatalogUpdate update(CrawlRequest request, Discovered found) {
        return CatalogUpdate.of(catalog, request, new GoneFiles(found.filled(), sampler.configuration()));
    }

    private TableUpdate ofLayout(CrawlRequest request, Discovered found, CatalogUpdate plain) {
        var layout = request.crawler().output().layout();
        if (layout == Layout.HIVE) {
            return plain;
        }
        var factory = parts.registry().get(TableLayout.class, layout.toString());
        var settings = factory.settings().of("layout " + layout, Map.of());
        return new LayoutUpdate(factory.create(settings, parts), plain, found.tables());
    }

    private static Map<String, TableName> places(Discovered found) {
        return found.tables().entrySet().stream()
                .collect(Collectors.toMap(table -> table.getValue().location(), Map.Entry::getKey));
    }

    private static Set<TableName> names(List<Draft> drafts) {
        return drafts.stream().map(draft -> draft.table().name()).collect(Collectors.toSet());
    }

    private List<TableDraft> drafts(Discovered found) {
        return found.tables().entrySet().stream()
                .map(table -> TableDraft.of(
                        table.getKey(),
                        table.getValue(),
                        sampler.format(table.getValue().match())))
                .toList();
    }

    /**
     * Writes what was found; nothing when one of them may not be. A table that cannot be written all the same stops the others only if none
     * can.
     */
    private static List<CrawledTable> apply(
            TableUpdate update,
            List<? extends Draft> drafts,
            Discovered found,
            List<Skipped> skipped,
            CrawlProgress progress) {
        update.check(drafts);
        drafts.stream().map(draft -> draft.table().name().database()).distinct().forEach(update::createDatabase);
        var tables = new ArrayList<CrawledTable>();
        var failures = new ArrayList<EtlException>();
        for (var draft : drafts) {
            progress.tables(1);
            var classifier = Optional.ofNullable(
                            found.tables().get(draft.table().name()))
                    .map(TableFiles::classifier)
                    .orElseGet(() -> draft.match().classification());
            try {
                var result = update.apply(draft);
                tables.add(crawled(classifier, draft, result));
                skipped.addAll(result.skipped());
            } catch (EtlException e) {
                // the report has the reason
                LOG.debug("Cannot bring {} up to date", draft.table().name(), e);
                failures.add(e);
                tables.add(failed(classifier, draft));
                skipped.add(new Skipped(draft.table().place(), e.getMessage()));
            }
        }
        if (!failures.isEmpty() && failures.size() == drafts.size()) {
            throw failures.get(0);
        }
        return tables;
    }

    private static List<CrawlTarget.Folder> folders(CrawlerSpec crawler) {
        return crawler.targets().stream()
                .filter(CrawlTarget.Folder.class::isInstance)
                .map(CrawlTarget.Folder.class::cast)
                .toList();
    }

    private static CrawledTable crawled(String classifier, Draft draft, Update result) {
        var match = draft.match();
        return new CrawledTable(
                draft.table().name(),
                draft.table().place(),
                match.format(),
                classifier,
                match.certainty(),
                match.dialect(),
                columns(result.table().columns()),
                columns(result.table().partitionKeys()),
                result.partitions(),
                result.newPartitions(),
                draft.counts().files() - result.skipped().size(),
                draft.counts().sampled(),
                draft.counts().read(),
                draft.counts().rows(),
                result.change(),
                result.differences());
    }

    private static CrawledTable failed(String classifier, Draft draft) {
        return crawled(classifier, draft, new Update(draft.table(), Change.FAILED, 0, 0, List.of()));
    }

    private static CrawledTable gone(Update result) {
        var table = result.table();
        var match = Match.of(table);
        return new CrawledTable(
                table.name(),
                table.place(),
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
                .map(c -> new CrawledColumn(
                        c.name(), c.type(), c.typeText(), c.parameters().getOrDefault(Column.EVIDENCE, "")))
                .toList();
    }
}
