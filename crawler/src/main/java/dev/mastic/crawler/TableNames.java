// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Location;
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
 * Two of one name are told apart by the folder above, then by a hash of the location. A table that the catalog has at
 * the location keeps its name.
 */
record TableNames(Catalog catalog, String database) {
    private static final int LONGEST = 128;
    private static final int HASH = 8;

    /** The name of the table at each location. */
    Map<String, TableName> of(List<String> locations) {
        var names = new TreeMap<String, TableName>();
        for (var location : locations) {
            known(location).ifPresent(name -> names.put(location, name));
        }
        for (var style : List.<Function<String, String>>of(TableNames::plain, TableNames::qualified)) {
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
        return names;
    }

    /** The table that the catalog has at a location under one of the names that it would get. */
    Optional<TableName> known(String location) {
        return List.of(plain(location), qualified(location), hashed(location)).stream()
                .map(this::named)
                .filter(name -> catalog.find(name)
                        .filter(found -> found.table().storage().location().equals(location))
                        .isPresent())
                .findFirst();
    }

    private TableName named(String name) {
        return new TableName(database, name);
    }

    static String plain(String location) {
        var name = Location.name(location);
        return cut(name.isEmpty() ? "root" : clean(name), LONGEST);
    }

    private static String qualified(String location) {
        var name = Location.name(location);
        var above = Location.name(location.substring(0, location.lastIndexOf(name)));
        return cut(clean(above) + "_" + clean(name), LONGEST);
    }

    private static String hashed(String location) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(location.getBytes(StandardCharsets.UTF_8));
            return cut(plain(location), LONGEST - HASH - 1) + "_"
                    + HexFormat.of().formatHex(hash).substring(0, HASH);
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
