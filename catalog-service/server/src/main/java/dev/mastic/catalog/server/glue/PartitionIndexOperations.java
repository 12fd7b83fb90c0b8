// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import software.amazon.awssdk.services.glue.model.CreatePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionIndexResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionIndexResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesResponse;

/** Partition indexes. They are whole as soon as they are created. */
record PartitionIndexOperations(Catalog catalog, Lookup lookup) {
    void addTo(Operations operations) {
        operations
                .add("CreatePartitionIndex", CreatePartitionIndexRequest::builder, this::create)
                .add("GetPartitionIndexes", GetPartitionIndexesRequest::builder, this::list)
                .add("DeletePartitionIndex", DeletePartitionIndexRequest::builder, this::delete);
    }

    private CreatePartitionIndexResponse create(CreatePartitionIndexRequest request) {
        catalog.atomically(() -> {
            var table = lookup.table(request.databaseName(), request.tableName());
            PartitionIndexes.create(catalog, table, request.partitionIndex());
            return table;
        });
        return CreatePartitionIndexResponse.builder().build();
    }

    /** At most three: they are one page. */
    private GetPartitionIndexesResponse list(GetPartitionIndexesRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName()).table();
        return GetPartitionIndexesResponse.builder()
                .partitionIndexDescriptorList(PartitionIndexes.of(catalog, table.name()).stream()
                        .map(index -> PartitionIndexes.describe(table, index))
                        .toList())
                .build();
    }

    private DeletePartitionIndexResponse delete(DeletePartitionIndexRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName()).table();
        if (!catalog.objects().drop(PartitionIndexes.key(table.name(), request.indexName()))) {
            throw AwsError.entityNotFound("Partition index " + request.indexName() + " not found.");
        }
        return DeletePartitionIndexResponse.builder().build();
    }
}
