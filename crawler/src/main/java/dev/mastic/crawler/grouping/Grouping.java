// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import dev.mastic.core.config.Globs;
import dev.mastic.core.crawl.CrawlReport.Decision;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.PartitionFolder;
import dev.mastic.crawler.grouping.SharedDialects.Shared;
import dev.mastic.crawler.grouping.Similarity.Link;
import dev.mastic.crawler.grouping.Similarity.Majority;
import dev.mastic.crawler.grouping.TableFiles.Part;
import dev.mastic.crawler.grouping.TableFiles.Reason;
import dev.mastic.crawler.sample.Folder;
import dev.mastic.crawler.sample.FolderSample.Refused;
import dev.mastic.crawler.sample.Kind;
import dev.mastic.crawler.sample.SampledFile;
import dev.mastic.crawler.sample.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which folders are tables, and which are partitions of one.
 *
 * <ul>
 *   <li>What a person says of a folder holds, then the configured level of tables.
 *   <li>Folders named {@code key=value} are partitions, however their columns differ.
 *   <li>Other sibling folders are partitions of an unnamed key if each is one table, with the same format and partition
 *       levels, and {@link Similarity} says so; folders that are dates need only share columns. A folder without
 *       siblings is one only if its name begins with a digit or is part of a date. Where the catalog has a table
 *       already, the folder above or the folders themselves, it stays so.
 *   <li>Files of one folder are one table if Similarity says so or the catalog has it, else each is a table of its own.
 *   <li>A file that would become part of no table, such as one beside partition folders, is skipped with the reason.
 * </ul>
 *
 * One use: one target.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html">How a crawler
 *     determines partitions</a>
 */
public final class Grouping {
    private static final String SIMILARITY = "similarity";
    private final SharedDialects dialects;
    private final GroupingRules rules;
    private final TreeMap<String, Skipped> skipped = new TreeMap<>();
    /** Folders that are no tables themselves. */
    private final TreeMap<String, Decision> decisions = new TreeMap<>();

    public Grouping(SharedDialects dialects, GroupingRules rules) {
        this.dialects = dialects;
        this.rules = rules;
    }

    /** The tables of a target. */
    public List<TableFiles> tables(Target target, List<SampledFile> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        if (!target.isFolder()) {
            return each(files, new Reason("target", "it was asked for by itself"));
        }
        var root = Folder.of(target.location(), files);
        return tables(root, DateLevel.of(Set.of(root.name()), Optional.empty()));
    }

    /** Files that are part of no table. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped.values());
    }

    /** Why folders are no tables, though those below them are; by location. */
    public List<Decision> decisions() {
        return List.copyOf(decisions.values());
    }

    /** @param here what part of a date the folder is */
    private List<TableFiles> tables(Folder folder, Optional<DateLevel> here) {
        var said = rules.override(folder);
        if (said.isPresent() && said.get().kind() == TableOverride.Kind.TABLE) {
            return whole(
                    folder,
                    new Reason("override", "it is said to be one table"),
                    said.get().partitionKeys());
        }
        if (said.isPresent() && said.get().kind() == TableOverride.Kind.TABLES) {
            return apart(folder, children(folder, here), new Reason("override", "its folders are said to be tables"));
        }
        if (rules.isTableByLevel(folder)) {
            return whole(folder, new Reason("table level", "it lies at level " + folder.level()), List.of());
        }
        if (folder.folders().isEmpty()) {
            return ofFiles(folder);
        }
        if (rules.isAboveTables(folder)) {
            return apart(folder, children(folder, here), new Reason("table level", "it lies above the tables"));
        }
        return rules.trustNames() && folder.hasMostlyKeys() ? ofKeys(folder) : ofFolders(folder, here);
    }

    // ---- files of one folder

    private List<TableFiles> ofFiles(Folder folder) {
        var link = rules.link(false);
        var shared = dialects.of(folder.files(), link);
        var files = shared.files();
        var majority = similar(files, link).orElseThrow();
        if (!majority.isOneTable() && rules.isTable().test(folder.location())) {
            return List.of(flat(
                    folder, new Reason("catalog", "the catalog has a table here: files that differ are part of it")));
        }
        if (!majority.isOneTable()) {
            var why = "the files differ: " + majority
                    + Differing.of(files, majority.members(), SampledFile::columns, SampledFile::name);
            decisions.put(folder.location(), new Decision(folder.location(), "tables", SIMILARITY, why));
            return each(folder.files(), new Reason("files", "the files beside it differ: " + majority));
        }
        var why = SampledFile.count(files) == 1
                ? "one file"
                : "files: " + majority
                        + Differing.of(files, majority.members(), SampledFile::columns, SampledFile::name);
        var kind = majority.members().get(0).kind();
        var reason = shared.explained(new Reason("files", why));
        return List.of(TableFiles.flat(folder.location(), only(kind, files), reason, otherFormats(kind, files)));
    }

    private static Optional<Majority<SampledFile>> similar(List<SampledFile> files, Link link) {
        return Similarity.majority(files, SampledFile::kind, SampledFile::columns, SampledFile::count, link);
    }

    private static List<TableFiles> each(List<SampledFile> files, Reason reason) {
        return files.stream()
                .flatMap(SampledFile::each)
                .map(file -> TableFiles.flat(file.path(), List.of(file), reason, List.of()))
                .toList();
    }

    // ---- folders that are one table by their names, or because someone said so

    private List<TableFiles> ofKeys(Folder folder) {
        var parts = new ArrayList<>(KeyedPart.below(folder));
        var keys = KeyedPart.commonKeys(
                parts.stream().filter(KeyedPart::startsWithKey).toList());
        return List.of(table(folder, keys, parts, new Reason("key=value", "folders named by " + names(keys, ", "))));
    }

    /** @param said the names of the keys; empty: as the folders say */
    private List<TableFiles> whole(Folder folder, Reason reason, List<String> said) {
        var parts = new ArrayList<>(KeyedPart.below(folder));
        var deep = parts.stream()
                .filter(part -> said.isEmpty() || part.keys().size() == said.size())
                .toList();
        if (deep.isEmpty()) {
            throw new UsageException("Cannot make a table of " + folder.location() + ": its folders have not as many"
                    + " levels as keys are said (got " + String.join(", ", said) + "; the first file is "
                    + folder.all().findFirst().orElseThrow().path() + ")");
        }
        var keys = KeyedPart.commonKeys(deep);
        if (keys.isEmpty()) {
            return List.of(flat(folder, reason));
        }
        var table = table(folder, keys, parts, reason);
        return List.of(said.isEmpty() ? table : table.withKeys(said));
    }

    /** One table of all files in and below a folder, without partitions. */
    private TableFiles flat(Folder folder, Reason reason) {
        var shared = dialects.of(folder.all().toList(), Link.ANY);
        var files = shared.files();
        var kind = Kind.mostFrequent(files);
        return TableFiles.flat(
                folder.location(), only(kind, files), shared.explained(reason), otherFormats(kind, files));
    }

    private TableFiles table(Folder folder, List<String> keys, List<KeyedPart> parts, Reason reason) {
        parts.stream()
                .filter(part -> !part.hasKeys(keys))
                .flatMap(part ->
                        part.files().stream().filter(file -> !part.keys().isEmpty()))
                .forEach(file -> skip(
                        file,
                        "its folders do not fit the table at " + folder.location() + " (expected: " + names(keys, "/")
                                + ")"));
        besidePartitions(folder);
        parts.removeIf(part -> !part.hasKeys(keys));
        dropTwins(parts);
        var shared = dialects.of(
                parts.stream().flatMap(part -> part.files().stream()).toList(), Link.ANY);
        var files = shared.files();
        var kind = Kind.mostFrequent(files);
        var kept = only(kind, files).stream().collect(Collectors.toMap(SampledFile::path, file -> file));
        var whole = parts.stream()
                .map(part -> part.toPart(kept))
                .filter(part -> !part.files().isEmpty())
                .toList();
        return new TableFiles(folder.location(), keys, whole, shared.explained(reason), otherFormats(kind, files));
    }

    private void besidePartitions(Folder folder) {
        folder.files().forEach(file -> skip(file, "it lies beside the partition folders of " + folder.location()));
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

    private static String names(List<String> keys, String between) {
        return keys.stream()
                .map(key -> key.equals(TableFiles.UNNAMED) ? "…" : key + "=…")
                .collect(Collectors.joining(between));
    }

    // ---- other folders

    private List<TableFiles> ofFolders(Folder folder, Optional<DateLevel> here) {
        var level = level(folder, here);
        var own = children(folder, here);
        var shared = inOneDialect(folder, own, level.isPresent());
        var children = shared.children();
        if (isFlat(folder, children)) {
            skipped.keySet().removeIf(path -> path.startsWith(folder.location()));
            return List.of(flat(
                    folder,
                    new Reason(
                            "files",
                            "most files lie in the folder itself, and those of its "
                                    + Quantity.of(children.size(), "folder") + " have similar columns")));
        }
        var free = children.stream()
                .filter(child -> !rules.speakOf(child.folder()))
                .toList();
        var candidates =
                free.stream().flatMap(child -> child.candidate(rules).stream()).toList();
        var majority = Similarity.majority(
                        candidates, TableFiles::structure, TableFiles::columns, one -> 1, rules.link(level.isPresent()))
                .map(m -> new Majority<>(
                        m.members(), m.groups() + free.size() - candidates.size(), m.size(), free.size(), m.link()));
        if (majority.isEmpty() || !arePartitions(folder, free, majority.get(), level.isPresent())) {
            return apart(folder, own, new Reason(SIMILARITY, why(folder, free, candidates, majority)));
        }
        besidePartitions(folder);
        var rule = level.isPresent() && rules.trustNames() ? "dates" : rules.combine() ? "combine" : SIMILARITY;
        var why = "folders: " + majority.get()
                + Differing.of(candidates, majority.get().members(), TableFiles::columns, TableFiles::name);
        return partitioned(folder, children, majority.get(), shared.files().explained(new Reason(rule, why)));
    }

    private static String why(
            Folder folder, List<Child> free, List<TableFiles> candidates, Optional<Majority<TableFiles>> majority) {
        if (free.size() == 1) {
            return "one folder alone says nothing of its siblings, and its name is no value";
        }
        return "the folders differ: "
                + majority.map(m -> m + Differing.of(candidates, m.members(), TableFiles::columns, TableFiles::name))
                        .orElse("none of the folders of " + folder.location() + " is one table");
    }

    private Optional<DateLevel> level(Folder folder, Optional<DateLevel> here) {
        return DateLevel.of(folder.folders().stream().map(Folder::name).toList(), here);
    }

    private List<Child> children(Folder folder, Optional<DateLevel> here) {
        var level = level(folder, here);
        return folder.folders().stream()
                .map(child -> new Child(child, tables(child, level)))
                .toList();
    }

    /** Folders and files that are tables each. */
    private List<TableFiles> apart(Folder folder, List<Child> children, Reason reason) {
        decisions.put(folder.location(), new Decision(folder.location(), "tables", reason.rule(), reason.why()));
        var own = each(folder.files(), new Reason("files", "it lies beside folders that are tables"));
        return Stream.concat(own.stream(), children.stream().flatMap(child -> child.tables().stream()))
                .toList();
    }

    /** Whether the folders are only places where more of the folder's own files are kept. */
    private boolean isFlat(Folder folder, List<Child> children) {
        long own = SampledFile.count(folder.files());
        long below = folder.all().mapToLong(SampledFile::count).sum() - own;
        if (own <= below
                || children.stream()
                        .anyMatch(child -> !child.isFlat() || rules.speakOf(child.folder()) || child.isKept(rules))) {
            return false;
        }
        var files = dialects.of(folder.all().toList(), Link.SIMILAR).files();
        return similar(files, Link.SIMILAR)
                .filter(majority -> majority.groups() == 1)
                .isPresent();
    }

    private record Child(Folder folder, List<TableFiles> tables) {
        boolean isOneTable() {
            return tables.size() == 1 && tables.get(0).location().equals(folder.location());
        }

        boolean isFlat() {
            return isOneTable() && tables.get(0).keys().isEmpty();
        }

        boolean isKept(GroupingRules rules) {
            return rules.isTable().test(folder.location());
        }

        /**
         * The table that the folder would be as a partition: its own, or that of the one folder in it, in which the
         * names of the folders between are values.
         */
        Optional<TableFiles> candidate(GroupingRules rules) {
            if (tables.size() != 1 || !tables.get(0).isFolder()) {
                return Optional.empty();
            }
            var table = tables.get(0);
            return isOneTable()
                    ? Optional.of(table)
                    : Optional.of(table)
                            .filter(below -> !rules.isTable().test(below.location()))
                            .map(below -> below.from(folder.location()));
        }
    }

    /**
     * What the catalog has already is not decided again: a new folder must not turn tables into partitions, nor back.
     */
    private boolean arePartitions(
            Folder folder, List<Child> children, Majority<TableFiles> majority, boolean areDates) {
        return rules.isTable().test(folder.location())
                || (majority.isOneTable()
                        && (areDates || rules.combine() || !isLoneWord(children))
                        && children.stream().noneMatch(child -> child.isKept(rules)));
    }

    private record InOneDialect(List<Child> children, Shared files) {}

    /** Folders that contradict each other are tables of their own, unless something else says that they are partitions. */
    private InOneDialect inOneDialect(Folder folder, List<Child> children, boolean areDates) {
        var single = children.stream()
                .filter(Child::isOneTable)
                .flatMap(child -> child.tables().get(0).files())
                .toList();
        var shared = dialects.of(single, rules.link(areDates));
        if (!shared.conflicts().isEmpty()
                && !areDates
                && !rules.combine()
                && !rules.isTable().test(folder.location())) {
            return new InOneDialect(children, new Shared(single, List.of()));
        }
        var again = shared.files().stream().collect(Collectors.toMap(SampledFile::path, file -> file));
        var same = children.stream()
                .map(child -> child.isOneTable()
                        ? new Child(
                                child.folder(), List.of(child.tables().get(0).inDialectOf(again)))
                        : child)
                .toList();
        return new InOneDialect(same, shared);
    }

    /**
     * One folder alone says nothing of its siblings to come; a name such as {@code 2024}, {@code 01} or
     * {@code key=value} is a value all the same.
     */
    private static boolean isLoneWord(List<Child> children) {
        return children.size() == 1
                && !children.get(0).folder().isKeyed()
                && !Character.isDigit(children.get(0).folder().name().charAt(0));
    }

    private List<TableFiles> partitioned(
            Folder folder, List<Child> children, Majority<TableFiles> majority, Reason reason) {
        var structure = majority.members().get(0).structure();
        var key = commonKey(children);
        var parts = new ArrayList<Part>();
        var excluded = new ArrayList<String>();
        var tables = new ArrayList<TableFiles>();
        for (var child : children) {
            var table = Optional.of(child)
                    .filter(c -> !rules.speakOf(c.folder()))
                    .flatMap(c -> c.candidate(rules))
                    .filter(t -> t.structure().equals(structure));
            if (table.isEmpty()) {
                tables.addAll(child.tables());
                continue;
            }
            var name = PartitionFolder.of(child.folder().name());
            table.get()
                    .parts()
                    .forEach(part ->
                            parts.add(part.below(key.isEmpty() ? child.folder().name() : name.value())));
            excluded.addAll(table.get().excluded());
            decisions
                    .subMap(child.folder().location(), child.folder().location() + Character.MAX_VALUE)
                    .clear();
        }
        var keys = new ArrayList<>(List.of(key));
        keys.addAll(majority.members().get(0).keys());
        tables.add(0, new TableFiles(folder.location(), keys, parts, reason, excluded));
        return tables;
    }

    /** The key that all of the folders name; unnamed if they name none, or several. */
    private static String commonKey(List<Child> children) {
        var keys = children.stream()
                .map(child -> PartitionFolder.of(child.folder().name()).key())
                .distinct()
                .toList();
        return keys.size() == 1 ? keys.get(0) : TableFiles.UNNAMED;
    }

    // ---- formats

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
                .flatMap(SampledFile::paths)
                .map(Globs::literal)
                .toList();
    }

    private void skip(SampledFile file, String reason) {
        file.paths().forEach(path -> skipped.put(path, new Skipped(path, Refused.notInATable(path, reason))));
    }
}
