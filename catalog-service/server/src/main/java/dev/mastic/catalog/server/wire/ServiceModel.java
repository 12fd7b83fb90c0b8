// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AWS's own description of Glue's operations and shapes, for what the SDK's classes do not tell: which members are required, how long
 * texts and lists may be, which patterns they follow. It comes from AWS's library of models, is not copied here, and is read on first use.
 */
final class ServiceModel {
    private static final String RESOURCE = "glue-model.json";
    private final JsonNode operations;
    private final JsonNode shapes;
    private final Map<String, Shape> known = new ConcurrentHashMap<>();

    private ServiceModel(JsonNode model) {
        this.operations = model.path("operations");
        this.shapes = model.path("shapes");
    }

    private static final class Holder {
        private static final ServiceModel MODEL = load();
    }

    static ServiceModel get() {
        return Holder.MODEL;
    }

    private static ServiceModel load() {
        try (var in = ServiceModel.class.getResourceAsStream(RESOURCE)) {
            return new ServiceModel(Json.object(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shape of an operation's request; empty for one that the model does not have. */
    Optional<Shape> input(String operation) {
        var name = operations.path(operation).path("input").path("shape");
        return name.isMissingNode() ? Optional.empty() : Optional.of(shape(name.asText()));
    }

    Shape shape(String name) {
        return known.computeIfAbsent(name, each -> Shape.of(each, shapes.path(each)));
    }
}
