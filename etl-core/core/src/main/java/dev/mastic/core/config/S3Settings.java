// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a project reaches S3: the block {@code s3} of {@code mastic.conf}, and what it means in Hadoop's words. Secrets are given by
 * reference and stay in {@link Secret}s until {@link #hadoop} is asked.
 *
 * @param all for all buckets
 * @param buckets what is otherwise for some, by the name of the bucket
 * @see <a href="https://hadoop.apache.org/docs/r3.4.3/hadoop-aws/tools/hadoop-aws/index.html">Hadoop's S3A</a>
 */
public record S3Settings(Settings all, Map<String, Settings> buckets) {
    /** Where credentials come from. */
    enum Credentials {
        /** Where AWS's tools look, in their order: environment, profile, container, machine. */
        DEFAULT,
        KEYS,
        SESSION,
        PROFILE,
        ROLE,
        ANONYMOUS
    }

    /** How the store encrypts what is written. */
    enum Encryption {
        SSE_S3,
        SSE_KMS,
        SSE_C
    }

    private static final Setting<String> ENDPOINT = Setting.parsed(
                    "endpoint", "an address such as https://s3.example.com", S3Endpoint::checked)
            .doc("Where the store answers; by default AWS's, by the region.");
    private static final Setting<String> REGION = Setting.string("region").doc("The region of the buckets.");
    private static final Setting<Boolean> PATH_STYLE =
            Setting.bool("path-style").doc("Whether the bucket stands in the path instead of the host's name.");
    private static final Setting<Credentials> CREDENTIALS = Setting.oneOf("credentials", Credentials.class)
            .doc("Where credentials come from: default, keys, session, profile, role or anonymous.");
    private static final Setting<String> ACCESS_KEY =
            Setting.string("access-key").doc("The access key's id.");
    private static final Setting<Secret> SECRET_KEY =
            Setting.secret("secret-key").doc("The secret access key.");
    private static final Setting<Secret> SESSION_TOKEN =
            Setting.secret("session-token").doc("With credentials = session: the token of temporary keys.");
    private static final Setting<String> PROFILE =
            Setting.string("profile").doc("With credentials = profile: its name in the credentials file.");
    private static final Setting<String> PROFILE_FILE =
            Setting.path("profile-file").doc("With credentials = profile: the file, by default ~/.aws/credentials.");
    private static final Setting<String> ROLE_ARN = Setting.string("role-arn")
            .doc("With credentials = role: the role to take, by means of the keys or AWS's default.");
    private static final Setting<String> STS_ENDPOINT = Setting.parsed(
                    "sts-endpoint", "the name of a host", S3Endpoint::host)
            .doc("With credentials = role: the host that gives roles, by HTTPS; by default AWS's.");
    private static final Setting<Encryption> ENCRYPTION = Setting.oneOf("encryption", Encryption.class)
            .doc("How the store encrypts what is written: sse-s3, sse-kms or sse-c; by default as the bucket says.");
    private static final Setting<String> KMS_KEY =
            Setting.string("kms-key").doc("With encryption = sse-kms: the key's id or ARN, by default the account's.");
    private static final Setting<Secret> ENCRYPTION_KEY =
            Setting.secret("encryption-key").doc("With encryption = sse-c: the key of 32 bytes, in Base64.");
    private static final SettingsSpec BUCKET = SettingsSpec.of(
            ENDPOINT,
            REGION,
            PATH_STYLE,
            CREDENTIALS,
            ACCESS_KEY,
            SECRET_KEY,
            SESSION_TOKEN,
            PROFILE,
            PROFILE_FILE,
            ROLE_ARN,
            STS_ENDPOINT,
            ENCRYPTION,
            KMS_KEY,
            ENCRYPTION_KEY);
    private static final Setting<ConfigObject> BUCKETS =
            Setting.block("buckets").doc("What is otherwise for some buckets: the same settings by the bucket's name.");

    /** Nothing is said: AWS's own endpoint, and Hadoop's chain of credentials. */
    static final S3Settings NONE = new S3Settings(BUCKET.of("s3", Map.of()), Map.of());

    private static final String PREFIX = "fs.s3a.";
    private static final String FILE_SYSTEM = "dev.mastic.core.io.S3FileSystem";
    /** A store that stops to answer is given up within half a minute, where Hadoop's own settings take minutes. */
    private static final Map<String, String> ALWAYS = Map.of(
            "fs.s3a.impl", FILE_SYSTEM,
            "fs.s3.impl", FILE_SYSTEM,
            "fs.s3a.input.stream.type", "classic",
            "fs.s3a.attempts.maximum", "2",
            "fs.s3a.retry.limit", "3",
            "fs.s3a.retry.interval", "250ms",
            "fs.s3a.connection.establish.timeout", "15s",
            "fs.s3a.connection.timeout", "60s");

    /** Copies the buckets. */
    public S3Settings {
        buckets = Map.copyOf(buckets);
    }

    /**
     * Reads the block.
     *
     * @param base the folder that relative paths start from
     */
    static S3Settings read(ConfigObject written, String base, Problems problems) {
        var specs = new ArrayList<Setting<?>>(BUCKET.settings());
        specs.add(BUCKETS);
        var all = new SettingsSpec(specs).read(written, base, problems);
        check(all, all, problems);
        var buckets = new LinkedHashMap<String, Settings>();
        all.find(BUCKETS)
                .ifPresent(block -> block.forEach((name, value) -> {
                    if (value instanceof ConfigObject settings) {
                        var read = BUCKET.read(settings, base, problems);
                        check(read, all, problems);
                        buckets.put(name, read);
                    } else {
                        problems.add(
                                Origin.of(value.origin()),
                                "bucket '" + name + "' must be a block in braces (got " + shown(value) + ")");
                    }
                }));
        return new S3Settings(all, buckets);
    }

    private static String shown(ConfigValue value) {
        return value.valueType().name().toLowerCase(Locale.ROOT);
    }

    /** What belongs to a way and is missing, or is given without it. */
    private static void check(Settings here, Settings around, Problems problems) {
        var credentials = here.find(CREDENTIALS).or(() -> around.find(CREDENTIALS));
        var encryption = here.find(ENCRYPTION).or(() -> around.find(ENCRYPTION));
        here.find(CREDENTIALS).ifPresent(way -> needed(way).forEach(setting -> {
            if (here.find(setting).isEmpty() && around.find(setting).isEmpty()) {
                missing(here, CREDENTIALS, way, setting, problems);
            }
        }));
        here.find(ENCRYPTION).filter(way -> way == Encryption.SSE_C).ifPresent(way -> {
            if (here.find(ENCRYPTION_KEY).or(() -> around.find(ENCRYPTION_KEY)).isEmpty()) {
                missing(here, ENCRYPTION, way, ENCRYPTION_KEY, problems);
            }
        });
        unused(here, ENCRYPTION_KEY, ENCRYPTION, "sse-c", encryption.filter(Encryption.SSE_C::equals), problems);
        unused(here, KMS_KEY, ENCRYPTION, "sse-kms", encryption.filter(Encryption.SSE_KMS::equals), problems);
        unused(here, PROFILE, CREDENTIALS, "profile", credentials.filter(Credentials.PROFILE::equals), problems);
        unused(here, PROFILE_FILE, CREDENTIALS, "profile", credentials.filter(Credentials.PROFILE::equals), problems);
        unused(here, ROLE_ARN, CREDENTIALS, "role", credentials.filter(Credentials.ROLE::equals), problems);
        unused(here, STS_ENDPOINT, CREDENTIALS, "role", credentials.filter(Credentials.ROLE::equals), problems);
        unused(here, SESSION_TOKEN, CREDENTIALS, "session", credentials.filter(Credentials.SESSION::equals), problems);
        for (var key : List.of(ACCESS_KEY, SECRET_KEY)) {
            unused(
                    here,
                    key,
                    CREDENTIALS,
                    "keys, session or role",
                    credentials.filter(S3Settings::takesKeys),
                    problems);
        }
    }

    private static boolean takesKeys(Credentials way) {
        return way == Credentials.KEYS || way == Credentials.SESSION || way == Credentials.ROLE;
    }

    private static List<Setting<?>> needed(Credentials way) {
        return switch (way) {
            case KEYS -> List.of(ACCESS_KEY, SECRET_KEY);
            case SESSION -> List.of(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN);
            case ROLE -> List.of(ROLE_ARN);
            case DEFAULT, PROFILE, ANONYMOUS -> List.of();
        };
    }

    private static void missing(Settings here, Setting<?> of, Enum<?> way, Setting<?> setting, Problems problems) {
        problems.add(
                here.origin(of),
                "missing setting '" + setting.name() + "', which " + of.name() + " = " + Setting.kebab(way) + " needs",
                setting.doc());
    }

    private static void unused(
            Settings here, Setting<?> setting, Setting<?> of, String way, Optional<?> fits, Problems problems) {
        if (here.find(setting).isPresent() && fits.isEmpty()) {
            problems.add(
                    here.origin(setting),
                    "setting '" + setting.name() + "' goes with " + of.name() + " = " + way,
                    "write that, or take it away");
        }
    }

    /** The same in Hadoop's words, with the secrets: for a {@code Configuration}, and for nothing that is shown. */
    public Map<String, String> hadoop() {
        var hadoop = new LinkedHashMap<>(ALWAYS);
        put(all, all, PREFIX, hadoop);
        buckets.forEach((name, settings) -> put(settings, all, PREFIX + "bucket." + name + ".", hadoop));
        return hadoop;
    }

    private static void put(Settings here, Settings around, String prefix, Map<String, String> hadoop) {
        here.find(ENDPOINT).ifPresent(endpoint -> {
            hadoop.put(prefix + "endpoint", endpoint);
            hadoop.put(prefix + "connection.ssl.enabled", String.valueOf(!endpoint.startsWith("http:")));
        });
        here.find(REGION)
                .or(() -> S3Endpoint.region(here.find(ENDPOINT)))
                .ifPresent(region -> hadoop.put(prefix + "endpoint.region", region));
        here.find(PATH_STYLE).ifPresent(is -> hadoop.put(prefix + "path.style.access", is.toString()));
        here.find(ACCESS_KEY).ifPresent(key -> hadoop.put(prefix + "access.key", key));
        here.find(SECRET_KEY).ifPresent(key -> hadoop.put(prefix + "secret.key", key.reveal()));
        here.find(SESSION_TOKEN).ifPresent(token -> hadoop.put(prefix + "session.token", token.reveal()));
        here.find(PROFILE).ifPresent(name -> hadoop.put(prefix + "auth.profile.name", name));
        here.find(PROFILE_FILE).ifPresent(file -> hadoop.put(prefix + "auth.profile.file", file));
        here.find(CREDENTIALS).ifPresent(way -> credentials(way, here, around, prefix, hadoop));
        here.find(ENCRYPTION).ifPresent(way -> hadoop.put(prefix + "encryption.algorithm", algorithm(way)));
        here.find(KMS_KEY).ifPresent(key -> hadoop.put(prefix + "encryption.key", key));
        here.find(ENCRYPTION_KEY).ifPresent(key -> hadoop.put(prefix + "encryption.key", key.reveal()));
    }

    private static void credentials(
            Credentials way, Settings here, Settings around, String prefix, Map<String, String> hadoop) {
        hadoop.put(prefix + "aws.credentials.provider", provider(way));
        if (way == Credentials.ROLE) {
            boolean keys =
                    here.find(SECRET_KEY).or(() -> around.find(SECRET_KEY)).isPresent();
            hadoop.put(
                    prefix + "assumed.role.credentials.provider",
                    provider(keys ? Credentials.KEYS : Credentials.DEFAULT));
            hadoop.put(
                    prefix + "assumed.role.arn",
                    here.find(ROLE_ARN).or(() -> around.find(ROLE_ARN)).orElseThrow());
            here.find(STS_ENDPOINT).or(() -> around.find(STS_ENDPOINT)).ifPresent(endpoint -> {
                hadoop.put(prefix + "assumed.role.sts.endpoint", endpoint);
                hadoop.put(
                        prefix + "assumed.role.sts.endpoint.region",
                        here.find(REGION).or(() -> around.find(REGION)).orElse(S3Endpoint.REGION));
            });
        }
    }

    private static String provider(Credentials way) {
        return switch (way) {
            case DEFAULT -> "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider";
            case KEYS -> "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider";
            case SESSION -> "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider";
            case PROFILE -> "org.apache.hadoop.fs.s3a.auth.ProfileAWSCredentialsProvider";
            case ROLE -> "org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider";
            case ANONYMOUS -> "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider";
        };
    }

    private static String algorithm(Encryption way) {
        return switch (way) {
            case SSE_S3 -> "AES256";
            case SSE_KMS -> "SSE-KMS";
            case SSE_C -> "SSE-C";
        };
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "S3Settings[" + buckets.keySet() + "]";
    }
}
