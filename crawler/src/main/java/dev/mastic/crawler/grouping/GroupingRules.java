// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlConfiguration.Grouping;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.crawler.grouping.Similarity.Link;
import dev.mastic.crawler.sample.Folder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is said beforehand of folders: by the configuration of a crawler, by its overrides, and by the catalog.
 *
 * @param overrides by location, with a trailing slash
 * @param isTable whether the catalog has a table at a location
 */
public record GroupingRules(
        CrawlConfiguration configuration, Map<String, TableOverride> overrides, Predicate<String> isTable) {
    public static GroupingRules of(CrawlerSpec crawler, Predicate<String> isTable) {
        var overrides = new TreeMap<String, TableOverride>();
        crawler.overrides().forEach(override -> overrides.put(Location.child(override.location(), ""), override));
        return new GroupingRules(crawler.policy().configuration(), overrides, isTable);
    }

    Optional<TableOverride> override(Folder folder) {
        return Optional.ofNullable(overrides.get(folder.location()));
    }

    /** Whether an override speaks of the folder or of one below it. */
    boolean speakOf(Folder folder) {
        return overrides.keySet().stream().anyMatch(location -> location.startsWith(folder.location()));
    }

    /** Whether the folder lies above those that are tables by the configured level. */
    boolean isAboveTables(Folder folder) {
        return configuration.tableLevel().isPresent()
                && folder.level() < configuration.tableLevel().getAsInt();
    }

    /** Whether a level of tables is configured, which is this folder's or one further up. */
    boolean isTableByLevel(Folder folder) {
        return configuration.tableLevel().isPresent() && !isAboveTables(folder);
    }

    boolean combine() {
        return configuration.combineCompatibleSchemas();
    }

    /** Whether names such as {@code key=value} and {@code 2024} decide without the columns. */
    boolean trustNames() {
        return configuration.conventions().grouping() == Grouping.HIVE_AWARE;
    }

    /** How like each other folders must be. */
    Link link(boolean areDates) {
        if (combine()) {
            return Link.ANY;
        }
        return areDates && trustNames() ? Link.SHARED : Link.SIMILAR;
    }
}
