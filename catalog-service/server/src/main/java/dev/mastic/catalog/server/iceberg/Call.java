// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import dev.mastic.catalog.MasticIcebergCatalog;
import dev.mastic.catalog.Role;
import dev.mastic.catalog.server.auth.Callers;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.RESTUtil;

/** One request under {@value IcebergFace#ROOT}. The names in its path are read from the path as it was sent: a name may hold any letter. */
record Call(Context request, IcebergTables tables, Callers callers) {
    MasticIcebergCatalog iceberg() {
        return tables.iceberg();
    }

    private static final String SEPARATOR = "%1F";
    private static final int NAMESPACE = 2;
    private static final int TABLE = 4;

    /** Checks that the caller has a role in the database of a namespace; there are none with several levels. */
    void require(Role needed, Namespace namespace) {
        if (namespace.length() == 1) {
            callers.require(needed, namespace.level(0).toLowerCase(Locale.ROOT));
        } else {
            callers.requireSomewhere(needed);
        }
    }

    /** The namespace in the path. */
    Namespace namespace() {
        return namespace(part(NAMESPACE));
    }

    private static Namespace namespace(String encoded) {
        try {
            return RESTUtil.decodeNamespace(encoded, SEPARATOR);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e, "Cannot read namespace '%s': %s", encoded, e.getMessage());
        }
    }

    /** The table or view in the path. */
    TableIdentifier table() {
        try {
            return TableIdentifier.of(namespace(), RESTUtil.decodeString(part(TABLE)));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e, "Cannot read name '%s': %s", part(TABLE), e.getMessage());
        }
    }

    private String part(int index) {
        var path = request.req().getRequestURI().substring(IcebergFace.ROOT.length() + 1);
        return path.split("/", -1)[index];
    }

    /** A namespace in the query; empty where none is named. */
    Namespace parent() {
        return query("parent")
                .filter(name -> !name.isEmpty())
                .map(RESTUtil::namespaceFromQueryParam)
                .orElse(Namespace.empty());
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(request.queryParam(name));
    }

    /** Whether a flag of the query is set. */
    boolean flag(String name) {
        var value = query(name).orElse("false");
        return switch (value) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default ->
                throw new BadRequestException(
                        "Cannot read '%s': it is no truth (got %s; expected true or false)", name, value);
        };
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.header(name));
    }

    <T extends RESTRequest> T body(Class<T> kind) {
        return IcebergJson.read(request.body(), kind);
    }

    void answer(RESTResponse response) {
        request.status(200).contentType("application/json").result(IcebergJson.write(response));
    }

    void answerNothing() {
        request.status(204);
    }
}
