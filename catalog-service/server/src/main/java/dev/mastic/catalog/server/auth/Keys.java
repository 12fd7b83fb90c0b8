// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.Access;
import dev.mastic.catalog.Role;
import dev.mastic.core.failure.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * The keys of those who may use the server: a file in the form of AWS's own {@code credentials}, so that clients can use the very file.
 * The name of a profile is the name of whom it belongs to. Two further properties say what they may do: {@value #ROLE} is {@code reader},
 * {@code writer} or {@code admin} (the default), {@value #DATABASES} lists the databases that it is for, with commas between them (default: all).
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and credentials files</a>
 */
public final class Keys {
    private static final String ROLE = "mastic_role";
    private static final String DATABASES = "mastic_databases";
    private final Map<String, Key> byId;

    /** A key: its secret never leaves this package. */
    record Key(String id, String secret, Access access) {
        @Override
        public String toString() {
            return "Key[" + id + " of " + access.who() + "]";
        }
    }

    /** No keys at all: whoever comes must have a token. */
    public static Keys none() {
        return new Keys(Map.of());
    }

    private Keys(Map<String, Key> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * Reads a file.
     *
     * @throws UsageException if it is no such file, or has no key
     */
    public static Keys read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("Cannot read the keys in " + file + ": there is no such file");
        }
        var keys = new LinkedHashMap<String, Key>();
        for (var profile : profiles(file)) {
            var key = key(file, profile);
            if (keys.putIfAbsent(key.id(), key) != null) {
                throw new UsageException("Cannot read the keys in " + file + ": two profiles have the key " + key.id());
            }
        }
        if (keys.isEmpty()) {
            throw new UsageException("Cannot read the keys in " + file
                    + ": it has no profile (expected [name] with aws_access_key_id and aws_secret_access_key)");
        }
        return new Keys(keys);
    }

    private static Iterable<Profile> profiles(Path file) {
        try {
            return ProfileFile.builder()
                    .content(file)
                    .type(ProfileFile.Type.CREDENTIALS)
                    .build()
                    .profiles()
                    .values();
        } catch (SdkException | IllegalArgumentException e) {
            throw new UsageException("Cannot read the keys in " + file + ": " + e.getMessage(), e);
        }
    }

    private static Key key(Path file, Profile profile) {
        return new Key(
                property(file, profile, ProfileProperty.AWS_ACCESS_KEY_ID),
                property(file, profile, ProfileProperty.AWS_SECRET_ACCESS_KEY),
                new Access(profile.name(), role(file, profile), databases(profile)));
    }

    private static Role role(Path file, Profile profile) {
        var written = profile.property(ROLE).orElse("admin").strip();
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(written))
                .findFirst()
                .orElseThrow(() -> new UsageException("Cannot read the keys in " + file + ": profile " + profile.name()
                        + " has an unknown " + ROLE + " (got " + written + "; expected reader, writer or admin)"));
    }

    private static Set<String> databases(Profile profile) {
        return Arrays.stream(profile.property(DATABASES).orElse("").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String property(Path file, Profile profile, String name) {
        return profile.property(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new UsageException(
                        "Cannot read the keys in " + file + ": profile " + profile.name() + " has no " + name));
    }

    Optional<Key> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What the owner of a key may do. */
    Optional<Access> access(String id) {
        return find(id).map(Key::access);
    }

    /** The same for one who knows the secret. */
    Optional<Access> verify(String id, String secret) {
        return find(id).filter(key -> MessageDigest.isEqual(
                        key.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)))
                .map(Key::access);
    }
}
