// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.connectors.layout.KnownFiles.Known;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.TableLayout.FoundFiles;
import dev.mastic.core.io.TableLayout.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.Tasks;
import org.apache.iceberg.util.ThreadPools;

/**
 * What a crawl changes about the files of a table.
 *
 * @param added new and changed files by path
 * @param changed the paths of those among them that take the place of an earlier version
 * @param removed the entries of the table that go: of changed files, and of files that are gone
 * @param gone files that are gone, whether or not they are removed
 * @param refused files that cannot be taken, with the reason
 * @param schema the columns that the table gets but its keys
 * @param before the files that crawls have added before
 * @param known the same afterwards
 */
record FileChanges(
        SortedMap<String, Added> added,
        Set<String> changed,
        List<DataFile> removed,
        List<String> gone,
        List<Skipped> refused,
        Schema schema,
        KnownFiles before,
        KnownFiles known) {

    /** A file to be added. */
    record Added(FileItem file, Footer footer) {}

    boolean areNone() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** Compares what was found with what the table has. Reads the footers of new and changed files. */
    static FileChanges of(
            Optional<Table> table, FoundFiles found, FileKind kind, Terms terms, Configuration configuration) {
        return new Comparison(
                        table,
                        found,
                        terms,
                        configuration,
                        table.map(KnownFiles::of).orElseGet(KnownFiles::none))
                .changes(kind);
    }

    private record Comparison(
            Optional<Table> table, FoundFiles found, Terms terms, Configuration configuration, KnownFiles before) {
        FileChanges changes(FileKind kind) {
            var open = new TreeMap<String, FileItem>();
            found.files().stream().filter(file -> !before.has(file)).forEach(file -> open.put(file.path(), file));
            var gone = gone();
            var wanted = new TreeSet<>(open.keySet());
            wanted.addAll(gone);
            var present = present(wanted);
            var refused = new TreeMap<String, String>();
            refuseRewritten(open, present.keySet(), refused);
            open.keySet()
                    .removeIf(
                            path -> present.containsKey(path) && !before.files().containsKey(path));
            var footers = footers(open.keySet(), kind, refused);
            var grown = grown(footers, refused);
            footers.keySet().removeIf(path -> isSame(open.get(path), footers.get(path), present.get(path)));
            return result(open, footers, present, gone, refused, grown);
        }

        private FileChanges result(
                Map<String, FileItem> open,
                Map<String, Footer> footers,
                Map<String, DataFile> present,
                List<String> gone,
                SortedMap<String, String> refused,
                GrownSchema grown) {
            var added = new TreeMap<String, Added>();
            footers.forEach((path, footer) -> added.put(path, new Added(open.get(path), footer)));
            var replaced = new TreeSet<>(added.keySet());
            replaced.retainAll(present.keySet());
            var removed = new TreeSet<>(replaced);
            removed.addAll(refused.keySet());
            if (removesGone()) {
                removed.addAll(gone);
            }
            removed.retainAll(present.keySet());
            var after = new TreeMap<>(before.files());
            after.keySet().removeAll(removed);
            added.forEach((path, each) -> after.put(path, Known.of(each.file())));
            var skipped = refused.entrySet().stream()
                    .map(file -> new Skipped(
                            file.getKey(),
                            file.getValue().startsWith("Cannot ")
                                    ? file.getValue()
                                    : "Cannot take " + file.getKey() + " into table "
                                            + found.table().name() + ": " + file.getValue()))
                    .toList();
            return new FileChanges(
                    added,
                    replaced,
                    removed.stream().map(present::get).toList(),
                    gone,
                    skipped,
                    grown.schema(),
                    before,
                    new KnownFiles(after));
        }

        /** Only the file system says that a file is gone: one that was left out this time is there. */
        private List<String> gone() {
            var there = found.files().stream().map(FileItem::path).collect(Collectors.toSet());
            var missing = before.files().keySet().stream()
                    .filter(path -> !there.contains(path))
                    .toList();
            return missing.isEmpty()
                    ? List.of()
                    : missing.stream().filter(this::isGone).toList();
        }

        private boolean isGone(String path) {
            try {
                return !table.orElseThrow().io().newInputFile(path).exists();
            } catch (UncheckedIOException e) {
                throw new EtlException("Cannot tell whether " + path + " is gone: " + e.getMessage(), e);
            }
        }

        private boolean removesGone() {
            return terms.policy().delete() != DeleteBehavior.LOG
                    && table.filter(known -> terms.marks().owns(terms.marks().ofKnown(known.properties())))
                            .isPresent();
        }

        /** Those of the paths that the table has now. */
        private Map<String, DataFile> present(Set<String> paths) {
            var present = new TreeMap<String, DataFile>();
            if (table.isEmpty() || paths.isEmpty()) {
                return present;
            }
            try (var scan = table.get().newScan().includeColumnStats().planFiles()) {
                scan.forEach(task -> {
                    if (paths.contains(task.file().location())) {
                        present.put(task.file().location(), task.file().copy());
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return present;
        }

        /** The rows of the earlier version are in other files now, and nobody can tell which they are. */
        private void refuseRewritten(
                Map<String, FileItem> open, Set<String> present, SortedMap<String, String> refused) {
            open.keySet().stream()
                    .filter(path -> before.files().containsKey(path) && !present.contains(path))
                    .forEach(path -> refused.put(
                            path,
                            "it has changed since it was added, and the table has rewritten or deleted its rows, so"
                                    + " that they cannot be replaced"));
            open.keySet().removeAll(refused.keySet());
        }

        private Map<String, Footer> footers(
                Collection<String> paths, FileKind kind, SortedMap<String, String> refused) {
            var footers = new ConcurrentHashMap<String, Footer>();
            var failures = new ConcurrentHashMap<String, String>();
            Tasks.foreach(paths).executeWith(ThreadPools.getWorkerPool()).run(path -> {
                try {
                    footers.put(path, kind.footer(path, configuration));
                } catch (EtlException e) {
                    failures.put(path, e.getMessage());
                }
            });
            refused.putAll(failures);
            return new TreeMap<>(footers);
        }

        /** What the columns become; takes away the footers that do not fit. */
        private GrownSchema grown(Map<String, Footer> footers, SortedMap<String, String> refused) {
            var keys = new KeyColumns(found.table().partitionKeys()).names();
            var columns = new TreeMap<String, Schema>();
            footers.forEach((path, footer) -> columns.put(path, footer.schema()));
            var current = table.map(known -> new KeyColumns(found.table().partitionKeys()).without(known.schema()));
            var grown = GrownSchema.of(current, keys, columns, terms);
            refused.putAll(grown.misfits());
            footers.keySet().removeAll(grown.misfits().keySet());
            return grown;
        }

        /** Whether a file was only touched: the table says of it all that it would say now. */
        private boolean isSame(FileItem file, Footer footer, DataFile known) {
            if (known == null) {
                return false;
            }
            var keys = new KeyColumns(found.table().partitionKeys());
            var figures = footer.under(table.orElseThrow().schema(), keys.names());
            return known.fileSizeInBytes() == file.size()
                    && known.recordCount() == figures.recordCount()
                    && before.files().get(file.path()).partition().equals(file.partition())
                    && same(known.splitOffsets(), footer.splitOffsets())
                    && same(known.columnSizes(), figures.columnSizes())
                    && same(known.valueCounts(), figures.valueCounts())
                    && same(known.nullValueCounts(), figures.nullValueCounts())
                    && same(known.lowerBounds(), figures.lowerBounds())
                    && same(known.upperBounds(), figures.upperBounds());
        }

        /** Iceberg keeps nothing where there is nothing to keep. */
        private static boolean same(Map<Integer, ?> known, Map<Integer, ?> now) {
            return Optional.<Map<Integer, ?>>ofNullable(known)
                    .orElse(Map.of())
                    .equals(Optional.<Map<Integer, ?>>ofNullable(now).orElse(Map.of()));
        }

        private static boolean same(List<Long> known, List<Long> now) {
            return Optional.ofNullable(known)
                    .orElse(List.of())
                    .equals(Optional.ofNullable(now).orElse(List.of()));
        }
    }

    /** The first of some paths, and how many there are. */
    static String shown(Collection<String> paths) {
        return paths.size() + " (" + new ArrayList<>(new TreeSet<>(paths)).get(0) + (paths.size() > 1 ? ", …)" : ")");
    }
}
