// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Constraints;
import dev.mastic.catalog.server.wire.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The operations that are offered, by name. To add one: a method from its request to its response, and a line that adds it here. */
final class Operations {
    private final Map<String, Function<ObjectNode, SdkPojo>> byName = new TreeMap<>();

    /**
     * Adds an operation.
     *
     * @param builder of its request
     * @param work answers a request that is of the right shape and keeps all constraints of AWS's model; what it throws has changed nothing
     */
    <B extends SdkPojo & SdkBuilder<B, Q>, Q> Operations add(
            String name, Supplier<B> builder, Function<Q, ? extends SdkPojo> work) {
        byName.put(name, body -> {
            var request = Json.fill(body, builder.get());
            Constraints.check(name, body);
            return work.apply(request.build());
        });
        return this;
    }

    /**
     * Does an operation.
     *
     * @throws AwsError if there is none of this name, or the request is not of its shape
     */
    SdkPojo run(String name, ObjectNode body) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> unknown(name))
                .apply(body);
    }

    Set<String> names() {
        return byName.keySet();
    }

    private static AwsError unknown(String name) {
        return AwsError.of(
                "UnknownOperationException",
                GlueNames.ALL.contains(name)
                        ? "The operation " + name + " is not offered by this server"
                        : "There is no operation " + name + " in AWS Glue");
    }

    /** What Glue itself has, as the SDK's client knows it. */
    private static final class GlueNames {
        private static final Set<String> ALL = Arrays.stream(GlueClient.class.getMethods())
                .map(method -> Character.toUpperCase(method.getName().charAt(0))
                        + method.getName().substring(1))
                .collect(Collectors.toSet());
    }
}
