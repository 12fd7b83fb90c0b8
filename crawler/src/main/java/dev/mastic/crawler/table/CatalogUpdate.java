// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.TableLayout.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tables of the catalog up to date with drafts, by compare-and-set, as far as the crawler's policy lets it. What is equal is not
 * written.
 *
 * @param dryRun whether only to tell what would be written
 * @param now when what is gone is marked as deprecated
 */
public record CatalogUpdate(
        Catalog catalog, Policy policy, Ownership ownership, GoneFiles gone, boolean dryRun, Instant now)
        implements TableUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogUpdate.class);
    private static final int ATTEMPTS = 5;
    /** What tells Athena that it may ask for partitions by a predicate, which this catalog always answers. */
    private static final String INDEXED = "partition_filtering.enabled";

    public static CatalogUpdate of(Catalog catalog, CrawlRequest request, GoneFiles gone) {
        return new CatalogUpdate(
                catalog, request.crawler().policy(), Ownership.of(request), gone, request.dryRun(), Instant.now());
    }

    /** The same, but that what is gone is only reported. */
    public CatalogUpdate deletingNothing() {
        var only = new SchemaChangePolicy(policy.schemaChange().update(), DeleteBehavior.LOG);
        return new CatalogUpdate(
                catalog, new Policy(only, policy.recrawl(), policy.configuration()), ownership, gone, dryRun, now);
    }

    @Override
    public void createDatabase(String name) {
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

    @Override
    public void check(List<? extends Draft> drafts) {
        drafts.forEach(this::check);
        checkNumber(drafts);
    }

    /** Refuses to make a draft the table of its name, if that is another one. */
    void check(Draft draft) {
        catalog.find(draft.table().name()).ifPresent(found -> check(draft, found.table()));
    }

    /** Refuses more new tables than the crawler may make. */
    void checkNumber(List<? extends Draft> drafts) {
        var most = policy.configuration().tableThreshold();
        if (dryRun || most.isEmpty()) {
            return;
        }
        long created = drafts.stream()
                .filter(draft -> catalog.find(draft.table().name()).isEmpty())
                .count();
        if (created > most.getAsInt()) {
            throw new UsageException("Cannot make " + created + " new tables: the crawler's table threshold is "
                    + most.getAsInt() + " (see why there are so many by --dry-run --explain)");
        }
    }

    /** {@inheritDoc} When someone else writes the same table meanwhile, reads again and repeats. */
    @Override
    public Update apply(Draft draft) {
        EtlException lost = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                var current = catalog.find(draft.table().name());
                return current.isPresent() ? update(draft, current.get()) : create(draft);
            } catch (TableChangedException | AlreadyExistsException e) {
                lost = e;
                LOG.debug("Lost a race for {}", draft.table().name(), e);
            }
        }
        throw lost;
    }

    private Update create(Draft draft) {
        var found = draft.table();
        var table = with(found, ofNew(found));
        var partitions = partitions(table, true).of(Optional.empty(), draft.partitions());
        if (!dryRun) {
            catalog.create(table);
            LOG.info("Created table {}", table.name());
            put(table, partitions);
        }
        return new Update(table, Change.CREATED, partitions.count(), partitions.added(), List.of());
    }

    private Map<String, String> ofNew(Table found) {
        var parameters = new TreeMap<>(ownership.ofNew(found.parameters()));
        if (policy.configuration().partitionIndex() && !found.partitionKeys().isEmpty()) {
            parameters.put(INDEXED, "true");
        }
        return parameters;
    }

    /**
     * The table first: a crash between the two is mended by the next crawl, and no partition is seen without its
     * columns.
     */
    private Update update(Draft draft, TableVersion version) {
        var current = version.table();
        check(draft, current);
        boolean updates = policy.schemaChange().update() == UpdateBehavior.UPDATE_IN_DATABASE
                || policy.configuration().mergeNewColumns();
        var merged = updates ? draft.merged(current, merge()) : current;
        boolean same = merged.equals(current);
        var table = same ? current : with(merged, ownership.changed(merged.parameters()));
        var known = Optional.of(current)
                .filter(any -> !any.partitionKeys().isEmpty())
                .map(any -> catalog.partitionsOf(any.name()));
        var partitions = partitions(table, updates).of(known, draft.partitions());
        if (!dryRun) {
            if (!same) {
                catalog.update(table, version.version());
                LOG.info("Updated table {}", table.name());
            }
            put(table, partitions);
        }
        var differences = new ArrayList<>(draft.differences(current, table));
        differences.addAll(partitions.differences());
        var change = same && partitions.isEmpty() ? Change.UNCHANGED : Change.UPDATED;
        return new Update(table, change, partitions.count(), partitions.added(), differences);
    }

    private TableMerge merge() {
        var configuration = policy.configuration();
        return new TableMerge(
                configuration.mergeNewColumns() ? ColumnMerge.ADD : ColumnMerge.WIDEN,
                configuration.inheritFromTable(),
                ownership);
    }

    private PartitionUpdate partitions(Table table, boolean updates) {
        return new PartitionUpdate(
                table, merge(), updates, policy.schemaChange().delete(), gone, now);
    }

    private void put(Table table, PartitionUpdate.Changes partitions) {
        if (!partitions.put().isEmpty()) {
            catalog.putPartitions(table.name(), partitions.put());
            LOG.info("Put {} partitions of table {}", partitions.put().size(), table.name());
        }
        if (!partitions.dropped().isEmpty()) {
            catalog.dropPartitions(table.name(), partitions.dropped());
            LOG.info("Dropped {} partitions of table {}", partitions.dropped().size(), table.name());
        }
    }

    @Override
    public List<Update> takeGone(String database, Set<TableName> found, Predicate<Table> isGone) {
        return own(database, found)
                .filter(version -> !isListed(version.table()))
                .filter(version -> version.table().isOfFiles()
                        ? gone.at(version.table().storage().location())
                        : isGone.test(version.table()))
                .map(this::take)
                .toList();
    }

    /** The tables of a database that this crawler has made, but for those that were just found. */
    Stream<TableVersion> own(String database, Set<TableName> found) {
        if (catalog.databases().stream().noneMatch(known -> known.name().equals(database))) {
            return Stream.of();
        }
        return catalog.tables(database).stream()
                .filter(name -> !found.contains(name))
                .flatMap(name -> catalog.find(name).stream())
                .filter(version -> isOwn(version.table()));
    }

    private boolean isOwn(Table table) {
        return ownership.owns(table.parameters()) && !table.parameters().containsKey(Ownership.DEPRECATED);
    }

    /** Whether a table was made of files elsewhere, which it lists: it is gone when they are. */
    public static boolean isListed(Table table) {
        return table.isIceberg() && table.parameters().containsKey(Table.PLACE);
    }

    /** What becomes of a table that is gone. */
    public Update take(TableVersion version) {
        var table = version.table();
        var behavior = policy.schemaChange().delete();
        var change =
                switch (behavior) {
                    case LOG -> Change.UNCHANGED;
                    case DELETE_FROM_DATABASE -> Change.DELETED;
                    case DEPRECATE_IN_DATABASE -> Change.DEPRECATED;
                };
        long partitions = table.partitionKeys().isEmpty()
                ? 0
                : catalog.partitionsOf(table.name()).count();
        if (!dryRun && change == Change.DELETED) {
            catalog.drop(table.name());
            LOG.info("Deleted table {}: it is gone", table.name());
        } else if (!dryRun && change == Change.DEPRECATED) {
            catalog.update(with(table, ownership.deprecated(table.parameters(), now)), version.version());
            LOG.info("Deprecated table {}: it is gone", table.name());
        }
        var gone = TableDifferences.gone(table, behavior != DeleteBehavior.LOG);
        return new Update(table, change, partitions, 0, List.of(gone));
    }

    private static Table with(Table table, Map<String, String> parameters) {
        return table.withParameters(parameters);
    }

    private static void check(Draft draft, Table current) {
        var name = current.name();
        var here = draft.table().place();
        if (current.isIceberg() != draft.table().isIceberg() || !isSame(current.place(), here)) {
            throw new UsageException("Cannot crawl " + here + " into table " + name + ": the catalog has "
                    + (current.isIceberg() ? "an Iceberg table" : "a table") + " of this name at "
                    + current.place() + " (choose another database with --database)");
        }
        if (!sameKeys(names(current.partitionKeys()), names(draft.table().partitionKeys()))) {
            throw new UsageException("Cannot update table " + name + ": its partition keys would change (got "
                    + names(draft.table().partitionKeys()) + " from the folders of " + here + "; expected "
                    + names(current.partitionKeys()) + " as in the catalog): drop the table, or choose another"
                    + " database with --database");
        }
    }

    /** Whether both are one place; people leave out the slash at the end. */
    static boolean isSame(String place, String other) {
        return Location.child(place, "").equals(Location.child(other, ""));
    }

    private static boolean sameKeys(List<String> left, List<String> right) {
        return String.join("/", left).equalsIgnoreCase(String.join("/", right));
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }
}
