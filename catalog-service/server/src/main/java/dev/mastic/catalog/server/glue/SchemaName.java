// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.RegistryId;
import software.amazon.awssdk.services.glue.model.SchemaId;

/** What a schema is called: the name of its registry, and its own name there. */
record SchemaName(String registry, String schema) {
    /** The registry of schemas that are asked for without one. */
    static final String DEFAULT_REGISTRY = "default-registry";

    /** No name holds it, so nothing of a registry or schema is among what is of another. */
    private static final String END_OF_NAME = "\u0001";

    private static final String ARN = "arn:aws:glue:us-east-1:" + Tables.CATALOG_ID + ":";
    private static final Pattern OF_REGISTRY = Pattern.compile("arn:[^:]+:glue:[^:]*:[^:]*:registry/([^/]+)");
    private static final Pattern OF_SCHEMA = Pattern.compile("arn:[^:]+:glue:[^:]*:[^:]*:schema/([^/]+)/([^/]+)");

    /** The registry that is named, by its name or its ARN; empty if none is. */
    static Optional<String> registry(RegistryId id) {
        if (id == null || (id.registryName() == null && id.registryArn() == null)) {
            return Optional.empty();
        }
        if (id.registryName() != null && id.registryArn() != null) {
            throw AwsError.invalidInput(
                    "RegistryId names a registry twice: give RegistryName or RegistryArn, not both");
        }
        return Optional.of(Optional.ofNullable(id.registryName())
                .orElseGet(() -> matched(OF_REGISTRY, id.registryArn()).group(1)));
    }

    /** The registry that must be named. */
    static String requiredRegistry(RegistryId id) {
        return registry(id)
                .orElseThrow(
                        () -> AwsError.invalidInput("RegistryId names no registry: give RegistryName or RegistryArn"));
    }

    /** The schema that is named, by its name and that of its registry, or its ARN. */
    static SchemaName of(SchemaId id) {
        if (id == null || (id.schemaName() == null && id.schemaArn() == null)) {
            throw AwsError.invalidInput("SchemaId names no schema: give SchemaName with RegistryName, or SchemaArn");
        }
        if (id.schemaArn() == null) {
            return new SchemaName(Optional.ofNullable(id.registryName()).orElse(DEFAULT_REGISTRY), id.schemaName());
        }
        if (id.schemaName() != null || id.registryName() != null) {
            throw AwsError.invalidInput(
                    "SchemaId names a schema twice: give SchemaName with RegistryName, or SchemaArn, not both");
        }
        var arn = matched(OF_SCHEMA, id.schemaArn());
        return new SchemaName(arn.group(1), arn.group(2));
    }

    private static Matcher matched(Pattern pattern, String arn) {
        var matcher = pattern.matcher(arn);
        if (!matcher.matches()) {
            throw AwsError.invalidInput(
                    "'" + arn + "' is no ARN of what is asked for (expected such as arn:aws:glue:REGION:ACCOUNT:"
                            + (pattern == OF_REGISTRY ? "registry/NAME" : "schema/REGISTRY/NAME") + ")");
        }
        return matcher;
    }

    static String registryArn(String registry) {
        return ARN + registryResource(registry);
    }

    /** What its tags hang on. */
    static String registryResource(String registry) {
        return "registry/" + registry;
    }

    /** Begins the keys of all schemas of a registry. */
    static String inRegistry(String registry) {
        return registry + END_OF_NAME;
    }

    String arn() {
        return ARN + resource();
    }

    /** What its tags hang on. */
    String resource() {
        return "schema/" + registry + "/" + schema;
    }

    /** What it is kept under. */
    String key() {
        return inRegistry(registry) + schema;
    }

    /** What the schema of a path such as {@code registry/schema} is kept under. */
    static String keyOf(String path) {
        return path.replace("/", END_OF_NAME);
    }

    /** Begins the keys of all its versions. */
    String inSchema() {
        return key() + END_OF_NAME;
    }

    /** The key by which a version is found by its id. */
    static String versionKey(String id) {
        return END_OF_NAME + id;
    }

    @Override
    public String toString() {
        return schema + " of registry " + registry;
    }
}
