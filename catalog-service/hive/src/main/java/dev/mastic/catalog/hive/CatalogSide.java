// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;

/** A catalog in Hive's words. A table is changed only as it was when its database was read: others' changes are never lost. */
final class CatalogSide implements Side {
    private static final int PAGE = 1_000;
    private static final Pattern QUOTED = Pattern.compile("`(?:[^`]|``)*`");
    private final Catalog catalog;
    private final Map<TableName, TableVersion> seen = new HashMap<>();
    private final Map<String, KeptDatabase> databases = new HashMap<>();

    CatalogSide(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<String> databases() {
        return catalog.databases().stream()
                .map(dev.mastic.core.catalog.Database::name)
                .toList();
    }

    @Override
    public Optional<Database> database(String name) {
        var kept = catalog.findDatabase(name);
        kept.ifPresent(database -> databases.put(name, database));
        return kept.map(KeptDatabase::database).map(HiveObjects::write);
    }

    @Override
    public void create(Database database) {
        catalog.createDatabase(HiveObjects.read(database, Optional.empty()));
    }

    @Override
    public void alter(Database database) {
        var kept = databases.get(database.getName());
        catalog.updateDatabase(HiveObjects.read(database, Optional.of(kept.database())), kept.version());
    }

    @Override
    public Tables tables(String database) {
        var tables = new ArrayList<Table>();
        var refused = new ArrayList<Refusal>();
        for (var name : catalog.tables(database)) {
            // Gone since the names were read: as if it had never been among them.
            catalog.find(name).ifPresent(version -> {
                seen.put(name, version);
                refusal(version.table())
                        .ifPresentOrElse(
                                reason -> refused.add(new Refusal(name, reason)),
                                () -> tables.add(HiveObjects.write(version.table())));
            });
        }
        return new Tables(tables, refused);
    }

    @Override
    public void create(Table table) {
        var read = HiveObjects.read(table, Optional.empty());
        seen.put(read.name(), catalog.create(read));
    }

    @Override
    public void alter(Table table) {
        var before = seen.get(Side.name(table));
        var read = HiveObjects.read(table, Optional.of(before.table()));
        seen.put(read.name(), catalog.update(read, before.version()));
    }

    @Override
    public void drop(TableName name) {
        catalog.drop(name);
    }

    @Override
    public void partitions(TableName name, Consumer<List<Partition>> some) {
        var partitions = catalog.partitionsOf(name);
        var page = partitions.page(PartitionFilter.ALL, Segment.ALL, PageRequest.first(PAGE));
        some.accept(write(name, page.items()));
        while (page.next().isPresent()) {
            page = partitions.page(PartitionFilter.ALL, Segment.ALL, new PageRequest(PAGE, page.next()));
            some.accept(write(name, page.items()));
        }
    }

    @Override
    public void add(TableName name, List<Partition> partitions) {
        put(name, partitions);
    }

    @Override
    public void alter(TableName name, List<Partition> partitions) {
        put(name, partitions);
    }

    @Override
    public void dropPartition(TableName name, List<String> values) {
        catalog.dropPartitions(name, List.of(values));
    }

    private void put(TableName name, List<Partition> hive) {
        if (hive.isEmpty()) {
            return;
        }
        var table = seen.get(name).table();
        var values = hive.stream().map(Partition::getValues).toList();
        var known = catalog.partitionsOf(name).findAll(values).stream()
                .collect(Collectors.toMap(dev.mastic.core.catalog.Partition::values, Function.identity()));
        catalog.putPartitions(
                name,
                hive.stream()
                        .map(each -> HiveObjects.read(table, each, Optional.ofNullable(known.get(each.getValues()))))
                        .toList());
    }

    private List<Partition> write(TableName name, List<dev.mastic.core.catalog.Partition> partitions) {
        var table = seen.get(name).table();
        return partitions.stream()
                .map(partition -> HiveObjects.write(table, partition))
                .toList();
    }

    /** Why Hive has no words for a table. */
    private static Optional<String> refusal(dev.mastic.core.catalog.Table table) {
        var name = table.name().toString();
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("Hive keeps names in lower case only: rename it");
        } else if (table.source().isPresent()) {
            return Optional.of("its rows come from " + table.source().orElseThrow() + ", which Hive cannot read");
        } else if (HiveObjects.isView(table)) {
            return HiveObjects.hasText(table)
                    ? Optional.empty()
                    : Optional.of("it is a view of Iceberg's, which Hive cannot read");
        } else if (table.isOfFiles() && !table.storage().location().endsWith("/")) {
            return Optional.of("it is one file, and Hive reads folders: move the file into a folder of its own");
        }
        return unspeakable(table);
    }

    /** Hive's types have no way to quote the name of a field. */
    private static Optional<String> unspeakable(dev.mastic.core.catalog.Table table) {
        return Stream.concat(table.columns().stream(), table.partitionKeys().stream())
                .filter(column -> HiveType.of(column).contains("`"))
                .findFirst()
                .map(column -> "a field in column " + column.name() + " has a name that Hive cannot spell (got "
                        + QUOTED.matcher(HiveType.of(column))
                                .results()
                                .findFirst()
                                .map(MatchResult::group)
                                .orElse("`")
                        + "; expected letters, digits and _): rename it");
    }
}
