// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
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
            var request = JSON.treeToValue(WHOLE.readTree(text), kind);
            if (request == null) {
                throw new BadRequestException("Cannot read the request: it is null (expected a JSON object)");
            }
            request.validate();
            return request;
        } catch (JsonProcessingException e) {
            throw new BadRequestException(e, "Cannot read the request: %s", e.getOriginalMessage());
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw new BadRequestException(e, "Cannot read the request: %s", e.getMessage());
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
