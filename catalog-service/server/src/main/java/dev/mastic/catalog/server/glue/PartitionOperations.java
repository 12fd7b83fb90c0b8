// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;

/**
 * Single partitions, and their lists.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-partitions.html">Partition API</a>
 */
record PartitionOperations(Catalog catalog, Lookup lookup, Pages pages) {
    static final String NOT_FOUND = "Cannot find partition.";
    static final String EXISTS = "Partition already exists.";
    private static final int MOST = 1000;

    void addTo(Operations operations) {
        operations
                .add("CreatePartition", CreatePartitionRequest::builder, this::create)
                .add("GetPartition", GetPartitionRequest::builder, this::get)
                .add("GetPartitions", GetPartitionsRequest::builder, this::list)
                .add("UpdatePartition", UpdatePartitionRequest::builder, this::update)
                .add("DeletePartition", DeletePartitionRequest::builder, this::delete);
    }

    private CreatePartitionResponse create(CreatePartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var partition = PartitionShapes.read(table, request.partitionInput(), Instant.now());
        PartitionIndexes.requireValid(catalog, table, partition.values());
        if (!partitions(table).create(List.of(partition)).isEmpty()) {
            throw AwsError.alreadyExists(EXISTS);
        }
        return CreatePartitionResponse.builder().build();
    }

    private GetPartitionResponse get(GetPartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        Lookup.requireFit(table, request.partitionValues());
        var partition = find(partitions(table), request.partitionValues());
        return GetPartitionResponse.builder()
                .partition(PartitionShapes.write(table, partition))
                .build();
    }

    private GetPartitionsResponse list(GetPartitionsRequest request) {
        Lookup.refuse("TransactionId", request.transactionId());
        Lookup.refuse("QueryAsOfTime", request.queryAsOfTime());
        var table = lookup.table(request.databaseName(), request.tableName());
        var filter = filter(table, request.expression());
        var segment = segment(request);
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST),
                part -> partitions(table).page(filter, segment, part));
        boolean bare = Boolean.TRUE.equals(request.excludeColumnSchema());
        return GetPartitionsResponse.builder()
                .partitions(page.items().stream()
                        .map(each -> bare
                                ? PartitionShapes.writeWithoutColumns(table, each)
                                : PartitionShapes.write(table, each))
                        .toList())
                .nextToken(page.token())
                .build();
    }

    /** A blank expression is none, as old clients send it. */
    private static PartitionFilter filter(TableVersion table, String expression) {
        return expression == null || expression.isBlank()
                ? PartitionFilter.ALL
                : PartitionFilter.parse(expression, table.table().partitionKeys());
    }

    private static Segment segment(GetPartitionsRequest request) {
        return Optional.ofNullable(request.segment())
                .map(each -> new Segment(each.segmentNumber(), each.totalSegments()))
                .orElse(Segment.ALL);
    }

    private UpdatePartitionResponse update(UpdatePartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        Lookup.requireFit(table, request.partitionValueList());
        try {
            catalog.atomically(() -> {
                var partitions = partitions(table);
                var before = find(partitions, request.partitionValueList());
                var after = PartitionShapes.read(table, request.partitionInput(), before);
                PartitionIndexes.requireValid(catalog, table, after.values());
                partitions.replace(before.values(), after);
                return after;
            });
            return UpdatePartitionResponse.builder().build();
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists(EXISTS);
        }
    }

    private DeletePartitionResponse delete(DeletePartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        Lookup.requireFit(table, request.partitionValues());
        if (partitions(table).drop(List.of(request.partitionValues())).isEmpty()) {
            throw AwsError.entityNotFound(NOT_FOUND);
        }
        return DeletePartitionResponse.builder().build();
    }

    private Partitions partitions(TableVersion table) {
        return catalog.partitionsOf(table.table().name());
    }

    private static Partition find(Partitions partitions, List<String> values) {
        return partitions.find(values).orElseThrow(() -> AwsError.entityNotFound(NOT_FOUND));
    }
}
