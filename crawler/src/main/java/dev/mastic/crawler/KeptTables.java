// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Match;
import dev.mastic.crawler.Discovery.Discovered;
import dev.mastic.crawler.grouping.TableFiles;
import dev.mastic.crawler.listing.Recrawl;
import dev.mastic.crawler.sample.FolderSample.Refused;
import dev.mastic.crawler.sample.Sampler;
import dev.mastic.crawler.table.GoneFiles;
import dev.mastic.crawler.table.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tables that the catalog has, crawled at their places: each is one table of all its files, under its name, with its partition keys, and in
 * its format as far as the files are of it. Tables at one place do not know of each other.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/crawler-catalog-targets.html">Catalog targets in Glue</a>
 */
record KeptTables(Sampler sampler, Catalog catalog, CrawlRequest request, Recrawl recrawl) {
    /**
     * What lies at the places of the tables.
     *
     * @param gone tables without files
     * @param recrawls the memory of each table's files
     */
    record Kept(Discovered found, List<TableVersion> gone, List<Recrawl> recrawls) {}

    /**
     * Looks at all of them.
     *
     * @throws dev.mastic.core.catalog.NoSuchTableException if the catalog does not have one
     * @throws UsageException if one does not consist of files, or its folders do not fit its partition keys
     */
    Kept discover(CrawlProgress progress) {
        var tables = tables();
        tables.forEach(version -> refuseOthers(version.table()));
        var gone = new ArrayList<TableVersion>();
        var recrawls = new ArrayList<Recrawl>();
        var found = new ArrayList<Discovered>();
        for (var version : tables) {
            var table = version.table();
            var place = table.storage().location();
            if (new GoneFiles(List.of(place), sampler.configuration()).at(place)) {
                gone.add(version);
            } else {
                var own = recrawl.readingAs(Match.of(table));
                found.add(ofTable(table, discover(table, own, progress)));
                recrawls.add(own);
            }
        }
        return new Kept(all(found, outside(tables)), gone, recrawls);
    }

    /** Changed files that lie in none of the tables. */
    private List<Skipped> outside(List<TableVersion> tables) {
        return request.changed().stream()
                .filter(path -> tables.stream()
                        .noneMatch(version -> isAt(version.table().storage().location(), path)))
                .map(path -> new Skipped(path, Refused.notInATable(path, "it does not lie in one of these tables")))
                .toList();
    }

    private static boolean isAt(String place, String path) {
        return path.startsWith(Location.child(place, ""));
    }

    private static Discovered all(List<Discovered> found, List<Skipped> outside) {
        var tables = new TreeMap<TableName, TableFiles>();
        found.forEach(one -> tables.putAll(one.tables()));
        return new Discovered(
                tables,
                found.stream().flatMap(one -> one.filled().stream()).toList(),
                Stream.concat(outside.stream(), found.stream().flatMap(one -> one.skipped().stream()))
                        .distinct()
                        .toList(),
                found.stream().flatMap(one -> one.remarks().stream()).distinct().toList(),
                found.stream().flatMap(one -> one.decisions().stream()).toList(),
                found.stream().mapToLong(Discovered::files).sum());
    }

    private List<TableVersion> tables() {
        return request.crawler().targets().stream()
                .map(CrawlTarget.Tables.class::cast)
                .flatMap(target -> target.tables().stream().map(name -> new TableName(target.database(), name)))
                .distinct()
                .map(catalog::get)
                .toList();
    }

    private static void refuseOthers(Table table) {
        if (!table.isOfFiles()) {
            var kind = table.source()
                    .map(source -> "a table of a " + source + " source")
                    .orElse("an Iceberg table");
            throw new UsageException("Cannot crawl table " + table.name() + ": it is " + kind
                    + " (expected a table of files; what describes itself is crawled as a target of its own kind)");
        }
    }

    private Discovered discover(Table table, Recrawl memory, CrawlProgress progress) {
        var place = table.storage().location();
        var said = new TreeMap<>(Map.of(place, table.name().table()));
        said.put(Location.child(place, ""), table.name().table());
        var names = new TableNames(table.name().database(), "", said, Map.of(Location.child(place, ""), table));
        var target = new CrawlTarget.Folder(place, exclusions(table), OptionalInt.empty());
        var one = new CrawlRequest(
                only(table), request.classifiers(), changed(place), request.dryRun(), request.crawlId());
        return new Discovery(sampler.reading(Match.of(table)), names, one, memory).discover(List.of(target), progress);
    }

    private List<String> changed(String place) {
        return request.changed().stream().filter(path -> isAt(place, path)).toList();
    }

    /** The crawler as it is for one table: its place is one table, whatever the columns. */
    private CrawlerSpec only(Table table) {
        var crawler = request.crawler();
        var keys = table.partitionKeys().stream().map(Column::name).toList();
        var place = table.storage().location();
        var override = new TableOverride(
                place.endsWith("/") ? place.substring(0, place.length() - 1) : place,
                TableOverride.Kind.TABLE,
                Optional.of(table.name().table()),
                keys);
        var policy = crawler.policy();
        var given = policy.configuration();
        var combined = new CrawlConfiguration(
                given.mergeNewColumns(),
                given.inheritFromTable(),
                true,
                OptionalInt.empty(),
                given.tableThreshold(),
                given.partitionIndex(),
                given.conventions());
        return new CrawlerSpec(
                crawler.name(),
                crawler.description(),
                List.of(),
                crawler.classifiers(),
                CrawlOutput.to(table.name().database()),
                new Policy(policy.schemaChange(), policy.recrawl(), combined),
                List.of(override),
                Optional.empty());
    }

    /** What the table leaves out stays left out. */
    private static List<String> exclusions(Table table) {
        var root = Globs.literal(Location.child(table.storage().location(), ""));
        return table.exclusions().stream()
                .map(glob -> glob.startsWith(root) ? glob.substring(root.length()) : glob)
                .sorted()
                .toList();
    }

    private static Discovered ofTable(Table table, Discovered one) {
        var tables = new TreeMap<TableName, TableFiles>();
        one.tables().forEach((name, files) -> tables.put(name, withKeysOf(table, files)));
        var decisions =
                one.decisions().stream().map(decision -> of(table, decision)).toList();
        return new Discovered(tables, one.filled(), one.skipped(), one.remarks(), decisions, one.files());
    }

    /** A table without partition keys is read with all folders below it. */
    private static TableFiles withKeysOf(Table table, TableFiles files) {
        return table.partitionKeys().isEmpty() && !files.keys().isEmpty()
                ? TableFiles.flat(files.location(), files.files().toList(), files.reason(), files.excluded())
                : files;
    }

    private static Decision of(Table table, Decision decision) {
        return decision.rule().equals("override")
                ? new Decision(decision.location(), decision.outcome(), "catalog", "it is table " + table.name())
                : decision;
    }
}
