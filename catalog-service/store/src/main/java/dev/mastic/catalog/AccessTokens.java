// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.CatalogObject;
import dev.mastic.core.catalog.CatalogObjects;
import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tokens by which people and programs prove to the server who they are. A token is a name and a secret; the catalog keeps only a hash of
 * the secret, which is random and too long to be guessed, so that a plain hash serves.
 */
public final class AccessTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECRET_BYTES = 32;
    private static final int PAGE = 1000;
    private final CatalogObjects objects;

    /** The tokens that a catalog keeps. */
    public AccessTokens(Catalog catalog) {
        this.objects = catalog.objects();
    }

    /** A token as it is kept. */
    public record Token(Access access, Instant created) {}

    /**
     * Makes a token; its name is that of whom it is for.
     *
     * @return the secret, which nobody can ask for again
     * @throws UsageException if there is one of this name, or the name is none
     */
    public String create(Access access) {
        requireName(access.who());
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        try {
            objects.create(key(access.who()), write(access, secret));
        } catch (AlreadyExistsException e) {
            throw new UsageException(
                    "Cannot make token '" + access.who() + "': there is one of this name: revoke it first", e);
        }
        return secret;
    }

    /** In a credential, the name ends at the first colon. */
    private static void requireName(String who) {
        if (!who.matches("[A-Za-z0-9._@-]{1,100}")) {
            throw new UsageException(
                    "Cannot make token '" + who + "': not a name (expected letters, digits and any of . _ @ -)");
        }
    }

    /** All tokens, sorted by name. */
    public List<Token> list() {
        return Page.all(PAGE, page -> objects.page(ObjectKind.TOKEN, ObjectKey.Owner.NOTHING, "", page)).stream()
                .map(AccessTokens::token)
                .toList();
    }

    /** Ends a token at once, with all that was given for it. Answers whether there was one. */
    public boolean revoke(String who) {
        return objects.drop(key(who));
    }

    /** The token of a name; empty if it is revoked. */
    public Optional<Token> find(String who) {
        return objects.find(key(who)).map(AccessTokens::token);
    }

    /** The token of a name and its secret; empty if there is none, or the secret is another one. */
    public Optional<Token> verify(String who, String secret) {
        return objects.find(key(who))
                .filter(kept ->
                        MessageDigest.isEqual(bytes(read(kept).path("hash").asText()), bytes(hash(secret))))
                .map(AccessTokens::token);
    }

    private static ObjectKey key(String who) {
        return ObjectKey.of(ObjectKind.TOKEN, who);
    }

    private static String write(Access access, String secret) {
        var json = JSON.createObjectNode()
                .put("role", access.role().name().toLowerCase(Locale.ROOT))
                .put("hash", hash(secret));
        var databases = json.putArray("databases");
        new TreeSet<>(access.databases()).forEach(databases::add);
        return json.toString();
    }

    private static Token token(CatalogObject kept) {
        var json = read(kept);
        var databases = new TreeSet<String>();
        json.path("databases").forEach(name -> databases.add(name.asText()));
        var role = Role.valueOf(json.path("role").asText().toUpperCase(Locale.ROOT));
        return new Token(new Access(kept.key().name(), role, databases), kept.created());
    }

    private static JsonNode read(CatalogObject kept) {
        try {
            return JSON.readTree(kept.json());
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read token '" + kept.key().name() + "': it is no JSON", e);
        }
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(secret)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
