// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.Role;
import dev.mastic.catalog.server.auth.Callers;
import dev.mastic.catalog.server.run.ConnectionTests;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionResponse;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.ConnectionInput;
import software.amazon.awssdk.services.glue.model.ConnectionStatus;
import software.amazon.awssdk.services.glue.model.CreateConnectionRequest;
import software.amazon.awssdk.services.glue.model.CreateConnectionResponse;
import software.amazon.awssdk.services.glue.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.GetConnectionRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionResponse;
import software.amazon.awssdk.services.glue.model.GetConnectionsFilter;
import software.amazon.awssdk.services.glue.model.GetConnectionsRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionsResponse;
import software.amazon.awssdk.services.glue.model.TestConnectionRequest;
import software.amazon.awssdk.services.glue.model.TestConnectionResponse;
import software.amazon.awssdk.services.glue.model.UpdateConnectionRequest;
import software.amazon.awssdk.services.glue.model.UpdateConnectionResponse;

/** Connections. Secrets in them, wherever they stand, are given only to admins who ask for them by {@code HidePassword} false. */
final class ConnectionOperations {
    private static final int MOST = 1000;
    /** Drivers do more than connect if a URL tells them so; what else stands in these, is looked at when they are used. */
    private static final List<String> KINDS = List.of("jdbc:postgresql:", "jdbc:sqlite:");

    private static final Pattern KIND = Pattern.compile("jdbc:[\\w+.-]{1,40}:");
    private final Catalog catalog;
    private final Pages pages;
    private final Tags tags;
    private final Callers callers;
    private final ConnectionTests tests;
    private final Kept kept;

    ConnectionOperations(Catalog catalog, Pages pages, Tags tags, Callers callers, ConnectionTests tests) {
        this.catalog = catalog;
        this.pages = pages;
        this.tags = tags;
        this.callers = callers;
        this.tests = tests;
        this.kept = new Kept(catalog.objects(), ObjectKind.CONNECTION, "Connection");
    }

    void addTo(Operations operations) {
        operations
                .add("CreateConnection", CreateConnectionRequest::builder, this::create)
                .add("GetConnection", GetConnectionRequest::builder, this::get)
                .add("GetConnections", GetConnectionsRequest::builder, this::list)
                .add("UpdateConnection", UpdateConnectionRequest::builder, this::update)
                .add("DeleteConnection", DeleteConnectionRequest::builder, this::delete)
                .add("BatchDeleteConnection", BatchDeleteConnectionRequest::builder, this::deleteAll)
                .add("TestConnection", TestConnectionRequest::builder, this::test);
    }

    private CreateConnectionResponse create(CreateConnectionRequest request) {
        var input = checked(request.connectionInput());
        catalog.atomically(() -> {
            var created = kept.create(input.name(), input);
            tags.add(resource(input.name()), request.tags());
            return created;
        });
        return CreateConnectionResponse.builder()
                .createConnectionStatus(ConnectionStatus.READY)
                .build();
    }

    /** Nothing is reached out for here, so what would ask for that is refused. */
    private static ConnectionInput checked(ConnectionInput input) {
        if (Boolean.TRUE.equals(input.validateCredentials())) {
            throw AwsError.invalidInput("ValidateCredentials is not offered by this server: leave it out");
        }
        Lookup.refuse("AuthenticationConfiguration", input.authenticationConfiguration());
        Optional.ofNullable(input.connectionPropertiesAsStrings().get(ConnectionJson.URL))
                .filter(url -> KINDS.stream().noneMatch(url::startsWith))
                .ifPresent(url -> {
                    throw AwsError.invalidInput(ConnectionJson.URL + " leads to a database that is not offered (got "
                            + kind(url) + "; expected " + String.join(" or ", KINDS) + ")");
                });
        return input;
    }

    /** The rest of a URL may hold a password. */
    private static String kind(String url) {
        var kind = KIND.matcher(url);
        return kind.lookingAt() ? kind.group() : "no URL of JDBC";
    }

    private GetConnectionResponse get(GetConnectionRequest request) {
        requireForSecrets(request.hidePassword());
        return GetConnectionResponse.builder()
                .connection(written(kept.get(request.name()), request.hidePassword()))
                .build();
    }

    private void requireForSecrets(Boolean hidden) {
        if (Boolean.FALSE.equals(hidden)) {
            callers.requireEverywhere(Role.ADMIN);
        }
    }

    private GetConnectionsResponse list(GetConnectionsRequest request) {
        requireForSecrets(request.hidePassword());
        var page = pages.page(
                new Pages.Asked(request, request.nextToken(), request.maxResults(), MOST), part -> page(request, part));
        return GetConnectionsResponse.builder()
                .connectionList(page.items())
                .nextToken(page.token())
                .build();
    }

    private Page<Connection> page(GetConnectionsRequest request, PageRequest part) {
        var all = kept.page(part).map(each -> written(each, request.hidePassword()));
        return new Page<>(
                all.items().stream()
                        .filter(each -> matches(each, request.filter()))
                        .toList(),
                all.next());
    }

    private static boolean matches(Connection connection, GetConnectionsFilter filter) {
        if (filter == null) {
            return true;
        }
        boolean isOfType = filter.connectionType() == null || filter.connectionType() == connection.connectionType();
        return isOfType && connection.matchCriteria().containsAll(filter.matchCriteria());
    }

    private UpdateConnectionResponse update(UpdateConnectionRequest request) {
        var input = checked(request.connectionInput());
        if (!input.name().equals(request.name())) {
            throw AwsError.invalidInput(
                    "A connection keeps its name (got " + input.name() + "; expected " + request.name() + ")");
        }
        catalog.atomically(() -> kept.replace(request.name(), input));
        return UpdateConnectionResponse.builder().build();
    }

    private DeleteConnectionResponse delete(DeleteConnectionRequest request) {
        catalog.atomically(() -> drop(request.connectionName()));
        return DeleteConnectionResponse.builder().build();
    }

    private String drop(String name) {
        kept.drop(name);
        tags.drop(resource(name));
        return name;
    }

    private BatchDeleteConnectionResponse deleteAll(BatchDeleteConnectionRequest request) {
        var done = new ArrayList<String>();
        var errors = new HashMap<String, ErrorDetail>();
        for (var name : request.connectionNameList()) {
            try {
                done.add(catalog.atomically(() -> drop(name)));
            } catch (AwsError e) {
                errors.put(name, ErrorDetails.of(e));
            }
        }
        return BatchDeleteConnectionResponse.builder()
                .succeeded(done)
                .errors(errors)
                .build();
    }

    /** Really connects, by a connection that is kept. */
    private TestConnectionResponse test(TestConnectionRequest request) {
        Lookup.refuse("TestConnectionInput", request.testConnectionInput());
        if (request.connectionName() == null) {
            throw AwsError.invalidInput("ConnectionName is missing: name a connection that is kept");
        }
        kept.get(request.connectionName());
        tests.test(request.connectionName());
        return TestConnectionResponse.builder().build();
    }

    private static String resource(String name) {
        return "connection/" + name;
    }

    /** As in AWS, a password that is hidden is left out; one within a URL is covered. */
    private static Connection written(CatalogObject object, Boolean hidden) {
        var json = Boolean.FALSE.equals(hidden) ? object.json() : ConnectionJson.withoutSecrets(object.json());
        return Json.read(json, Connection.builder())
                .creationTime(object.created())
                .lastUpdatedTime(object.updated())
                .status(ConnectionStatus.READY)
                .build();
    }
}
