// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Location;
import dev.mastic.core.io.Match;
import dev.mastic.crawler.sample.Kind;
import dev.mastic.crawler.sample.SampledFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
 * @param reason what made it one table
 * @param excluded globs of the files at the location that are not of the table
 */
public record TableFiles(String location, List<String> keys, List<Part> parts, Reason reason, List<String> excluded) {
    static final String UNNAMED = "";

    /** The rule that decided, and what it saw. */
    public record Reason(String rule, String why) {}

    /** The files of one combination of partition values. */
    public record Part(List<String> values, String location, List<SampledFile> files) {
        Part below(String value) {
            var all = new ArrayList<>(List.of(value));
            all.addAll(values);
            return new Part(all, location, files);
        }
    }

    /** A table without partitions. */
    public static TableFiles flat(String location, List<SampledFile> files, Reason reason, List<String> excluded) {
        return new TableFiles(location, List.of(), List.of(new Part(List.of(), location, files)), reason, excluded);
    }

    /** The last part of its place. */
    String name() {
        return Location.name(location);
    }

    boolean isFolder() {
        return location.endsWith("/");
    }

    /** What was seen that made it one table. */
    public String why() {
        return reason.why();
    }

    /**
     * The same table, with those of the files and folders that lie at its place left out, and all that the globs match.
     */
    public TableFiles excluding(Collection<String> paths, List<String> globs) {
        if (!isFolder()) {
            return this;
        }
        var all = new ArrayList<>(excluded);
        paths.stream()
                .filter(path -> path.startsWith(location))
                .map(path -> Globs.literal(path) + (path.endsWith("/") ? "**" : ""))
                .forEach(all::add);
        all.addAll(globs);
        return new TableFiles(location, keys, parts, reason, all);
    }

    /** The same table with its keys called otherwise. */
    public TableFiles withKeys(List<String> names) {
        return new TableFiles(location, List.copyOf(names), parts, reason, excluded);
    }

    /**
     * The same files seen from a folder further up: each folder between is a level of partitions without a key.
     *
     * @param above a folder that the table lies below
     */
    TableFiles from(String above) {
        var levels = List.of(location.substring(above.length()).split("/"));
        var all = new ArrayList<>(Collections.nCopies(levels.size(), UNNAMED));
        all.addAll(keys);
        var below = new ArrayList<>(parts);
        for (int i = levels.size() - 1; i >= 0; i--) {
            var value = levels.get(i);
            below.replaceAll(part -> part.below(value));
        }
        return new TableFiles(above, all, below, reason, excluded);
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
        return new TableFiles(location, keys, same, reason, excluded);
    }

    /** The custom classifier that knew its first file, else what kind of file that is. */
    public String classifier() {
        return files().findFirst().orElseThrow().classifier();
    }

    public Match match() {
        return files().findFirst().orElseThrow().match();
    }

    public Stream<SampledFile> files() {
        return parts.stream().flatMap(part -> part.files().stream());
    }

    /** The names of the columns of all files, sorted. */
    public Set<String> columns() {
        return files().flatMap(file -> file.columns().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What must be the same in folders that become partitions of one table. */
    List<Object> structure() {
        return List.of(new Kind(match().format(), match().dialect()), keys);
    }
}
