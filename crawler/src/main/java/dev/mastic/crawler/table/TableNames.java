// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names tables by the last part of their location, in lower case, with {@code _} for what is neither letter nor digit.
 * Two of one name are told apart by the folder above, then by a hash of the location. A table that a crawl has put into
 * the catalog for the location keeps its name, and an override names its table itself.
 *
 * @param said the names that overrides give, by location with a trailing slash
 * @param kept the tables that the catalog has, by location
 */
public record TableNames(String database, String prefix, Map<String, String> said, Map<String, Table> kept) {
    private static final int LONGEST = 128;
    private static final int HASH = 8;

    /** What a crawler says of names, and the catalog has. */
    public static TableNames of(CrawlerSpec crawler, Catalog catalog) {
        var said = new TreeMap<String, String>();
        crawler.overrides().forEach(override -> override.name()
                .ifPresent(name -> said.put(Location.child(override.location(), ""), clean(name))));
        var names = new TableNames(
                crawler.output().database(), clean(crawler.output().tablePrefix()), said, new TreeMap<>());
        var databases = catalog.databases().stream().map(Database::name).toList();
        if (databases.contains(names.database)) {
            for (var name : catalog.tables(names.database)) {
                catalog.find(name)
                        .map(found -> found.table())
                        .filter(names::isCrawled)
                        .filter(table -> isOfLayout(table, crawler.output().layout()))
                        .ifPresent(table -> names.kept.putIfAbsent(table.place(), table));
            }
        }
        return names;
    }

    /** The name of the table at each location. */
    public Map<String, TableName> of(List<String> locations) {
        return of(locations, Map.of());
    }

    /**
     * The name of the table at each location, none of which is given to others already.
     *
     * @param given the names of other tables, by location
     */
    public Map<String, TableName> of(List<String> locations, Map<String, TableName> given) {
        var names = new TreeMap<>(given);
        for (var location : locations) {
            said(location)
                    .map(this::named)
                    .or(() -> known(location).map(Table::name))
                    .ifPresent(name -> put(names, location, name));
        }
        for (var style : styles()) {
            var open = locations.stream()
                    .filter(location -> !names.containsKey(location))
                    .toList();
            var byName = open.stream().collect(Collectors.groupingBy(style, TreeMap::new, Collectors.toList()));
            byName.forEach((name, same) -> {
                if (same.size() == 1 && !names.containsValue(named(name))) {
                    names.put(same.get(0), named(name));
                }
            });
        }
        locations.forEach(location -> names.computeIfAbsent(location, place -> named(hashed(place))));
        names.keySet().retainAll(locations);
        return names;
    }

    private static void put(Map<String, TableName> names, String location, TableName name) {
        if (names.containsValue(name)) {
            throw new UsageException("Cannot name two tables " + name + ": an override gives this name to " + location
                    + ", and another table has it");
        }
        names.put(location, name);
    }

    private Optional<String> said(String location) {
        return Optional.ofNullable(said.getOrDefault(location, said.get(Location.child(location, ""))));
    }

    /** The table that the catalog has at a location. */
    public Optional<Table> known(String location) {
        return Optional.ofNullable(kept.get(location));
    }

    /** What is to be known of a name; empty where it is the folder's own. */
    public Optional<Decision> explained(String location, TableName name) {
        var own = prefix + Location.name(location).toLowerCase(Locale.ROOT).replace('.', '_');
        var text = name.table();
        if (said(location).isPresent()) {
            return Optional.empty();
        }
        if (SqlWords.isReserved(text)) {
            return Optional.of(why(location, "'" + text + "' is a word of SQL: in queries the name needs quotes"));
        }
        if (text.equals(own)) {
            return Optional.empty();
        }
        var reason = text.equals(prefix + plain(location))
                ? "a name holds small letters, digits and _ only"
                : known(location).filter(table -> table.name().equals(name)).isPresent()
                        ? "the catalog has it under this name"
                        : "another table has the name of the folder";
        return Optional.of(why(location, "called " + text + ": " + reason));
    }

    private static Decision why(String location, String why) {
        return new Decision(location, "table", "name", why);
    }

    /** Whether a crawl has made it, or would call it so: no other table is taken over. */
    private boolean isCrawled(Table table) {
        var location = table.place();
        return table.parameters().containsKey(Ownership.CRAWLER)
                || ((table.isOfFiles() || CatalogUpdate.isListed(table))
                        && (styles().stream().anyMatch(style -> named(style.apply(location))
                                        .equals(table.name()))
                                || named(hashed(location)).equals(table.name())));
    }

    /** Whether a crawl into this layout brings the table up to date; tables that describe themselves have none. */
    private static boolean isOfLayout(Table table, Layout layout) {
        return CatalogUpdate.isListed(table) ? layout == Layout.ICEBERG : !table.isOfFiles() || layout == Layout.HIVE;
    }

    private static List<Function<String, String>> styles() {
        return List.of(TableNames::plain, TableNames::qualified);
    }

    private TableName named(String name) {
        return new TableName(database, cut(prefix + name, LONGEST));
    }

    private static String plain(String location) {
        var name = Location.name(location);
        return name.isEmpty() ? "root" : orHash(clean(name), location);
    }

    private static String qualified(String location) {
        var name = Location.name(location);
        var above = Location.name(location.substring(0, location.lastIndexOf(name)));
        return orHash(clean(above) + "_" + clean(name), location);
    }

    private String hashed(String location) {
        int most = LONGEST - HASH - 1 - prefix.length();
        return cut(plain(location), Math.max(1, most)) + "_" + hash(location);
    }

    /** A name of which no letter or digit is left says nothing. */
    private static String orHash(String name, String location) {
        return name.matches("_*") ? "table_" + hash(location) : name;
    }

    private static String hash(String location) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(location.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String clean(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    private static String cut(String name, int length) {
        return name.length() > length ? name.substring(0, length) : name;
    }
}
