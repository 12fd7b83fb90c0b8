// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.DescribedTable;
import dev.mastic.core.crawl.TargetCrawler;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.plugin.Parts;
import dev.mastic.crawler.table.CatalogUpdate;
import dev.mastic.crawler.table.DescribedDraft;
import dev.mastic.crawler.table.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * The targets of a crawler whose tables describe themselves. An Iceberg table that was made through this catalog is left alone: its commits
 * move the pointer, and a file that a commit has just written is none of them yet.
 *
 * @param targets with what looks at each
 */
record DescribedTargets(Catalog catalog, List<Looked> targets) {
    /** A target with what looks at targets of its kind. */
    private record Looked(CrawlTarget target, TargetCrawler by) {}

    /** What was found; the decisions are not sorted. */
    record Found(List<DescribedDraft> drafts, List<Skipped> skipped, List<Decision> decisions) {}

    /**
     * The targets that are neither files nor tables of the catalog.
     *
     * @throws dev.mastic.core.plugin.NoSuchPartException if nothing on the class path looks at one of them
     */
    static DescribedTargets of(List<CrawlTarget> targets, Catalog catalog, Parts parts) {
        var looked = new ArrayList<Looked>();
        for (var target : targets) {
            if (target.describesItself()) {
                var factory = parts.registry().get(TargetCrawler.class, target.kind());
                var settings = factory.settings().of("target " + target.kind(), Map.of());
                looked.add(new Looked(target, parts.create(TargetCrawler.class, target.kind(), settings)));
            }
        }
        return new DescribedTargets(catalog, looked);
    }

    /**
     * Looks at all of them; a table that two targets hold is found once.
     *
     * @param given the names that other tables of this crawl have, by location
     */
    Found look(TableNames names, Map<String, TableName> given, CrawlProgress progress) {
        var found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (targets.isEmpty()) {
            return found;
        }
        var owners = new TreeMap<String, TargetCrawler>();
        var tables = new TreeMap<String, DescribedTable>();
        var others = icebergTablesOfOthers();
        for (var target : targets) {
            var contents = target.by().look(target.target(), progress);
            found.skipped().addAll(contents.skipped());
            contents.tables().forEach(table -> {
                var other = others.get(plain(table.storage().location()));
                if (other != null && table.parameters().containsKey(Table.METADATA_LOCATION)) {
                    var why = "Cannot register " + table.place() + ": it is table " + other
                            + ", whose commits go through this catalog, which knows its newest metadata";
                    found.skipped().add(new Skipped(table.place(), why));
                } else if (tables.putIfAbsent(table.place(), table) == null) {
                    owners.put(table.place(), target.by());
                }
            });
        }
        names.of(List.copyOf(tables.keySet()), given).forEach((place, name) -> {
            var draft = new DescribedDraft(name, tables.get(place), owners.get(place));
            found.drafts().add(draft);
            found.decisions()
                    .add(new Decision(
                            place,
                            "table",
                            draft.match().classification(),
                            draft.found().why()));
            names.explained(place, name).ifPresent(found.decisions()::add);
        });
        return found;
    }

    /** Whether the table belongs to one of these targets and is not there any longer. */
    boolean isGone(Table table) {
        return targets.stream().anyMatch(target -> target.by().isGone(target.target(), table));
    }

    private Map<String, TableName> icebergTablesOfOthers() {
        var tables = new TreeMap<String, TableName>();
        catalog.databases().stream()
                .flatMap(database -> catalog.tables(database.name()).stream())
                .flatMap(name -> catalog.find(name).stream())
                .map(version -> version.table())
                .filter(table -> table.isIceberg()
                        && (CatalogUpdate.isListed(table) || !table.parameters().containsKey(Table.UPDATED_BY_CRAWLER)))
                .forEach(table -> tables.put(plain(table.storage().location()), table.name()));
        return tables;
    }

    private static String plain(String location) {
        return location.startsWith("/") || location.contains(":/") ? FileListing.plain(new Path(location)) : location;
    }
}
