// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.auth.Bearers;
import dev.mastic.catalog.server.auth.OAuthException;
import dev.mastic.catalog.server.auth.SignedBearers;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Tokens for client credentials, and fresh ones for those that are about to expire.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749: client credentials</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693: token exchange</a>
 */
record TokenRoute(Bearers bearers) {
    static final String PATH = "/v1/oauth/tokens";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String BASIC = "Basic ";

    void answer(Context request) {
        var grant = parameter(request, "grant_type");
        var token =
                switch (grant) {
                    case "client_credentials" -> credentials(request);
                    case "urn:ietf:params:oauth:grant-type:token-exchange" -> exchange(request);
                    default ->
                        throw new OAuthException(
                                "unsupported_grant_type",
                                "No such grant (got " + grant + "; expected client_credentials or token exchange)");
                };
        var json = json().put("access_token", token)
                .put("token_type", "bearer")
                .put("expires_in", SignedBearers.LIFETIME.toSeconds())
                .put("issued_token_type", ACCESS_TOKEN);
        Optional.ofNullable(request.formParam("scope")).ifPresent(scope -> json.put("scope", scope));
        write(request, 200, json);
    }

    private String credentials(Context request) {
        return basic(request)
                .map(pair -> bearers.issue(pair[0], pair[1]))
                .orElseGet(() -> bearers.issue(parameter(request, "client_id"), parameter(request, "client_secret")));
    }

    /** Who still has credentials needs no old token that is good. */
    private String exchange(Context request) {
        return basic(request)
                .map(pair -> bearers.issue(pair[0], pair[1]))
                .orElseGet(() -> bearers.renew(parameter(request, "subject_token")));
    }

    private static Optional<String[]> basic(Context request) {
        return Optional.ofNullable(request.header("Authorization"))
                .filter(header -> header.startsWith(BASIC))
                .map(header -> decoded(header.substring(BASIC.length())).split(":", 2))
                .filter(pair -> pair.length == 2);
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new OAuthException("invalid_request", "The header Authorization is no Base64");
        }
    }

    private static String parameter(Context request, String name) {
        return Optional.ofNullable(request.formParam(name))
                .orElseThrow(() -> new OAuthException("invalid_request", "The form has no " + name));
    }

    static void refuse(OAuthException refused, Context request) {
        boolean unknown = refused.error().equals("invalid_client");
        write(
                request,
                unknown ? 401 : 400,
                json().put("error", refused.error()).put("error_description", refused.getMessage()));
    }

    private static ObjectNode json() {
        return new ObjectMapper().createObjectNode();
    }

    private static void write(Context request, int status, ObjectNode json) {
        request.status(status)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(json.toString());
    }
}
