// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.DescribedTable;
import dev.mastic.core.crawl.TargetCrawler;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.TypeString;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tables that describe themselves, as a test puts them there; each belongs to the target whose URL its place begins with. */
final class Shelf implements TargetCrawler, Factory<TargetCrawler> {
    private final TreeMap<String, DescribedTable> tables = new TreeMap<>();
    private Optional<String> keeps = Optional.empty();

    /** Puts a table there, with columns written as {@code name type}. */
    Shelf table(String place, String... columns) {
        var described = Arrays.stream(columns)
                .map(column -> column.split(" "))
                .map(column -> Column.of(column[0], TypeString.parse(column[1])))
                .toList();
        var location = place.substring(place.lastIndexOf('/') + 1);
        var parameters = Map.of(Table.CLASSIFICATION, "shelf", Table.SOURCE, "shelf", "note", "");
        tables.put(place, new DescribedTable(place, described, Storage.at(location), parameters, "it is there"));
        return this;
    }

    void remove(String place) {
        tables.remove(place);
    }

    void keepAll(String why) {
        keeps = Optional.of(why);
    }

    @Override
    public Contents look(CrawlTarget target, CrawlProgress progress) {
        return new Contents(
                tables.values().stream()
                        .filter(table -> isOf(target, table.place()))
                        .toList(),
                List.of());
    }

    @Override
    public boolean isGone(CrawlTarget target, Table table) {
        return isOf(target, table.place()) && !tables.containsKey(table.place());
    }

    @Override
    public Optional<String> keeps(Table current, DescribedTable found) {
        return keeps;
    }

    private static boolean isOf(CrawlTarget target, String place) {
        return place.startsWith(((CrawlTarget.Jdbc) target).place().url());
    }

    @Override
    public Class<TargetCrawler> kind() {
        return TargetCrawler.class;
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public SettingsSpec settings() {
        return SettingsSpec.of();
    }

    @Override
    public TargetCrawler create(Settings settings, Parts parts) {
        return this;
    }
}
