// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.catalog.Access;
import dev.mastic.catalog.server.auth.Bearers;
import io.javalin.http.UnauthorizedResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.exceptions.NotAuthorizedException;

/**
 * Who looks at the pages. Programs send a bearer token; a browser asks for a user and a password, which are the name and the secret of a
 * token, or the id and the secret of a key. As the secret is sent, other machines should reach the server by TLS only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617: the Basic scheme</a>
 */
record SignIn(Bearers bearers) {
    private static final Pattern BASIC = Pattern.compile("Basic +([A-Za-z0-9+/]+={0,2})", Pattern.CASE_INSENSITIVE);

    /**
     * Who sends a request.
     *
     * @param authorization the header of this name; null if there is none
     * @throws UnauthorizedResponse if it is nobody known
     */
    Access verify(String authorization) {
        try {
            return bearers.verify(
                    Optional.ofNullable(authorization).map(SignIn::bearer).orElse(null));
        } catch (NotAuthorizedException e) {
            var refused = new UnauthorizedResponse(
                    "Sign in with a token (its name and its secret) or with a key of this server (its id and its secret).");
            refused.initCause(e);
            throw refused;
        }
    }

    /** What a browser sends, as a program would. */
    private static String bearer(String authorization) {
        var basic = BASIC.matcher(authorization.strip());
        if (!basic.matches()) {
            return authorization;
        }
        try {
            var credentials = new String(Base64.getDecoder().decode(basic.group(1)), StandardCharsets.UTF_8);
            return "Bearer " + credentials.replaceFirst(":", "~");
        } catch (IllegalArgumentException e) {
            // no Base64: it is shown to the verifier as it is, which knows no such scheme
            return authorization;
        }
    }
}
