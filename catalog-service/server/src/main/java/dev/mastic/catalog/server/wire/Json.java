// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;

/** Glue's shapes as JSON text. */
public final class Json {
    private static final int DEEPEST = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private Json() {}

    /**
     * Reads the body of a request; an empty one is an empty object.
     *
     * @throws AwsError if it is no JSON object
     */
    public static ObjectNode object(byte[] body) {
        if (body.length == 0) {
            return MAPPER.createObjectNode();
        }
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw AwsError.serialization("The body is no JSON object");
        } catch (JsonProcessingException e) {
            throw AwsError.serialization(
                    "The body is no JSON: " + e.getOriginalMessage().replaceFirst(" *\\(start marker at .*", ""));
        } catch (IOException e) {
            throw AwsError.serialization("The body is no JSON: it is not written in UTF-8");
        }
    }

    /** Reads JSON that was written here. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads JSON that stands in a text of a request.
     *
     * @param what messages call it
     * @throws AwsError an {@code InvalidInputException} if it is none
     */
    public static JsonNode given(String what, String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw AwsError.invalidInput(what + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /** JSON without white space and with members in the order of their names: the same for all texts that say the same. */
    public static String sorted(JsonNode node) {
        try {
            return SORTED.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills a shape from JSON.
     *
     * @throws AwsError if a member is of another type than the shape says
     */
    public static <B extends SdkPojo> B fill(JsonNode object, B builder) {
        return PojoReader.read(object, builder);
    }

    /** A shape of JSON that was written here. */
    public static <B extends SdkPojo> B read(String text, B builder) {
        return PojoReader.read(read(text), builder);
    }

    /** A shape as JSON; members that were not set are left out. */
    public static byte[] bytes(SdkPojo shape) {
        var out = new ByteArrayOutputStream();
        try (var generator = MAPPER.createGenerator(out)) {
            PojoWriter.write(shape, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A shape as a tree. */
    public static ObjectNode tree(SdkPojo shape) {
        return object(bytes(shape));
    }

    /** A shape as text. */
    public static String text(SdkPojo shape) {
        return new String(bytes(shape), StandardCharsets.UTF_8);
    }

    /** An object without members. */
    public static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }
}
