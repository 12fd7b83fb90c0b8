// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.crawler.Similarity.Majority;
import dev.mastic.crawler.TableFiles.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which folders are tables, and which are partitions of one.
 *
 * <ul>
 *   <li>Folders named {@code key=value} are partitions, however their columns differ.
 *   <li>Other sibling folders are partitions of an unnamed key if each is one table, with the same format and partition
 *       levels, and {@link Similarity} says so. A folder without siblings is one only if its name begins with a digit.
 *       Where the catalog has a table already, the folder above or the folders themselves, it stays so.
 *   <li>Files of one folder are one table if Similarity says so, else each is a table of its own.
 *   <li>A file that would become part of no table, such as one beside partition folders, is skipped with the reason.
 * </ul>
 *
 * One use: one target.
 */
final class Grouping {
    private final BiFunction<SampledFile, Match, Optional<SampledFile>> rereadLike;
    private final Predicate<String> isTable;
    private final List<Skipped> skipped = new ArrayList<>();

    /**
     * @param rereadLike reads a file in another dialect
     * @param isTable whether the catalog has a table at a location
     */
    Grouping(BiFunction<SampledFile, Match, Optional<SampledFile>> rereadLike, Predicate<String> isTable) {
        this.rereadLike = rereadLike;
        this.isTable = isTable;
    }

    /** The tables of a target. */
    List<TableFiles> tables(Target target, List<SampledFile> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        return target.isFolder()
                ? tables(Folder.of(target.location(), files))
                : each(files, "it was asked for by itself");
    }

    /** Files that are part of no table. */
    List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    private List<TableFiles> tables(Folder folder) {
        if (folder.folders().isEmpty()) {
            return ofFiles(folder);
        }
        return folder.folders().stream().anyMatch(Folder::isKeyed) ? ofKeys(folder) : ofFolders(folder);
    }

    // ---- files of one folder

    private List<TableFiles> ofFiles(Folder folder) {
        var files = oneDialect(folder.files());
        var majority = Similarity.majority(files, SampledFile::kind, SampledFile::columns)
                .orElseThrow();
        if (!majority.isOneTable()) {
            return each(files, "the files beside it differ: " + majority);
        }
        var why = files.size() == 1 ? "one file" : "files: " + majority;
        var kind = majority.members().get(0).kind();
        return List.of(TableFiles.flat(folder.location(), only(kind, files), why, otherFormats(kind, files)));
    }

    private static List<TableFiles> each(List<SampledFile> files, String why) {
        return files.stream()
                .map(file -> TableFiles.flat(file.path(), List.of(file), why, List.of()))
                .toList();
    }

    // ---- key=value folders

    private List<TableFiles> ofKeys(Folder folder) {
        var parts = new ArrayList<KeyedPart>();
        folder.folders().forEach(child -> KeyedPart.collect(child, List.of(), parts));
        var keys = KeyedPart.commonKeys(parts);
        var why = "folders named by " + String.join(", ", names(keys));
        folder.files().forEach(file -> skip(file, "it lies beside the partition folders of " + folder.location()));
        parts.stream()
                .filter(part -> !part.hasKeys(keys))
                .flatMap(part -> part.files().stream())
                .forEach(file -> skip(
                        file,
                        "its folders do not fit the table at " + folder.location() + " (expected: "
                                + String.join("/", names(keys)) + ")"));
        parts.removeIf(part -> !part.hasKeys(keys));
        dropTwins(parts);
        var files =
                oneDialect(parts.stream().flatMap(part -> part.files().stream()).toList());
        var kind = Kind.mostFrequent(files);
        var kept = only(kind, files).stream().collect(Collectors.toMap(SampledFile::path, file -> file));
        var whole = parts.stream()
                .map(part -> part.toPart(kept))
                .filter(part -> !part.files().isEmpty())
                .toList();
        return List.of(new TableFiles(folder.location(), keys, whole, why, otherFormats(kind, files)));
    }

    /** Two folders may spell the same values, such as {@code a=1} and {@code A=1}: the first is kept. */
    private void dropTwins(List<KeyedPart> parts) {
        var places = new HashMap<List<String>, String>();
        parts.removeIf(part -> {
            var place = places.putIfAbsent(part.values(), part.location());
            if (place != null) {
                part.files().forEach(file -> skip(file, "its partition is already at " + place));
            }
            return place != null;
        });
    }

    private static List<String> names(List<String> keys) {
        return keys.stream()
                .map(key -> key.equals(TableFiles.UNNAMED) ? "…" : key + "=…")
                .toList();
    }

    // ---- other folders

    private List<TableFiles> ofFolders(Folder folder) {
        var children = inOneDialect(
                folder.folders().stream().map(f -> new Child(f, tables(f))).toList());
        var candidates =
                children.stream().filter(Child::isOneTable).map(Child::table).toList();
        var majority = Similarity.majority(candidates, TableFiles::structure, TableFiles::columns)
                .map(m ->
                        new Majority<>(m.members(), m.groups() + children.size() - candidates.size(), children.size()));
        if (majority.isEmpty() || !arePartitions(folder, children, majority.get())) {
            var own = each(folder.files(), "it lies beside folders that are tables");
            return Stream.concat(own.stream(), children.stream().flatMap(child -> child.tables.stream()))
                    .toList();
        }
        folder.files().forEach(file -> skip(file, "it lies beside the partition folders of " + folder.location()));
        return partitioned(folder, children, majority.get());
    }

    private record Child(Folder folder, List<TableFiles> tables) {
        boolean isOneTable() {
            return tables.size() == 1 && table().location().equals(folder.location());
        }

        TableFiles table() {
            return tables.get(0);
        }
    }

    /**
     * What the catalog has already is not decided again: a new folder must not turn tables into partitions, nor back.
     */
    private boolean arePartitions(Folder folder, List<Child> children, Majority<TableFiles> majority) {
        return isTable.test(folder.location())
                || (majority.isOneTable()
                        && !isLoneWord(children)
                        && children.stream().noneMatch(child -> isTable.test(child.folder.location())));
    }

    private List<Child> inOneDialect(List<Child> children) {
        var single = children.stream()
                .filter(Child::isOneTable)
                .flatMap(child -> child.table().files())
                .toList();
        var again = oneDialect(single).stream().collect(Collectors.toMap(SampledFile::path, file -> file));
        return children.stream()
                .map(child -> child.isOneTable()
                        ? new Child(child.folder, List.of(child.table().inDialectOf(again)))
                        : child)
                .toList();
    }

    /**
     * One folder alone says nothing of its siblings to come; a name such as {@code 2024} or {@code 01} is a value all
     * the same.
     */
    private static boolean isLoneWord(List<Child> children) {
        return children.size() == 1
                && !Character.isDigit(children.get(0).folder.name().charAt(0));
    }

    private static List<TableFiles> partitioned(Folder folder, List<Child> children, Majority<TableFiles> majority) {
        var structure = majority.members().get(0).structure();
        var parts = new ArrayList<Part>();
        var excluded = new ArrayList<String>();
        var tables = new ArrayList<TableFiles>();
        for (var child : children) {
            if (child.isOneTable() && child.table().structure().equals(structure)) {
                child.table().parts().forEach(part -> parts.add(part.below(child.folder.name())));
                excluded.addAll(child.table().excluded());
            } else {
                tables.addAll(child.tables);
            }
        }
        var keys = new ArrayList<>(List.of(TableFiles.UNNAMED));
        keys.addAll(majority.members().get(0).keys());
        tables.add(0, new TableFiles(folder.location(), keys, parts, "folders: " + majority, excluded));
        return tables;
    }

    // ---- formats and dialects

    /** The files of a kind; the others are skipped. */
    private List<SampledFile> only(Kind kind, List<SampledFile> files) {
        files.stream()
                .filter(file -> !file.kind().equals(kind))
                .forEach(file -> skip(file, "it is " + file.kind() + " among files that are " + kind));
        return files.stream().filter(file -> file.kind().equals(kind)).toList();
    }

    private static List<String> otherFormats(Kind kind, List<SampledFile> files) {
        return files.stream()
                .filter(file -> !file.kind().equals(kind))
                .map(SampledFile::path)
                .toList();
    }

    /**
     * The same files, where possible in the most frequent dialect of their format: a short file often fits several
     * dialects, and the classifier took another one. Only where it changes nothing in the columns and types of the
     * others.
     */
    private List<SampledFile> oneDialect(List<SampledFile> files) {
        if (files.isEmpty()) {
            return files;
        }
        var common = Kind.mostFrequent(files);
        var model = files.stream().filter(file -> file.kind().equals(common)).toList();
        if (model.size() == files.size()) {
            return files;
        }
        var seen = SampledFile.merge(model);
        return files.stream()
                .map(file -> file.kind().equals(common) || !file.kind().format().equals(common.format())
                        ? file
                        : rereadLike
                                .apply(file, model.get(0).match())
                                .filter(again -> fits(again, seen))
                                .orElse(file))
                .toList();
    }

    private static boolean fits(SampledFile again, Observed model) {
        return !again.columns().isEmpty() && fields(model).equals(fields(model.merge(again.observed())));
    }

    private static Set<Type.Field> fields(Observed rows) {
        return Set.copyOf(Resolution.GLUE.resolveRows(rows).fields());
    }

    private void skip(SampledFile file, String reason) {
        skipped.add(new Skipped(file.path(), "Cannot add " + Location.name(file.path()) + " to a table: " + reason));
    }
}
