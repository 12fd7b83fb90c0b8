// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.catalog.CatalogReading;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKey.Owner;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.crawl.KeptClassifier;
import dev.mastic.core.crawl.KeptCrawler;
import dev.mastic.core.failure.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an exported document would make other in a catalog. Changes nothing; what the catalog has beside the document stays. */
public final class ImportDifference implements CatalogReading.Reader {
    private final Catalog catalog;
    private final CrawlerStore crawlers;
    private final List<Difference> differences = new ArrayList<>();
    private final List<TableName> left = new ArrayList<>();
    private final Set<String> missingDatabases = new HashSet<>();
    private Optional<TableName> missingTable = Optional.empty();
    private PartitionCount count = new PartitionCount(Optional.empty(), 0, 0);

    private record PartitionCount(Optional<TableName> table, long fresh, long changed) {
        PartitionCount plus(long moreFresh, long moreChanged) {
            return new PartitionCount(table, fresh + moreFresh, changed + moreChanged);
        }
    }

    public ImportDifference(Catalog catalog, CrawlerStore crawlers) {
        this.catalog = catalog;
        this.crawlers = crawlers;
    }

    /** All differences of what was read. */
    public List<Difference> list() {
        endTable();
        return List.copyOf(differences);
    }

    /** The tables of Iceberg that the document has otherwise, and that stay as they are. */
    public List<TableName> left() {
        return List.copyOf(left);
    }

    /** Whether a table stays as it is: metadata that Iceberg has gone on from must not come back. */
    static boolean isLeft(Table known, Table table) {
        return known.isIceberg() && !known.equals(table);
    }

    @Override
    public void database(Database database) {
        endTable();
        var known = catalog.findDatabase(database.name()).map(KeptDatabase::database);
        if (known.isEmpty()) {
            missingDatabases.add(database.name());
            differences.add(new Difference("database " + database.name(), "", "new"));
        } else {
            add(
                    "database " + database.name(),
                    database.equals(known.get()),
                    Difference.between(Definition.of(known.get()), Definition.of(database)));
        }
    }

    @Override
    public void table(Table table) {
        endTable();
        count = new PartitionCount(Optional.of(table.name()), 0, 0);
        var known = catalog.find(table.name()).map(TableVersion::table);
        missingTable = known.isEmpty() ? Optional.of(table.name()) : Optional.empty();
        if (known.isEmpty()) {
            differences.add(
                    new Difference("table " + table.name(), "", table.place().isEmpty() ? "new" : table.place()));
        } else if (isLeft(known.get(), table)) {
            left.add(table.name());
        } else {
            add("table " + table.name(), table.equals(known.get()), Definition.between(known.get(), table));
        }
    }

    @Override
    public void partitions(TableName table, List<Partition> partitions) {
        if (missingTable.isPresent()) {
            count = count.plus(partitions.size(), 0);
        } else {
            var other = otherThan(catalog, table, partitions);
            count = count.plus(other.fresh().size(), other.changed().size());
        }
    }

    /** Partitions that a table has not, and that it has otherwise. */
    record Other(List<Partition> fresh, List<Partition> changed) {}

    static Other otherThan(Catalog catalog, TableName table, List<Partition> partitions) {
        var known = catalog
                .partitionsOf(table)
                .findAll(partitions.stream().map(Partition::values).toList())
                .stream()
                .collect(Collectors.toMap(Partition::values, Function.identity()));
        var fresh = new ArrayList<Partition>();
        var changed = new ArrayList<Partition>();
        for (var partition : partitions) {
            var now = known.get(partition.values());
            if (now == null) {
                fresh.add(partition);
            } else if (!now.equals(partition)) {
                changed.add(partition);
            }
        }
        return new Other(fresh, changed);
    }

    @Override
    public void object(ObjectKey key, String json) {
        boolean ownerIsMissing = isMissing(key.owner());
        var known = ownerIsMissing ? Optional.<String>empty() : known(catalog, key);
        if (known.isEmpty()) {
            differences.add(new Difference(key.toString(), "", "new"));
        } else if (!isSame(key, known.get(), json)) {
            // not what it says, for it may hold secrets
            differences.add(new Difference(key.toString(), "", "changed"));
        }
    }

    static Optional<String> known(Catalog catalog, ObjectKey key) {
        return catalog.objects().find(key).map(object -> object.json());
    }

    /** A connection is the same whether or not it has its secret, which documents have not. */
    static boolean isSame(ObjectKey key, String known, String json) {
        return known.equals(json)
                || (key.kind() == ObjectKind.CONNECTION
                        && ConnectionJson.withoutSecrets(known).equals(json));
    }

    private boolean isMissing(Owner owner) {
        return owner.tableName().isPresent()
                ? owner.tableName().equals(missingTable)
                : owner.database().filter(missingDatabases::contains).isPresent();
    }

    @Override
    public void classifier(ClassifierSpec classifier) {
        endTable();
        var known = crawlers.findClassifier(classifier.name()).map(KeptClassifier::classifier);
        whole("classifier " + classifier.name(), known.isEmpty(), known.equals(Optional.of(classifier)));
    }

    @Override
    public void crawler(CrawlerSpec crawler) {
        endTable();
        var known = crawlers.findCrawler(crawler.name()).map(KeptCrawler::crawler);
        whole("crawler " + crawler.name(), known.isEmpty(), known.equals(Optional.of(crawler)));
    }

    private void whole(String what, boolean isNew, boolean isSame) {
        if (!isSame) {
            differences.add(new Difference(what, "", isNew ? "new" : "changed"));
        }
    }

    private void add(String what, boolean isSame, List<Difference> all) {
        all.forEach(each -> differences.add(new Difference(what + ": " + each.what(), each.before(), each.after())));
        if (!isSame && all.isEmpty()) {
            differences.add(new Difference(what, "", "changed"));
        }
    }

    private void endTable() {
        count.table().ifPresent(table -> {
            if (count.fresh() > 0) {
                differences.add(
                        new Difference("partitions of " + table, "", Quantity.of(count.fresh(), "new partition")));
            }
            if (count.changed() > 0) {
                differences.add(new Difference(
                        "partitions of " + table, "", Quantity.of(count.changed(), "changed partition")));
            }
        });
        count = new PartitionCount(Optional.empty(), 0, 0);
    }
}
