// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.KeyType;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.KeySchemaElement;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;

/**
 * The partition indexes of tables, at most three each. The catalog filters partitions by its own index in any case; what these add is what
 * Glue promises with them: values are of the types of their keys, and the keys stay as they are.
 */
final class PartitionIndexes {
    private static final int MOST = 3;
    private static final int CHUNK = 1000;
    private static final Set<String> TYPES = Set.of("string", "int", "bigint", "long", "date", "smallint", "tinyint");

    private PartitionIndexes() {}

    static List<PartitionIndex> of(Catalog catalog, TableName table) {
        return Page.all(CHUNK, part -> catalog.objects()
                        .page(ObjectKind.PARTITION_INDEX, ObjectKey.Owner.table(table), "", part))
                .stream()
                .map(PartitionIndexes::read)
                .toList();
    }

    private static PartitionIndex read(CatalogObject kept) {
        return Json.read(kept.json(), PartitionIndex.builder()).build();
    }

    static void createAll(Catalog catalog, TableVersion table, List<PartitionIndex> indexes) {
        indexes.forEach(index -> create(catalog, table, index));
    }

    /** Adds an index; what its keys hold so far must be of their types. */
    static void create(Catalog catalog, TableVersion table, PartitionIndex index) {
        var name = table.table().name();
        if (of(catalog, name).size() >= MOST) {
            throw AwsError.of(
                    "ResourceNumberLimitExceededException", "A table has at most " + MOST + " partition indexes");
        }
        requireKeys(table.table(), index.keys());
        var folded = index.toBuilder()
                .keys(index.keys().stream().map(Names::fold).toList())
                .build();
        try {
            catalog.objects().create(key(name, index.indexName()), Json.text(folded));
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists("Partition index already exists.");
        }
        Page.all(CHUNK, part -> catalog.partitionsOf(name).page(PartitionFilter.ALL, Segment.ALL, part))
                .forEach(partition -> requireValid(table.table(), List.of(folded), partition.values()));
    }

    private static void requireKeys(Table table, List<String> keys) {
        if (keys.isEmpty() || new HashSet<>(keys).size() < keys.size()) {
            throw AwsError.invalidInput("A partition index needs keys, each once (got " + keys + ")");
        }
        keys.forEach(key -> {
            var column = key(table, key);
            if (!TYPES.contains(column.typeText())) {
                throw AwsError.invalidInput(
                        "Key " + key + " cannot be part of a partition index: its type is " + column.typeText()
                                + " (expected one of " + TYPES.stream().sorted().toList() + ")");
            }
        });
    }

    private static Column key(Table table, String name) {
        return table.partitionKeys().stream()
                .filter(key -> key.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> AwsError.invalidInput("Key " + name + " is no partition key of "
                        + table.name().table()));
    }

    static ObjectKey key(TableName table, String index) {
        return new ObjectKey(ObjectKind.PARTITION_INDEX, ObjectKey.Owner.table(table), index);
    }

    static PartitionIndexDescriptor describe(Table table, PartitionIndex index) {
        return PartitionIndexDescriptor.builder()
                .indexName(index.indexName())
                .keys(index.keys().stream()
                        .map(name -> KeySchemaElement.builder()
                                .name(name)
                                .type(key(table, name).typeText())
                                .build())
                        .toList())
                .indexStatus(PartitionIndexStatus.ACTIVE)
                .build();
    }

    /** Refuses values that an index of the table could not hold. */
    static void requireValid(Catalog catalog, TableVersion table, List<String> values) {
        requireValid(table.table(), of(catalog, table.table().name()), values);
    }

    private static void requireValid(Table table, List<PartitionIndex> indexes, List<String> values) {
        var indexed = new HashSet<String>();
        indexes.forEach(index -> indexed.addAll(index.keys()));
        for (int i = 0; i < values.size(); i++) {
            var key = table.partitionKeys().get(i);
            if (indexed.contains(key.name())) {
                requireValid(key, values.get(i));
            }
        }
    }

    private static void requireValid(Column key, String value) {
        boolean isNull = value.equals(Partition.NULL_VALUE);
        boolean typed =
                isNull || KeyType.of(key).flatMap(type -> type.read(value)).isPresent();
        if (!typed || value.chars().anyMatch(c -> c <= 2)) {
            throw AwsError.invalidInput("Value '" + value + "' cannot be one of partition key " + key.name()
                    + ", which is part of a partition index: it is no " + key.typeText());
        }
    }

    /** The keys of a table with an index keep names, types and order. */
    static void requireSameKeys(Catalog catalog, Table changed) {
        catalog.find(changed.name())
                .filter(found -> !shape(found.table()).equals(shape(changed)))
                .filter(found -> !of(catalog, changed.name()).isEmpty())
                .ifPresent(found -> {
                    throw AwsError.invalidInput("The partition keys of " + changed.name()
                            + " cannot be changed: it has partition indexes; delete them first");
                });
    }

    private static List<List<String>> shape(Table table) {
        return table.partitionKeys().stream()
                .map(key -> List.of(key.name(), key.typeText()))
                .toList();
    }
}
