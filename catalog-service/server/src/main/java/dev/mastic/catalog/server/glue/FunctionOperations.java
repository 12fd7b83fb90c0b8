// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.DeleteUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.DeleteUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsResponse;
import software.amazon.awssdk.services.glue.model.UpdateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.UpdateUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/** User-defined functions of databases: their classes and where those lie. Nobody loads them here. */
record FunctionOperations(Catalog catalog, Lookup lookup, Pages pages) {
    private static final int MOST = 100;
    private static final int CHUNK = 1000;

    void addTo(Operations operations) {
        operations
                .add("CreateUserDefinedFunction", CreateUserDefinedFunctionRequest::builder, this::create)
                .add("GetUserDefinedFunction", GetUserDefinedFunctionRequest::builder, this::get)
                .add("GetUserDefinedFunctions", GetUserDefinedFunctionsRequest::builder, this::list)
                .add("UpdateUserDefinedFunction", UpdateUserDefinedFunctionRequest::builder, this::update)
                .add("DeleteUserDefinedFunction", DeleteUserDefinedFunctionRequest::builder, this::delete);
    }

    private CreateUserDefinedFunctionResponse create(CreateUserDefinedFunctionRequest request) {
        var name = name(request.functionInput());
        try {
            catalog.objects().create(key(request.databaseName(), name), json(request.functionInput(), name));
            return CreateUserDefinedFunctionResponse.builder().build();
        } catch (AlreadyExistsException e) {
            throw AwsError.alreadyExists("UserDefinedFunction already exists.");
        } catch (NoSuchDatabaseException e) {
            throw Lookup.noDatabase(request.databaseName());
        }
    }

    private static String name(UserDefinedFunctionInput input) {
        if (input.functionName() == null) {
            throw AwsError.invalidInput("FunctionInput needs a FunctionName");
        }
        return Names.fold(input.functionName());
    }

    private static String json(UserDefinedFunctionInput input, String name) {
        return Json.text(input.toBuilder().functionName(name).build());
    }

    private GetUserDefinedFunctionResponse get(GetUserDefinedFunctionRequest request) {
        lookup.database(request.databaseName());
        var kept = catalog.objects()
                .find(key(request.databaseName(), request.functionName()))
                .orElseThrow(() -> notFound(request.functionName()));
        return GetUserDefinedFunctionResponse.builder()
                .userDefinedFunction(written(kept))
                .build();
    }

    private GetUserDefinedFunctionsResponse list(GetUserDefinedFunctionsRequest request) {
        if (request.databaseName() != null) {
            lookup.database(request.databaseName());
        }
        var named = NamePattern.of(request.pattern());
        Predicate<UserDefinedFunction> wanted = each -> named.test(each.functionName())
                && (request.functionType() == null || request.functionType() == each.functionType());
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST),
                part -> page(request.databaseName(), wanted, part));
        return GetUserDefinedFunctionsResponse.builder()
                .userDefinedFunctions(page.items())
                .nextToken(page.token())
                .build();
    }

    /** Functions are few: all of them are read for each page, in the order of databases and names. */
    private Page<UserDefinedFunction> page(String database, Predicate<UserDefinedFunction> wanted, PageRequest part) {
        var databases = database == null
                ? catalog.databases().stream().map(each -> each.name())
                : Stream.of(Names.fold(database));
        List<UserDefinedFunction> rest = databases
                .flatMap(this::functions)
                .filter(wanted)
                .sorted(Comparator.comparing(FunctionOperations::place))
                .filter(each -> part.after().isEmpty()
                        || place(each).compareTo(part.after().get()) > 0)
                .limit(part.limit() + 1L)
                .toList();
        return Page.of(rest, part.limit(), FunctionOperations::place);
    }

    /** No database has a name with this character. */
    private static String place(UserDefinedFunction function) {
        return function.databaseName() + "\u0001" + function.functionName();
    }

    private Stream<UserDefinedFunction> functions(String database) {
        return Page.all(CHUNK, part -> catalog.objects()
                        .page(ObjectKind.FUNCTION, ObjectKey.Owner.database(database), "", part))
                .stream()
                .map(FunctionOperations::written);
    }

    private UpdateUserDefinedFunctionResponse update(UpdateUserDefinedFunctionRequest request) {
        lookup.database(request.databaseName());
        var before = key(request.databaseName(), request.functionName());
        var input = request.functionInput();
        var name = input.functionName() == null ? before.name() : name(input);
        if (!name.equals(before.name())) {
            throw AwsError.invalidInput("A function keeps its name (got " + name + "; expected " + before.name() + ")");
        }
        catalog.atomically(() -> {
            if (catalog.objects().find(before).isEmpty()) {
                throw notFound(request.functionName());
            }
            return catalog.objects().put(before, json(input, name));
        });
        return UpdateUserDefinedFunctionResponse.builder().build();
    }

    private DeleteUserDefinedFunctionResponse delete(DeleteUserDefinedFunctionRequest request) {
        lookup.database(request.databaseName());
        if (!catalog.objects().drop(key(request.databaseName(), request.functionName()))) {
            throw notFound(request.functionName());
        }
        return DeleteUserDefinedFunctionResponse.builder().build();
    }

    private static AwsError notFound(String name) {
        return AwsError.entityNotFound("UserDefinedFunction " + Names.fold(name) + " not found.");
    }

    private static ObjectKey key(String database, String function) {
        return new ObjectKey(ObjectKind.FUNCTION, ObjectKey.Owner.database(Names.fold(database)), Names.fold(function));
    }

    private static UserDefinedFunction written(CatalogObject kept) {
        return Json.read(kept.json(), UserDefinedFunction.builder())
                .databaseName(kept.key().owner().database().orElseThrow())
                .createTime(kept.created())
                .catalogId(Tables.CATALOG_ID)
                .build();
    }
}
