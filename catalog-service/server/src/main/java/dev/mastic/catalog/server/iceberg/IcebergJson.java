// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.rest.RESTMessage;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.RESTSerializers;

/** The protocol's JSON, by Iceberg's own serializers. */
final class IcebergJson {
    private static final ObjectMapper JSON = mapper();
    /** Iceberg's deserializers read trees in the midst of the text, which a mapper that looks for its end would refuse. */
    private static final ObjectReader WHOLE =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> PROPERTIES = Set.of("properties", "updates", "summary");

    private IcebergJson() {}

    private static ObjectMapper mapper() {
        var mapper = new ObjectMapper();
        mapper.setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.setPropertyNamingStrategy(new PropertyNamingStrategies.KebabCaseStrategy());
        RESTSerializers.registerAll(mapper);
        return mapper;
    }

    /**
     * Reads a request.
     *
     * @throws BadRequestException if the text is no such request
     */
    static <T extends RESTRequest> T read(String text, Class<T> kind) {
        try {
            var tree = WHOLE.readTree(text);
            requireNoNulls(tree, "");
            var request = JSON.treeToValue(tree, kind);
            request.validate();
            return request;
        } catch (JsonMappingException e) {
            throw new BadRequestException(e, "Cannot read the request: it is not of the expected form%s", place(e));
        } catch (JsonProcessingException e) {
            throw new BadRequestException(e, "Cannot read the request: %s", e.getOriginalMessage());
        } catch (IllegalArgumentException
                | UnsupportedOperationException
                | NullPointerException
                | ClassCastException e) {
            throw new BadRequestException(e, "Cannot read the request: %s", e.getMessage());
        }
    }

    /** What Jackson says beside it names classes of the inside. */
    private static String place(JsonMappingException e) {
        var path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : " at '" + path + "'";
    }

    /** A field that is null is one that is not there, but no list and no map of properties may hold it. */
    private static void requireNoNulls(JsonNode node, String name) {
        if (node.isNull() || node.isMissingNode()) {
            throw new BadRequestException("Cannot read the request: %s is null", name.isEmpty() ? "it" : name);
        }
        boolean holdsNone = PROPERTIES.contains(name);
        node.fields().forEachRemaining(field -> {
            if (holdsNone || !field.getValue().isNull()) {
                requireNoNulls(field.getValue(), field.getKey());
            }
        });
        if (node.isArray()) {
            node.forEach(element -> requireNoNulls(element, element.isNull() ? name : ""));
        }
    }

    static String write(RESTResponse response) {
        return print(response);
    }

    private static String print(RESTMessage message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Cannot write a " + message.getClass().getSimpleName(), e);
        }
    }
}
