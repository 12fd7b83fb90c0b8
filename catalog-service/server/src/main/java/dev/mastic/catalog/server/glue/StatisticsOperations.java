// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.ColumnError;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsError;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableResponse;

/** Statistics of columns, of tables and of partitions. They are kept as they are said; nobody computes them here. */
record StatisticsOperations(Catalog catalog, Lookup lookup) {
    void addTo(Operations operations) {
        operations
                .add("GetColumnStatisticsForTable", GetColumnStatisticsForTableRequest::builder, this::get)
                .add("UpdateColumnStatisticsForTable", UpdateColumnStatisticsForTableRequest::builder, this::update)
                .add("DeleteColumnStatisticsForTable", DeleteColumnStatisticsForTableRequest::builder, this::delete)
                .add("GetColumnStatisticsForPartition", GetColumnStatisticsForPartitionRequest::builder, this::get)
                .add(
                        "UpdateColumnStatisticsForPartition",
                        UpdateColumnStatisticsForPartitionRequest::builder,
                        this::update)
                .add(
                        "DeleteColumnStatisticsForPartition",
                        DeleteColumnStatisticsForPartitionRequest::builder,
                        this::delete);
    }

    private GetColumnStatisticsForTableResponse get(GetColumnStatisticsForTableRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var found = find(ownerOf(table), request.columnNames());
        return GetColumnStatisticsForTableResponse.builder()
                .columnStatisticsList(found.statistics())
                .errors(found.errors())
                .build();
    }

    private GetColumnStatisticsForPartitionResponse get(GetColumnStatisticsForPartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var found = find(ownerOf(table, request.partitionValues()), request.columnNames());
        return GetColumnStatisticsForPartitionResponse.builder()
                .columnStatisticsList(found.statistics())
                .errors(found.errors())
                .build();
    }

    private UpdateColumnStatisticsForTableResponse update(UpdateColumnStatisticsForTableRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        return UpdateColumnStatisticsForTableResponse.builder()
                .errors(put(table, ownerOf(table), request.columnStatisticsList()))
                .build();
    }

    private UpdateColumnStatisticsForPartitionResponse update(UpdateColumnStatisticsForPartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        var owner = ownerOf(table, request.partitionValues());
        return UpdateColumnStatisticsForPartitionResponse.builder()
                .errors(put(table, owner, request.columnStatisticsList()))
                .build();
    }

    private DeleteColumnStatisticsForTableResponse delete(DeleteColumnStatisticsForTableRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        drop(ownerOf(table), request.columnName());
        return DeleteColumnStatisticsForTableResponse.builder().build();
    }

    private DeleteColumnStatisticsForPartitionResponse delete(DeleteColumnStatisticsForPartitionRequest request) {
        var table = lookup.table(request.databaseName(), request.tableName());
        drop(ownerOf(table, request.partitionValues()), request.columnName());
        return DeleteColumnStatisticsForPartitionResponse.builder().build();
    }

    private static ObjectKey.Owner ownerOf(TableVersion table) {
        return ObjectKey.Owner.table(table.table().name());
    }

    private ObjectKey.Owner ownerOf(TableVersion table, List<String> values) {
        Lookup.requireFit(table, values);
        var name = table.table().name();
        if (catalog.partitionsOf(name).find(values).isEmpty()) {
            throw AwsError.entityNotFound(PartitionOperations.NOT_FOUND);
        }
        return ObjectKey.Owner.partition(name, values);
    }

    private record Found(List<ColumnStatistics> statistics, List<ColumnError> errors) {}

    private Found find(ObjectKey.Owner owner, List<String> columns) {
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        for (var column : columns) {
            catalog.objects()
                    .find(key(owner, column))
                    .map(kept ->
                            Json.read(kept.json(), ColumnStatistics.builder()).build())
                    .ifPresentOrElse(
                            found.statistics()::add, () -> found.errors().add(notFound(column)));
        }
        return found;
    }

    private static ColumnError notFound(String column) {
        return ColumnError.builder()
                .columnName(column)
                .error(ErrorDetails.notFound("Statistics of column " + column + " not found."))
                .build();
    }

    private List<ColumnStatisticsError> put(
            TableVersion table, ObjectKey.Owner owner, List<ColumnStatistics> statistics) {
        return catalog.atomically(() -> {
            var errors = new ArrayList<ColumnStatisticsError>();
            for (var each : statistics) {
                if (hasColumn(table, each.columnName())) {
                    var folded = each.toBuilder()
                            .columnName(Names.fold(each.columnName()))
                            .build();
                    catalog.objects().put(key(owner, each.columnName()), Json.text(folded));
                } else {
                    errors.add(unknown(each));
                }
            }
            return errors;
        });
    }

    private static ColumnStatisticsError unknown(ColumnStatistics statistics) {
        return ColumnStatisticsError.builder()
                .columnStatistics(statistics)
                .error(ErrorDetails.notFound("Column " + statistics.columnName() + " not found."))
                .build();
    }

    private static boolean hasColumn(TableVersion table, String name) {
        return Stream.concat(table.table().columns().stream(), table.table().partitionKeys().stream())
                .anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private void drop(ObjectKey.Owner owner, String column) {
        if (!catalog.objects().drop(key(owner, column))) {
            throw AwsError.entityNotFound("Statistics of column " + column + " not found.");
        }
    }

    private static ObjectKey key(ObjectKey.Owner owner, String column) {
        return new ObjectKey(ObjectKind.COLUMN_STATISTICS, owner, Names.fold(column));
    }
}
