// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one table of the catalog up to date with a draft, by compare-and-set. What is equal is not written.
 *
 * @param dryRun whether only to tell what would be written
 */
record CatalogUpdate(Catalog catalog, boolean dryRun) {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogUpdate.class);
    private static final int ATTEMPTS = 5;

    /** The table after the update, and what it took. */
    record Result(Table table, Change change, long partitions, long newPartitions) {}

    void createDatabase(String name) {
        if (dryRun
                || catalog.databases().stream()
                        .anyMatch(database -> database.name().equals(name))) {
            return;
        }
        try {
            catalog.createDatabase(Database.named(name));
        } catch (AlreadyExistsException e) {
            LOG.debug("Someone else has just created database {}", name, e);
        }
    }

    /**
     * Looks whether the draft may be applied; writes nothing.
     *
     * @throws UsageException if the name belongs to a table that is not of this place, or whose partition keys are
     *     others
     */
    void check(TableDraft draft) {
        catalog.find(draft.table().name()).ifPresent(found -> check(draft, found.table()));
    }

    /** Applies the draft; when someone else writes the same table meanwhile, reads again and repeats. */
    Result apply(TableDraft draft) {
        EtlException lost = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return applyOnce(draft);
            } catch (TableChangedException | AlreadyExistsException e) {
                lost = e;
                LOG.debug("Lost a race for {}", draft.table().name(), e);
            }
        }
        throw lost;
    }

    private Result applyOnce(TableDraft draft) {
        var current = catalog.find(draft.table().name());
        current.ifPresent(found -> check(draft, found.table()));
        var table = current.map(found -> TableMerge.of(found.table(), draft.table()))
                .orElse(draft.table());
        var known = current.isPresent() ? knownPartitions(table) : Map.<List<String>, Partition>of();
        var changed = draft.partitions().stream()
                .map(found -> TableMerge.of(Optional.ofNullable(known.get(found.values())), found))
                .filter(partition -> !partition.equals(known.get(partition.values())))
                .toList();
        var change = change(current, table, changed);
        if (!dryRun) {
            write(current, table, changed);
        }
        long added = changed.stream()
                .filter(partition -> !known.containsKey(partition.values()))
                .count();
        return new Result(table, change, known.size() + added, added);
    }

    private Map<List<String>, Partition> knownPartitions(Table table) {
        return catalog.partitions(table.name()).stream()
                .collect(Collectors.toMap(Partition::values, Function.identity()));
    }

    private static Change change(Optional<TableVersion> current, Table table, List<Partition> changed) {
        if (current.isEmpty()) {
            return Change.CREATED;
        }
        return current.get().table().equals(table) && changed.isEmpty() ? Change.UNCHANGED : Change.UPDATED;
    }

    /**
     * The table first: a crash between the two is mended by the next crawl, and no partition is seen without its
     * columns.
     */
    private void write(Optional<TableVersion> current, Table table, List<Partition> changed) {
        if (current.isEmpty()) {
            catalog.create(table);
            LOG.info("Created table {}", table.name());
        } else if (!current.get().table().equals(table)) {
            catalog.update(table, current.get().version());
            LOG.info("Updated table {}", table.name());
        }
        if (!changed.isEmpty()) {
            catalog.putPartitions(table.name(), changed);
            LOG.info("Put {} partitions of table {}", changed.size(), table.name());
        }
    }

    private static void check(TableDraft draft, Table current) {
        var name = current.name();
        var here = draft.table().storage().location();
        if (current.isIceberg() || !current.storage().location().equals(here)) {
            throw new UsageException("Cannot crawl " + here + " into table " + name + ": the catalog has "
                    + (current.isIceberg() ? "an Iceberg table" : "a table") + " of this name at "
                    + current.storage().location() + " (choose another database with --database)");
        }
        if (!sameKeys(names(current.partitionKeys()), names(draft.table().partitionKeys()))) {
            throw new UsageException("Cannot update table " + name + ": its partition keys would change (got "
                    + names(draft.table().partitionKeys()) + " from the folders of " + here + "; expected "
                    + names(current.partitionKeys()) + " as in the catalog): drop the table, or choose another"
                    + " database with --database");
        }
    }

    private static boolean sameKeys(List<String> left, List<String> right) {
        return String.join("/", left).equalsIgnoreCase(String.join("/", right));
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
