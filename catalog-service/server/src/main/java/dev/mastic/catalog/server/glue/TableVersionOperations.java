// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.Catalog;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsResponse;
import software.amazon.awssdk.services.glue.model.TableVersion;
import software.amazon.awssdk.services.glue.model.TableVersionError;

/** Versions of tables, newest first. The newest is the table itself: it cannot be deleted alone. */
record TableVersionOperations(Catalog catalog, Lookup lookup, Pages pages) {
    private static final int MOST = 100;
    private static final String NOT_FOUND = "Version not found.";

    void addTo(Operations operations) {
        operations
                .add("GetTableVersion", GetTableVersionRequest::builder, this::get)
                .add("GetTableVersions", GetTableVersionsRequest::builder, this::list)
                .add("DeleteTableVersion", DeleteTableVersionRequest::builder, this::delete)
                .add("BatchDeleteTableVersion", BatchDeleteTableVersionRequest::builder, this::deleteAll);
    }

    /** The number of a version as clients write it. */
    static long number(String version) {
        if (!version.matches("\\d{1,18}")) {
            throw AwsError.invalidInput("VersionId '" + version + "' is no version (expected a whole number)");
        }
        return Long.parseLong(version);
    }

    private GetTableVersionResponse get(GetTableVersionRequest request) {
        var newest = lookup.table(request.databaseName(), request.tableName());
        var found = request.versionId() == null
                ? newest
                : catalog.findVersion(newest.table().name(), number(request.versionId()))
                        .orElseThrow(() -> AwsError.entityNotFound(NOT_FOUND));
        return GetTableVersionResponse.builder().tableVersion(written(found)).build();
    }

    private static TableVersion written(dev.mastic.core.catalog.TableVersion version) {
        return TableVersion.builder()
                .table(Tables.write(version))
                .versionId(Long.toString(version.version()))
                .build();
    }

    private GetTableVersionsResponse list(GetTableVersionsRequest request) {
        var name = lookup.table(request.databaseName(), request.tableName())
                .table()
                .name();
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST),
                part -> catalog.versions(name, part));
        return GetTableVersionsResponse.builder()
                .tableVersions(page.items().stream()
                        .map(TableVersionOperations::written)
                        .toList())
                .nextToken(page.token())
                .build();
    }

    private DeleteTableVersionResponse delete(DeleteTableVersionRequest request) {
        var name = lookup.table(request.databaseName(), request.tableName())
                .table()
                .name();
        if (catalog.dropVersions(name, Set.of(number(request.versionId()))).isEmpty()) {
            throw AwsError.entityNotFound(NOT_FOUND);
        }
        return DeleteTableVersionResponse.builder().build();
    }

    private BatchDeleteTableVersionResponse deleteAll(BatchDeleteTableVersionRequest request) {
        var name = lookup.table(request.databaseName(), request.tableName())
                .table()
                .name();
        var asked = request.versionIds().stream()
                .map(TableVersionOperations::number)
                .collect(Collectors.toSet());
        var dropped = catalog.dropVersions(name, asked);
        return BatchDeleteTableVersionResponse.builder()
                .errors(request.versionIds().stream()
                        .filter(version -> !dropped.contains(number(version)))
                        .map(version -> TableVersionError.builder()
                                .tableName(name.table())
                                .versionId(version)
                                .errorDetail(ErrorDetails.notFound(NOT_FOUND))
                                .build())
                        .toList())
                .build();
    }
}
