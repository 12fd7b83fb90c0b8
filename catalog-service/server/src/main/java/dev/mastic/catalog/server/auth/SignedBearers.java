// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.Access;
import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.PageTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.iceberg.exceptions.NotAuthorizedException;

/**
 * Bearer tokens: those of {@code mastic catalog token}, as {@code name~secret}, and short-lived ones that are given for the same names, or for
 * keys, by OAuth 2. A short-lived token says whom it is for and until when, and is sealed; it ends with the token or key that it was given for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750: bearer tokens</a>
 */
public final class SignedBearers implements Bearers {
    /** How long a token that is given lives. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String KIND = "bearer";
    private static final String SCHEME = "Bearer ";
    private final Keys keys;
    private final AccessTokens tokens;
    private final PageTokens signer;
    private final Clock clock;

    /**
     * The bearers of these keys and tokens.
     *
     * @param key what signs
     */
    public SignedBearers(Keys keys, AccessTokens tokens, StoredKey key, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.signer = new PageTokens(key);
        this.clock = clock;
    }

    @Override
    public Access verify(String authorization) {
        if (authorization == null) {
            throw new NotAuthorizedException("There is no header Authorization (expected Bearer and a token)");
        }
        return Optional.of(authorization)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .flatMap(token -> token.contains("~") ? lasting(token) : given(token))
                .orElseThrow(() ->
                        new NotAuthorizedException("The token is none of this server, has expired, or is revoked"));
    }

    private Optional<Access> lasting(String token) {
        int end = token.indexOf('~');
        return verified(token.substring(0, end), token.substring(end + 1));
    }

    private Optional<Access> verified(String id, String secret) {
        return keys.verify(id, secret).or(() -> tokens.verify(id, secret).map(AccessTokens.Token::access));
    }

    private Optional<Access> given(String token) {
        return subject(token)
                .flatMap(id -> keys.access(id).or(() -> tokens.find(id).map(AccessTokens.Token::access)));
    }

    /** Whom a short-lived token is for; empty if it is none, or no longer good. */
    private Optional<String> subject(String token) {
        try {
            var parts = signer.read(KIND, token).split(" ", 2);
            return Long.parseLong(parts[0]) > clock.instant().getEpochSecond()
                    ? Optional.of(parts[1])
                    : Optional.empty();
        } catch (AwsError e) {
            return Optional.empty();
        }
    }

    @Override
    public String issue(String id, String secret) {
        if (verified(id, secret).isEmpty()) {
            throw new OAuthException("invalid_client", "The client is unknown, or its secret is another one");
        }
        return write(id);
    }

    @Override
    public String renew(String token) {
        return subject(token)
                .filter(id -> keys.access(id).isPresent() || tokens.find(id).isPresent())
                .map(this::write)
                .orElseThrow(() -> new OAuthException(
                        "invalid_grant", "The token is none of this server, has expired, or is revoked"));
    }

    private String write(String id) {
        long end = clock.instant().plus(LIFETIME).getEpochSecond();
        return signer.write(KIND, end + " " + id);
    }
}
