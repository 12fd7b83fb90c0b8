// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.KeyType;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table partitions, inside transactions. */
record PartitionRows() {
    /** So many values have columns of their own. */
    static final int VALUES = 5;

    private static final int BATCH = 5_000;
    private static final int LONGEST_IDENTITY = 300;

    /** How many partitions are looked for by one query. */
    private static final int SOUGHT = 500;

    private static final String SORT =
            "sort_key = :sort_key, value_1 = :value_1, value_2 = :value_2, value_3 = :value_3, value_4 = :value_4,"
                    + " value_5 = :value_5";

    private static final String INSERT = "insert into partitions (table_id, identity, sort_key, value_1, value_2,"
            + " value_3, value_4, value_5, partition_values, definition) values (:table, :identity, :sort_key,"
            + " :value_1, :value_2, :value_3, :value_4, :value_5, :values, :definition)"
            + " on conflict (table_id, identity) do update set definition = excluded.definition";

    /** By the first value, then the second, and so on; tables have as many values in each partition. */
    private static final Comparator<Partition> BY_VALUES = (left, right) -> {
        for (int i = 0; i < Math.min(left.values().size(), right.values().size()); i++) {
            int order = left.values().get(i).compareTo(right.values().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.values().size(), right.values().size());
    };

    /** Tells the values of a partition from those of all others, in a text that indexes hold. */
    static String identity(List<String> values) {
        return identity(CatalogCodec.writeValues(values));
    }

    private static String identity(String values) {
        if (values.length() <= LONGEST_IDENTITY) {
            return values;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(values.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    List<Partition> all(Handle handle, TableRows.Row table) {
        return handle
                .createQuery("select partition_values, definition from partitions where table_id = ?")
                .bind(0, table.id())
                .setFetchSize(BATCH)
                .map((row, context) -> CatalogCodec.readPartition(row.getString(1), row.getString(2)))
                .stream()
                .sorted(BY_VALUES)
                .toList();
    }

    long count(Handle handle, TableRows.Row table) {
        return handle.createQuery("select count(*) from partitions where table_id = ?")
                .bind(0, table.id())
                .mapTo(Long.class)
                .one();
    }

    Optional<Partition> find(Handle handle, TableRows.Row table, List<String> values) {
        return Optional.ofNullable(find(handle, table, List.of(values)).get(values));
    }

    /** Those that there are, by their values, in the order in which they are asked for. */
    Map<List<String>, Partition> find(Handle handle, TableRows.Row table, Collection<List<String>> values) {
        var sought = new ArrayList<>(values);
        var found = new HashMap<List<String>, Partition>();
        for (int from = 0; from < sought.size(); from += SOUGHT) {
            var some = sought.subList(from, Math.min(from + SOUGHT, sought.size()));
            handle.createQuery("select partition_values, definition from partitions"
                            + " where table_id = :table and identity in (<identities>)")
                    .bind("table", table.id())
                    .bindList(
                            "identities",
                            some.stream().map(PartitionRows::identity).toList())
                    .map((row, context) -> CatalogCodec.readPartition(row.getString(1), row.getString(2)))
                    .forEach(partition -> found.put(partition.values(), partition));
        }
        var inOrder = new LinkedHashMap<List<String>, Partition>();
        sought.stream().filter(found::containsKey).forEach(each -> inOrder.put(each, found.get(each)));
        return inOrder;
    }

    void put(Handle handle, TableRows.Row table, List<Partition> partitions) {
        // Of equal values the last counts; PostgreSQL refuses one row twice in a statement.
        var byValues = new LinkedHashMap<List<String>, Partition>();
        partitions.forEach(partition -> byValues.put(partition.values(), partition));
        if (byValues.isEmpty()) {
            return;
        }
        try (var batch = handle.prepareBatch(INSERT)) {
            for (var partition : byValues.values()) {
                bindValues(batch.bind("table", table.id()), table.version().table(), partition.values());
                batch.bind("definition", CatalogCodec.write(partition)).add();
            }
            batch.execute();
        }
    }

    /** Gives a partition other values and another definition; what hangs on it stays on it. */
    void replace(Handle handle, TableRows.Row table, List<String> values, Partition partition) {
        var update = handle.createUpdate("update partitions set identity = :identity, partition_values = :values, "
                + SORT + ", definition = :definition where table_id = :table and identity = :old");
        bindValues(update, table.version().table(), partition.values())
                .bind("definition", CatalogCodec.write(partition))
                .bind("table", table.id())
                .bind("old", identity(values))
                .execute();
        handle.execute(
                "update catalog_objects set owner = ? where table_id = ? and owner = ?",
                OwnerRow.partition(table.id(), partition.values()).text(),
                table.id(),
                OwnerRow.partition(table.id(), values).text());
    }

    void delete(Handle handle, TableRows.Row table, Collection<List<String>> values) {
        if (values.isEmpty()) {
            return;
        }
        try (var rows = handle.prepareBatch("delete from partitions where table_id = ? and identity = ?");
                var objects = handle.prepareBatch("delete from catalog_objects where table_id = ? and owner = ?")) {
            for (var each : values) {
                rows.add(table.id(), identity(each));
                objects.add(table.id(), OwnerRow.partition(table.id(), each).text());
            }
            rows.execute();
            objects.execute();
        }
    }

    /** Whether the partitions would need other sort keys under another definition. */
    static boolean isSortedAlike(Table table, Table next) {
        return types(table).equals(types(next));
    }

    private static List<Optional<KeyType>> types(Table table) {
        return table.partitionKeys().stream().map(KeyType::of).toList();
    }

    /** Makes the sort keys that a definition asks for. */
    void sort(Handle handle, TableRows.Row row, Table table) {
        long last = -1;
        for (var some = after(handle, row, last); !some.isEmpty(); some = after(handle, row, last)) {
            try (var batch =
                    handle.prepareBatch("update partitions set identity = :identity, partition_values = :values, "
                            + SORT + " where id = :id")) {
                for (var each : some.entrySet()) {
                    bindValues(batch.bind("id", each.getKey()), table, each.getValue());
                    batch.add();
                    last = each.getKey();
                }
                batch.execute();
            }
        }
    }

    private static Map<Long, List<String>> after(Handle handle, TableRows.Row table, long id) {
        var values = new LinkedHashMap<Long, List<String>>();
        handle.createQuery("select id, partition_values from partitions where table_id = ? and id > ?"
                        + " order by id limit " + BATCH)
                .bind(0, table.id())
                .bind(1, id)
                .map((row, context) -> Map.entry(row.getLong(1), CatalogCodec.readValues(row.getString(2))))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    private static <S extends SqlStatement<S>> S bindValues(S statement, Table table, List<String> values) {
        var written = CatalogCodec.writeValues(values);
        statement
                .bind("identity", identity(written))
                .bind("values", written)
                .bind("sort_key", SortKey.of(table.partitionKeys(), values));
        for (int i = 0; i < VALUES; i++) {
            var value = i < values.size() ? SortKey.of(table.partitionKeys().get(i), values.get(i)) : null;
            statement.bind("value_" + (i + 1), value);
        }
        return statement;
    }

    /** Refuses a definition to which the partitions that there are would not fit. */
    void requireFit(Handle handle, TableRows.Row table, Table next) {
        int keys = table.version().table().partitionKeys().size();
        if (next.partitionKeys().size() != keys && count(handle, table) > 0) {
            throw new UsageException("Cannot update " + next.name() + ": it has partitions, which do not fit other keys"
                    + " (got " + next.partitionKeys().size() + " keys; expected " + keys + "): drop them first");
        }
    }
}
