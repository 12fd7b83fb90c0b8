// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionFailureEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/** Many partitions by one request. What cannot be done for one of them is said in {@code Errors}; the others are done. */
record PartitionBatchOperations(Catalog catalog, Lookup lookup) {
    void addTo(Operations operations) {
        operations
                .add("BatchCreatePartition", BatchCreatePartitionRequest::builder, this::create)
                .add("BatchGetPartition", BatchGetPartitionRequest::builder, this::get)
                .add("BatchUpdatePartition", BatchUpdatePartitionRequest::builder, this::update)
                .add("BatchDeletePartition", BatchDeletePartitionRequest::builder, this::delete);
    }

    private BatchCreatePartitionResponse create(BatchCreatePartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var errors = new ArrayList<PartitionError>();
        var wanted = new LinkedHashMap<List<String>, Partition>();
        var now = Instant.now();
        for (var input : request.partitionInputList()) {
            read(table, input, now, errors).ifPresent(partition -> {
                if (wanted.putIfAbsent(partition.values(), partition) != null) {
                    errors.add(error(partition.values(), AwsError.alreadyExists(PartitionOperations.EXISTS)));
                }
            });
        }
        var there = catalog.partitionsOf(table.table().name()).create(List.copyOf(wanted.values()));
        wanted.keySet().stream()
                .filter(there::contains)
                .forEach(values -> errors.add(error(values, AwsError.alreadyExists(PartitionOperations.EXISTS))));
        return BatchCreatePartitionResponse.builder().errors(errors).build();
    }

    private Optional<Partition> read(
            TableVersion table, PartitionInput input, Instant now, List<PartitionError> errors) {
        try {
            var partition = PartitionShapes.read(table, input, now);
            PartitionIndexes.requireValid(catalog, table, partition.values());
            return Optional.of(partition);
        } catch (AwsError e) {
            errors.add(error(input.values(), e));
            return Optional.empty();
        }
    }

    private static PartitionError error(List<String> values, AwsError error) {
        return PartitionError.builder()
                .partitionValues(values)
                .errorDetail(ErrorDetails.of(error))
                .build();
    }

    /** Those that there are; the others are passed over in silence, as in Glue. */
    private BatchGetPartitionResponse get(BatchGetPartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var asked = request.partitionsToGet().stream()
                .map(PartitionValueList::values)
                .toList();
        asked.forEach(values -> Lookup.requireFit(table, values));
        return BatchGetPartitionResponse.builder()
                .partitions(catalog.partitionsOf(table.table().name()).findAll(asked).stream()
                        .map(partition -> PartitionShapes.write(table, partition))
                        .toList())
                .unprocessedKeys(List.of())
                .build();
    }

    private BatchUpdatePartitionResponse update(BatchUpdatePartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var errors = catalog.atomically(() -> request.entries().stream()
                .flatMap(entry -> update(table, entry).stream())
                .toList());
        return BatchUpdatePartitionResponse.builder().errors(errors).build();
    }

    private Optional<BatchUpdatePartitionFailureEntry> update(
            TableVersion table, BatchUpdatePartitionRequestEntry entry) {
        try {
            Lookup.requireFit(table, entry.partitionValueList());
            var partitions = catalog.partitionsOf(table.table().name());
            var before = partitions
                    .find(entry.partitionValueList())
                    .orElseThrow(() -> AwsError.entityNotFound(PartitionOperations.NOT_FOUND));
            var after = PartitionShapes.read(table, entry.partitionInput(), before);
            PartitionIndexes.requireValid(catalog, table, after.values());
            if (!after.values().equals(before.values())
                    && partitions.find(after.values()).isPresent()) {
                throw AwsError.alreadyExists(PartitionOperations.EXISTS);
            }
            partitions.replace(before.values(), after);
            return Optional.empty();
        } catch (AwsError e) {
            return Optional.of(BatchUpdatePartitionFailureEntry.builder()
                    .partitionValueList(entry.partitionValueList())
                    .errorDetail(ErrorDetails.of(e))
                    .build());
        }
    }

    private BatchDeletePartitionResponse delete(BatchDeletePartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var errors = new ArrayList<PartitionError>();
        var wanted = new HashSet<List<String>>();
        for (var each : request.partitionsToDelete()) {
            try {
                Lookup.requireFit(table, each.values());
                wanted.add(each.values());
            } catch (AwsError e) {
                errors.add(error(each.values(), e));
            }
        }
        var dropped = catalog.partitionsOf(table.table().name()).drop(wanted);
        wanted.stream()
                .filter(values -> !dropped.contains(values))
                .forEach(values -> errors.add(error(values, AwsError.entityNotFound(PartitionOperations.NOT_FOUND))));
        return BatchDeletePartitionResponse.builder().errors(errors).build();
    }
}
