// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.TableLayout;
import dev.mastic.core.io.TableLayout.FoundFiles;
import dev.mastic.core.io.TableLayout.Marks;
import dev.mastic.core.io.TableLayout.Terms;
import dev.mastic.core.io.TableLayout.Update;
import dev.mastic.crawler.grouping.TableFiles;
import dev.mastic.crawler.sample.SampledFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Brings tables up to date that keep a list of their files.
 *
 * @param plain what is the same for tables of each layout
 * @param found the files of each table
 */
public record LayoutUpdate(TableLayout layout, CatalogUpdate plain, Map<TableName, TableFiles> found)
        implements TableUpdate {
    @Override
    public void createDatabase(String name) {
        plain.createDatabase(name);
    }

    @Override
    public void check(List<? extends Draft> drafts) {
        drafts.forEach(this::check);
        plain.checkNumber(drafts);
    }

    private void check(Draft draft) {
        if (draft instanceof TableDraft) {
            plain.catalog().find(draft.table().name()).ifPresent(known -> check(draft.table(), known.table()));
        } else {
            plain.check(draft);
        }
    }

    /** {@inheritDoc} A table that describes itself has no files to list. */
    @Override
    public Update apply(Draft draft) {
        if (!(draft instanceof TableDraft)) {
            return plain.apply(draft);
        }
        return layout.update(
                new FoundFiles(
                        draft.table(),
                        draft.match().format(),
                        files(found.get(draft.table().name()))),
                terms(new FoundMarks(plain.ownership())));
    }

    @Override
    public List<Update> takeGone(String database, Set<TableName> present, Predicate<Table> isGone) {
        var listed = plain.own(database, present)
                .filter(version -> CatalogUpdate.isListed(version.table()))
                .filter(version -> plain.gone().at(version.table().place()))
                .map(this::take);
        return Stream.concat(listed, plain.takeGone(database, present, isGone).stream())
                .toList();
    }

    /** A table whose files are gone has none to list; what it was, its own history knows. */
    private Update take(TableVersion version) {
        if (plain.policy().schemaChange().delete() != DeleteBehavior.DEPRECATE_IN_DATABASE) {
            return plain.take(version);
        }
        var table = version.table();
        var empty = table.withPartitionKeys(List.of()).withStorage(Storage.at(table.place()));
        var update = layout.update(
                new FoundFiles(empty, "", List.of()), terms(new GoneMarks(plain.ownership(), plain.now())));
        return new Update(
                table,
                Change.DEPRECATED,
                update.partitions(),
                0,
                List.of(TableDifferences.gone(empty, true)),
                update.skipped());
    }

    private Terms terms(Marks marks) {
        return new Terms(
                plain.policy().schemaChange(), plain.policy().configuration().mergeNewColumns(), plain.dryRun(), marks);
    }

    private static List<FileItem> files(TableFiles files) {
        return files.parts().stream()
                .flatMap(part ->
                        part.files().stream().flatMap(SampledFile::files).map(file -> in(part.values(), file)))
                .toList();
    }

    private static FileItem in(List<String> partition, FileItem file) {
        return new FileItem(file.path(), file.size(), file.modified(), file.etag(), partition);
    }

    private static void check(Table draft, Table known) {
        var here = draft.storage().location();
        if (!CatalogUpdate.isListed(known) || !known.place().equals(here)) {
            throw new UsageException("Cannot crawl " + here + " into Iceberg table " + known.name()
                    + ": the catalog has "
                    + (known.isIceberg()
                            ? "an Iceberg table of this name that no crawl has made of this place"
                            : "a plain table of this name")
                    + " (choose another database with --database)");
        }
    }

    /** Of a table whose files are there. */
    private record FoundMarks(Ownership ownership) implements Marks {
        @Override
        public Map<String, String> ofNew(Map<String, String> parameters) {
            return ownership.ofNew(parameters);
        }

        @Override
        public Map<String, String> ofKnown(Map<String, String> parameters) {
            var known = new TreeMap<>(ownership.ofKnown(parameters));
            known.remove(Ownership.DEPRECATED);
            return known;
        }

        @Override
        public Map<String, String> changed(Map<String, String> parameters) {
            return ownership.changed(parameters);
        }

        @Override
        public boolean owns(Map<String, String> parameters) {
            return ownership.owns(parameters);
        }
    }

    /** Of a table whose files are gone. */
    private record GoneMarks(Ownership ownership, Instant now) implements Marks {
        @Override
        public Map<String, String> ofNew(Map<String, String> parameters) {
            return ownership.ofNew(parameters);
        }

        @Override
        public Map<String, String> ofKnown(Map<String, String> parameters) {
            return ownership.deprecated(parameters, now);
        }

        @Override
        public Map<String, String> changed(Map<String, String> parameters) {
            return parameters;
        }

        @Override
        public boolean owns(Map<String, String> parameters) {
            return ownership.owns(parameters);
        }
    }
}
