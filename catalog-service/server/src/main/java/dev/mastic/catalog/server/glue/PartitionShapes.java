// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * Partitions between Glue's shape and the catalog's record. A partition has its own columns where it was given some, else those of its
 * table.
 */
final class PartitionShapes {
    private static final String CREATION_TIME = "CreationTime";

    private PartitionShapes() {}

    /** A new partition; its time of creation is kept among what is said of it. */
    static dev.mastic.core.catalog.Partition read(TableVersion table, PartitionInput input, Instant created) {
        Lookup.requireFit(table, input.values());
        var seconds = BigDecimal.valueOf(created.toEpochMilli(), 3);
        return read(input, Attributes.of(rest(input)).with(CREATION_TIME, DecimalNode.valueOf(seconds)));
    }

    /** Another definition of a partition, which keeps its time of creation. */
    static dev.mastic.core.catalog.Partition read(
            TableVersion table, PartitionInput input, dev.mastic.core.catalog.Partition before) {
        Lookup.requireFit(table, input.values());
        var rest = Attributes.of(rest(input));
        return read(
                input,
                before.attributes()
                        .find(CREATION_TIME)
                        .map(time -> rest.with(CREATION_TIME, time))
                        .orElse(rest));
    }

    private static ObjectNode rest(PartitionInput input) {
        var rest = Json.tree(input);
        rest.remove(List.of("Values", "StorageDescriptor", "Parameters"));
        return rest;
    }

    private static dev.mastic.core.catalog.Partition read(PartitionInput input, Attributes attributes) {
        var storage = Optional.ofNullable(input.storageDescriptor())
                .map(Storages::readWithColumns)
                .orElse(Storage.at(""));
        return new dev.mastic.core.catalog.Partition(input.values(), storage, input.parameters(), attributes);
    }

    static Partition write(TableVersion table, dev.mastic.core.catalog.Partition partition) {
        var name = table.table().name();
        return Json.fill(partition.attributes().object(), Partition.builder())
                .values(partition.values())
                .databaseName(name.database())
                .tableName(name.table())
                .storageDescriptor(
                        Storages.write(partition.storage(), table.table().columns())
                                .orElse(null))
                .parameters(partition.parameters())
                .catalogId(Tables.CATALOG_ID)
                .build();
    }

    /** The same without its columns, for readers that know those of the table. */
    static Partition writeWithoutColumns(TableVersion table, dev.mastic.core.catalog.Partition partition) {
        var written = write(table, partition);
        return Optional.ofNullable(written.storageDescriptor())
                .map(storage -> written.toBuilder()
                        .storageDescriptor(withoutColumns(storage))
                        .build())
                .orElse(written);
    }

    private static StorageDescriptor withoutColumns(StorageDescriptor storage) {
        return storage.toBuilder()
                .columns((List<software.amazon.awssdk.services.glue.model.Column>) null)
                .build();
    }
}
