// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseAttributes;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.ResourceShareType;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseResponse;

/**
 * Databases.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-databases.html">Database API</a>
 */
record DatabaseOperations(Catalog catalog, Lookup lookup, Pages pages, Tags tags) {
    private static final int MOST = 100;

    void addTo(Operations operations) {
        operations
                .add("CreateDatabase", CreateDatabaseRequest::builder, this::create)
                .add("GetDatabase", GetDatabaseRequest::builder, this::get)
                .add("GetDatabases", GetDatabasesRequest::builder, this::list)
                .add("UpdateDatabase", UpdateDatabaseRequest::builder, this::update)
                .add("DeleteDatabase", DeleteDatabaseRequest::builder, this::delete);
    }

    private CreateDatabaseResponse create(CreateDatabaseRequest request) {
        try {
            var database = Databases.read(request.databaseInput());
            catalog.atomically(() -> {
                catalog.createDatabase(database);
                tags.add(resource(database.name()), request.tags());
                return database;
            });
            return CreateDatabaseResponse.builder().build();
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists("Database already exists.");
        }
    }

    private GetDatabaseResponse get(GetDatabaseRequest request) {
        return GetDatabaseResponse.builder()
                .database(written(lookup.database(request.name())))
                .build();
    }

    /** A link has the name and the target of its own, and all else of what it leads to. */
    private Database written(KeptDatabase database) {
        return lookup.links()
                .target(database)
                .map(target -> Databases.writeLink(database, target))
                .orElseGet(() -> Databases.write(database));
    }

    /** All databases are of this catalog: shares of other accounts and federated ones are empty lists. */
    private GetDatabasesResponse list(GetDatabasesRequest request) {
        var share = request.resourceShareType();
        if (share == ResourceShareType.FOREIGN || share == ResourceShareType.FEDERATED) {
            return GetDatabasesResponse.builder().databaseList(List.of()).build();
        }
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST), catalog::databases);
        return GetDatabasesResponse.builder()
                .databaseList(page.items().stream().map(written(request)).toList())
                .nextToken(page.token())
                .build();
    }

    private Function<KeptDatabase, Database> written(GetDatabasesRequest request) {
        return request.attributesToGet().equals(List.of(DatabaseAttributes.NAME))
                ? Databases::writeName
                : this::written;
    }

    private UpdateDatabaseResponse update(UpdateDatabaseRequest request) {
        var database = Databases.read(request.databaseInput());
        if (!database.name().equals(Names.fold(request.name()))) {
            throw AwsError.invalidInput("A database keeps its name (got " + database.name()
                    + " in DatabaseInput; expected " + Names.fold(request.name()) + ")");
        }
        try {
            catalog.updateDatabase(database);
            return UpdateDatabaseResponse.builder().build();
        } catch (NoSuchDatabaseException e) {
            throw Lookup.noDatabase(request.name());
        }
    }

    /** With all its tables, as in Glue. */
    private DeleteDatabaseResponse delete(DeleteDatabaseRequest request) {
        try {
            catalog.dropDatabaseWithTables(Names.fold(request.name()));
            return DeleteDatabaseResponse.builder().build();
        } catch (NoSuchDatabaseException e) {
            throw Lookup.noDatabase(request.name());
        }
    }

    private static String resource(String name) {
        return "database/" + name;
    }
}
