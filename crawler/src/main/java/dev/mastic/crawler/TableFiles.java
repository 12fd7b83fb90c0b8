// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.io.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one table to be.
 *
 * @param location a folder, with a trailing slash, or a file
 * @param keys the names of the partition keys; {@link #UNNAMED} for a level without {@code key=}
 * @param parts the partitions, or one part without values
 * @param why the rule that made it one table
 * @param excluded the paths of files at the location that are not of the table's format
 */
record TableFiles(String location, List<String> keys, List<Part> parts, String why, List<String> excluded) {
    static final String UNNAMED = "";

    /** The files of one combination of partition values. */
    record Part(List<String> values, String location, List<SampledFile> files) {
        Part below(String value) {
            var all = new ArrayList<>(List.of(value));
            all.addAll(values);
            return new Part(all, location, files);
        }
    }

    /** A table without partitions. */
    static TableFiles flat(String location, List<SampledFile> files, String why, List<String> excluded) {
        return new TableFiles(location, List.of(), List.of(new Part(List.of(), location, files)), why, excluded);
    }

    /** The same table, with those of the paths that lie at its folder left out. */
    TableFiles excluding(Collection<String> paths) {
        var all = new ArrayList<>(excluded);
        paths.stream()
                .filter(path -> location.endsWith("/") && path.startsWith(location))
                .forEach(all::add);
        return new TableFiles(location, keys, parts, why, all);
    }

    /** The same table of files that were read again, if all of them have one dialect now. */
    TableFiles inDialectOf(Map<String, SampledFile> again) {
        if (files().map(file -> again.get(file.path()).kind()).distinct().count() > 1) {
            return this;
        }
        var same = parts.stream()
                .map(part -> new Part(
                        part.values(),
                        part.location(),
                        part.files().stream()
                                .map(file -> again.get(file.path()))
                                .toList()))
                .toList();
        return new TableFiles(location, keys, same, why, excluded);
    }

    Match match() {
        return files().findFirst().orElseThrow().match();
    }

    Stream<SampledFile> files() {
        return parts.stream().flatMap(part -> part.files().stream());
    }

    /** The names of the columns of all files, sorted. */
    Set<String> columns() {
        return files().flatMap(file -> file.columns().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What must be the same in folders that become partitions of one table. */
    List<Object> structure() {
        return List.of(new Kind(match().format(), match().dialect()), keys);
    }
}
