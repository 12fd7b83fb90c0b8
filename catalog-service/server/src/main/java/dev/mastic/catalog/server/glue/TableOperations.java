// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableError;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * Tables.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html">Table API</a>
 */
record TableOperations(Catalog catalog, Lookup lookup, SchemaColumns columns, Pages pages) {
    private static final int MOST = 100;

    void addTo(Operations operations) {
        operations
                .add("CreateTable", CreateTableRequest::builder, this::create)
                .add("GetTable", GetTableRequest::builder, this::get)
                .add("GetTables", GetTablesRequest::builder, this::list)
                .add("UpdateTable", UpdateTableRequest::builder, this::update)
                .add("DeleteTable", DeleteTableRequest::builder, this::delete)
                .add("BatchDeleteTable", BatchDeleteTableRequest::builder, this::deleteAll);
    }

    private CreateTableResponse create(CreateTableRequest request) {
        Lookup.refuse("TransactionId", request.transactionId());
        Lookup.refuse("OpenTableFormatInput", request.openTableFormatInput());
        var table = Tables.read(request.databaseName(), columns.resolved(input(request.name(), request.tableInput())));
        try {
            catalog.atomically(() -> {
                var created = catalog.create(table);
                PartitionIndexes.createAll(catalog, created, request.partitionIndexes());
                return created;
            });
            return CreateTableResponse.builder().build();
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists("Table already exists.");
        } catch (NoSuchDatabaseException e) {
            throw Lookup.noDatabase(request.databaseName());
        }
    }

    /** The definition, which the name beside it may name again. */
    private static TableInput input(String name, TableInput input) {
        if (input == null) {
            throw AwsError.invalidInput("TableInput is missing: give the definition of the table");
        } else if (name != null && !Names.fold(name).equals(Names.fold(input.name()))) {
            throw AwsError.invalidInput("A table keeps its name: create another one, and delete this (got "
                    + input.name() + " in TableInput; expected " + name + ")");
        }
        return input;
    }

    private GetTableResponse get(GetTableRequest request) {
        Lookup.refuse("TransactionId", request.transactionId());
        Lookup.refuse("QueryAsOfTime", request.queryAsOfTime());
        return GetTableResponse.builder()
                .table(written(lookup.named(request.databaseName(), request.name())))
                .build();
    }

    /** A link has the name and the target of its own, and all else of what it leads to. */
    private Table written(TableVersion version) {
        return lookup.links()
                .target(version)
                .map(target -> Tables.writeLink(version, target))
                .orElseGet(() -> Tables.write(version));
    }

    private GetTablesResponse list(GetTablesRequest request) {
        Lookup.refuse("TransactionId", request.transactionId());
        Lookup.refuse("QueryAsOfTime", request.queryAsOfTime());
        var wanted = NamePattern.of(request.expression());
        var database = lookup.links().trueName(request.databaseName());
        try {
            var page = pages.page(
                    new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST),
                    part -> catalog.tables(database, wanted, part));
            return GetTablesResponse.builder()
                    .tableList(page.items().stream().map(written(request)).toList())
                    .nextToken(page.token())
                    .build();
        } catch (NoSuchDatabaseException e) {
            throw Lookup.noDatabase(database);
        }
    }

    private Function<TableVersion, Table> written(GetTablesRequest request) {
        var attributes = request.attributesToGet();
        return attributes.isEmpty()
                ? this::written
                : version -> Tables.writeName(version, attributes.contains(TableAttributes.TABLE_TYPE));
    }

    /** Replaces the whole definition: what the request does not say is no more. */
    private UpdateTableResponse update(UpdateTableRequest request) {
        Lookup.refuse("TransactionId", request.transactionId());
        Lookup.refuse("ViewUpdateAction", request.viewUpdateAction());
        Lookup.refuse("UpdateOpenTableFormatInput", request.updateOpenTableFormatInput());
        var table = Tables.read(request.databaseName(), columns.resolved(input(request.name(), request.tableInput())));
        var how = request.versionId() == null
                ? TableUpdate.ofLatest()
                : TableUpdate.from(TableVersionOperations.number(request.versionId()));
        try {
            catalog.atomically(() -> {
                PartitionIndexes.requireSameKeys(catalog, table);
                return catalog.update(table, Boolean.TRUE.equals(request.skipArchive()) ? how.withoutArchive() : how);
            });
            return UpdateTableResponse.builder().build();
        } catch (NoSuchTableException e) {
            throw lookup.missing(table.name());
        }
    }

    private DeleteTableResponse delete(DeleteTableRequest request) {
        Lookup.refuse("TransactionId", request.transactionId());
        var name = Names.table(request.databaseName(), request.name());
        if (!catalog.drop(name)) {
            throw lookup.missing(name);
        }
        return DeleteTableResponse.builder().build();
    }

    private BatchDeleteTableResponse deleteAll(BatchDeleteTableRequest request) {
        Lookup.refuse("TransactionId", request.transactionId());
        lookup.database(request.databaseName());
        var names = request.tablesToDelete().stream()
                .map(table -> Names.table(request.databaseName(), table))
                .toList();
        var dropped = catalog.dropAll(names);
        List<TableError> errors = names.stream()
                .filter(name -> !dropped.contains(name))
                .map(TableOperations::notFound)
                .toList();
        return BatchDeleteTableResponse.builder().errors(errors).build();
    }

    private static TableError notFound(TableName name) {
        return TableError.builder()
                .tableName(name.table())
                .errorDetail(ErrorDetails.notFound("Table " + name.table() + " not found."))
                .build();
    }
}
