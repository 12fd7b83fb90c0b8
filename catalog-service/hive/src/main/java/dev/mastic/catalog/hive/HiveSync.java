// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * Brings a catalog and a Hive metastore into step, in one direction: first the plan, then its changes. Only metadata is read and
 * written; no Spark job runs. Tables of files become external tables in Hive, so that nothing there removes their data.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/Hive/Design#Design-MetastoreArchitecture">Hive's metastore</a>
 */
public final class HiveSync implements AutoCloseable {
    private final HiveMetastore metastore;
    private final Side source;
    private final Side target;

    private HiveSync(HiveMetastore metastore, Side source, Side target) {
        this.metastore = metastore;
        this.source = source;
        this.target = target;
    }

    /**
     * From the catalog to a metastore.
     *
     * @param uris {@code thrift://host:9083}, several of one metastore with commas between them
     * @throws MetastoreFailedException if none of them answers
     */
    public static HiveSync to(String uris, Catalog catalog) {
        var metastore = HiveMetastore.connect(MetastoreUris.parse(uris));
        return new HiveSync(metastore, new CatalogSide(catalog), metastore);
    }

    /** From a metastore to the catalog; as {@link #to} otherwise. */
    public static HiveSync from(String uris, Catalog catalog) {
        var metastore = HiveMetastore.connect(MetastoreUris.parse(uris));
        return new HiveSync(metastore, metastore, new CatalogSide(catalog));
    }

    /**
     * What differs. Reads both sides, changes nothing.
     *
     * @throws NoSuchDatabaseException if the source has none of a name in the scope
     * @throws MetastoreFailedException if the metastore fails
     */
    public SyncPlan plan(SyncScope scope) {
        var databases = source.databases();
        scope.databases().forEach(name -> {
            if (!databases.contains(name)) {
                throw new NoSuchDatabaseException(name, databases);
            }
        });
        return new SyncPlan(databases.stream()
                .sorted()
                .filter(name -> scope.databases().isEmpty() || scope.databases().contains(name))
                .flatMap(name -> ofDatabase(name, scope.drop()))
                .toList());
    }

    @Override
    public void close() {
        metastore.close();
    }

    private Stream<Planned> ofDatabase(String name, boolean drop) {
        // Gone since the names were read: nothing to bring into step.
        return source.database(name).stream().flatMap(wanted -> target.database(name)
                .map(there -> Stream.concat(altered(wanted, there), tables(name, true, drop)))
                .orElseGet(() -> Stream.concat(Stream.of(Planned.create(target, wanted)), tables(name, false, drop))));
    }

    /** A place that one side leaves open is no difference, for Hive gives each database one; nor is a description left open. */
    private Stream<Planned> altered(Database wanted, Database there) {
        var filled = wanted.deepCopy();
        if (isBlank(wanted.getLocationUri()) || isBlank(there.getLocationUri())) {
            filled.setLocationUri(there.getLocationUri());
        }
        if (isBlank(wanted.getDescription())) {
            filled.setDescription(there.getDescription());
        }
        var differences = Facets.of(filled).against(Facets.of(there));
        return differences.isEmpty() ? Stream.of() : Stream.of(Planned.alter(target, filled, differences));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private Stream<Planned> tables(String database, boolean isThere, boolean drop) {
        var wanted = source.tables(database);
        var there = isThere ? target.tables(database) : new Side.Tables(List.of(), List.of());
        var left = there.tables().stream()
                .collect(Collectors.toMap(Table::getTableName, Function.identity(), (a, b) -> a, TreeMap::new));
        var planned = new ArrayList<Planned>();
        wanted.refused().forEach(refusal -> {
            left.remove(refusal.name().table());
            planned.add(Planned.refused(refusal));
        });
        for (var table : wanted.tables()) {
            ofTable(table, left, there.refused(), drop).forEach(planned::add);
        }
        if (drop) {
            left.values().forEach(table -> planned.add(Planned.drop(target, table)));
        }
        return planned.stream();
    }

    private Stream<Planned> ofTable(
            Table table, Map<String, Table> left, List<Side.Refusal> refusedThere, boolean drop) {
        var there = Optional.ofNullable(left.remove(table.getTableName()));
        var refusal = refusedThere.stream()
                .filter(refused -> refused.name().equals(Side.name(table)))
                .findFirst()
                .or(() -> there.flatMap(before -> IcebergPointer.refusal(table, before))
                        .map(reason -> new Side.Refusal(Side.name(table), reason)));
        if (refusal.isPresent()) {
            return Stream.of(Planned.refused(refusal.orElseThrow()));
        }
        var partitions = table.getPartitionKeysSize() == 0
                ? PartitionDifference.NONE
                : PartitionDifference.of(Side.name(table), source, target, there.isPresent(), drop);
        return there.map(before -> ofBoth(table, before, partitions))
                .orElseGet(() -> Stream.of(Planned.create(target, table, partitions, source)));
    }

    private Stream<Planned> ofBoth(Table table, Table there, PartitionDifference partitions) {
        var differences = Facets.of(table).against(Facets.of(there));
        return differences.isEmpty() && !partitions.counts().any()
                ? Stream.of()
                : Stream.of(Planned.alter(target, table, differences, partitions, source));
    }
}
