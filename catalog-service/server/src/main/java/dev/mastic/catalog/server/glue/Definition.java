// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import software.amazon.awssdk.services.glue.model.DataFormat;

/** What a version of a schema says: a text that is a schema of its format. */
record Definition(DataFormat format, String text, JsonNode tree) {
    private static final long VERSION_BITS = 0x8000;
    private static final long VERSION_MASK = 0xf000;
    private static final long VARIANT_MASK = 0xc000_0000_0000_0000L;
    private static final long VARIANT_BITS = 0x8000_0000_0000_0000L;

    /**
     * Reads a definition.
     *
     * @throws AwsError if the format is not offered, or the text is no schema of it
     */
    static Definition of(DataFormat format, String text) {
        requireOffered(format);
        if (text == null) {
            throw AwsError.invalidInput("SchemaDefinition is missing: give the first version with the schema");
        }
        var tree = Json.given("The " + format + " definition", text);
        if (format == DataFormat.AVRO) {
            AvroSchemas.parse(text);
        } else {
            JsonSchemas.check(tree);
        }
        return new Definition(format, text, tree);
    }

    static void requireOffered(DataFormat format) {
        if (format != DataFormat.AVRO && format != DataFormat.JSON) {
            throw AwsError.invalidInput("DataFormat " + format + " is not offered by this server: give AVRO or JSON");
        }
    }

    /** The id of the version that says this: the same for texts that differ in white space and the order of members only. */
    String id(String seed) {
        try {
            var said = seed + format + Json.sorted(tree);
            var hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8)));
            long first = hash.getLong();
            long second = hash.getLong();
            return new UUID((first & ~VERSION_MASK) | VERSION_BITS, (second & ~VARIANT_MASK) | VARIANT_BITS).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
