// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signing in with a key by a browser: the id of the key is the user, its secret the password. As the secret is sent, other machines should
 * reach the server by TLS only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">The Basic scheme of HTTP</a>
 */
public record BasicSignIn(Keys keys) {
    private static final Pattern BASIC = Pattern.compile("Basic +([A-Za-z0-9+/]+={0,2})", Pattern.CASE_INSENSITIVE);

    /**
     * Whose key it is; empty if there is none, or it is none of the server's.
     *
     * @param authorization the header of this name
     */
    public Optional<String> owner(Optional<String> authorization) {
        return authorization.flatMap(BasicSignIn::decoded).flatMap(this::ownerOf);
    }

    private Optional<String> ownerOf(String credentials) {
        int colon = credentials.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : keys.find(credentials.substring(0, colon))
                        .filter(key -> isEqual(key.secret(), credentials.substring(colon + 1)))
                        .map(Keys.Key::owner);
    }

    private static Optional<String> decoded(String header) {
        var found = BASIC.matcher(header.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // Not what the scheme says is as good as nothing: it is asked for again.
            return Optional.empty();
        }
    }

    /** Takes as long for a secret that is almost right. */
    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
