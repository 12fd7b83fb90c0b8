// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Remark;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.crawler.grouping.Grouping;
import dev.mastic.crawler.grouping.GroupingRules;
import dev.mastic.crawler.grouping.KeyNames;
import dev.mastic.crawler.grouping.SharedDialects;
import dev.mastic.crawler.grouping.TableFiles;
import dev.mastic.crawler.listing.Recrawl;
import dev.mastic.crawler.listing.TargetListing;
import dev.mastic.crawler.sample.FolderSample;
import dev.mastic.crawler.sample.SampledFile;
import dev.mastic.crawler.sample.Sampler;
import dev.mastic.crawler.sample.Target;
import dev.mastic.crawler.table.TableDraft;
import dev.mastic.crawler.table.TableNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From the targets of a crawler to the tables that their files make: lists, samples, groups and names. Reads the catalog
 * through the names only; writes nothing.
 */
record Discovery(Sampler sampler, TableNames names, CrawlRequest request, Recrawl recrawl) {
    /** The outcome of an override where there is nothing. */
    static final String NOTHING = "nothing";

    /**
     * What was found.
     *
     * @param tables by name
     * @param filled the targets that hold files
     * @param skipped what is part of no table
     * @param remarks what is odd about files that were read
     * @param decisions sorted by location
     * @param files how many files there are in all targets
     */
    record Discovered(
            Map<TableName, TableFiles> tables,
            List<String> filled,
            List<Skipped> skipped,
            List<Remark> remarks,
            List<Decision> decisions,
            long files) {}

    /** Looks at all targets. */
    Discovered discover(List<CrawlTarget.Folder> folders, CrawlProgress progress) {
        var skipped = new ArrayList<Skipped>();
        var remarks = new ArrayList<Remark>();
        var decisions = new ArrayList<Decision>();
        var tables = new ArrayList<TableFiles>();
        var crawler = request.crawler();
        var listing = new TargetListing(crawler.overrides(), sampler.configuration(), sampler.threads(), progress);
        var targets = recrawl.targets(listing, folders, request.changed());
        for (var target : targets) {
            skipped.addAll(target.skipped());
            var samples = recrawl.sample(target, sampler, progress);
            samples.stream()
                    .flatMap(sample -> sample.read().stream())
                    .flatMap(SampledFile::remarks)
                    .forEach(remarks::add);
            tables.addAll(tables(target, samples, skipped, decisions));
        }
        var named = named(tables);
        named.forEach((name, table) -> {
            decisions.add(decision(table));
            names.explained(table.location(), name).ifPresent(decisions::add);
        });
        decisions.addAll(overridesOfNothing(tables));
        decisions.sort(Comparator.comparing(Decision::location).thenComparing(Decision::rule));
        var filled = targets.stream()
                .filter(Target::holdsFiles)
                .map(Target::location)
                .toList();
        return new Discovered(named, filled, skipped, remarks, decisions, recrawl.files(targets));
    }

    private CrawlerSpec crawler() {
        return request.crawler();
    }

    private List<TableFiles> tables(
            Target target, List<FolderSample> samples, List<Skipped> skipped, List<Decision> decisions) {
        var rules =
                GroupingRules.of(crawler(), location -> names.known(location).isPresent());
        var memory = recrawl.memory(target.location());
        var grouping = new Grouping(new SharedDialects(memory, sampler), rules);
        var files = samples.stream()
                .flatMap(sample -> sample.read().stream())
                .sorted(Comparator.comparing(SampledFile::path))
                .toList();
        var found = grouping.tables(target, files);
        skipped.addAll(grouping.skipped());
        decisions.addAll(grouping.decisions());
        var leftOut = new ArrayList<String>();
        samples.stream().flatMap(sample -> sample.refused().stream()).forEach(refused -> {
            skipped.add(refused.skipped());
            if (!refused.isFailure()) {
                leftOut.add(refused.file().path());
            }
        });
        target.leftOut().forEach(leftOut::add);
        var tables = new ArrayList<TableFiles>();
        for (var table : found) {
            var whole = withNamedKeys(table).excluding(leftOut, target.asked().exclusions());
            var problem = TableDraft.problem(whole);
            problem.ifPresent(reason -> skipped.add(
                    new Skipped(table.location(), "Cannot make a table of " + table.location() + ": " + reason)));
            if (problem.isEmpty()) {
                tables.add(whole);
            }
        }
        return tables;
    }

    private TableFiles withNamedKeys(TableFiles table) {
        var style = crawler().policy().configuration().conventions().partitionNames();
        var kept = names.known(table.location()).map(Table::partitionKeys).orElse(List.of()).stream()
                .map(Column::name)
                .toList();
        return table.withKeys(new KeyNames(style).of(table, kept));
    }

    private Map<TableName, TableFiles> named(List<TableFiles> tables) {
        var places = names.of(tables.stream().map(TableFiles::location).sorted().toList());
        var named = new TreeMap<TableName, TableFiles>();
        tables.forEach(table -> named.put(places.get(table.location()), table));
        return named;
    }

    private static Decision decision(TableFiles table) {
        var outcome = table.keys().isEmpty() ? "table" : "partitions";
        return new Decision(
                table.location(), outcome, table.reason().rule(), table.reason().why());
    }

    /** Overrides that hold nothing, such as of folders that are gone. */
    private List<Decision> overridesOfNothing(List<TableFiles> tables) {
        return crawler().overrides().stream()
                .filter(override -> override.kind() != TableOverride.Kind.SKIP)
                .filter(override ->
                        tables.stream().noneMatch(table -> table.location().startsWith(override.location() + "/")))
                .map(override -> new Decision(
                        override.location() + "/", NOTHING, "override", "there are no files to make tables of"))
                .toList();
    }
}
