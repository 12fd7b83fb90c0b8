// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds requests to what AWS's model says of their members: required, lengths, numbers, patterns, enumerations. Speaks as AWS does:
 * {@code 1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal
 * to 100}.
 */
public final class Constraints {
    private static final int SHOWN = 200;
    private final ServiceModel model = ServiceModel.get();
    private final List<String> errors = new ArrayList<>();

    private Constraints() {}

    /**
     * Checks a request whose members are of the right types.
     *
     * @throws AwsError a {@code ValidationException} that lists all that is wrong
     */
    public static void check(String operation, ObjectNode request) {
        var constraints = new Constraints();
        constraints.model.input(operation).ifPresent(shape -> constraints.check(shape, request, ""));
        constraints.throwIfAny();
    }

    private void throwIfAny() {
        if (!errors.isEmpty()) {
            throw AwsError.of(
                    "ValidationException",
                    errors.size() + (errors.size() == 1 ? " validation error" : " validation errors") + " detected: "
                            + String.join("; ", errors));
        }
    }

    private void check(Shape shape, JsonNode node, String path) {
        switch (shape.type()) {
            case "structure" -> structure(shape, node, path);
            case "list" -> list(shape, node, path);
            case "map" -> map(shape, node, path);
            case "string" -> text(shape, node, path);
            case "integer", "long", "double", "float" -> range(shape, node, path);
            default -> {}
        }
    }

    private void structure(Shape shape, JsonNode node, String path) {
        for (var name : shape.required()) {
            if (!node.hasNonNull(name)) {
                errors.add("Value null at '" + path + lower(name)
                        + "' failed to satisfy constraint: Member must not be null");
            }
        }
        shape.members().forEach((name, member) -> {
            if (node.hasNonNull(name)) {
                check(model.shape(member), node.get(name), path + lower(name) + ".");
            }
        });
    }

    private void list(Shape shape, JsonNode node, String path) {
        length(shape, node.size(), node, path);
        var member = model.shape(shape.members().get("member"));
        for (int i = 0; i < node.size(); i++) {
            check(member, node.get(i), path + (i + 1) + ".member.");
        }
    }

    private void map(Shape shape, JsonNode node, String path) {
        length(shape, node.size(), node, path);
        var key = model.shape(shape.members().get("key"));
        var value = model.shape(shape.members().get("value"));
        for (var entry : node.properties()) {
            check(key, TextNode.valueOf(entry.getKey()), path);
            check(value, entry.getValue(), path + entry.getKey() + ".member.");
        }
    }

    private void text(Shape shape, JsonNode node, String path) {
        var text = node.asText();
        length(shape, text.codePointCount(0, text.length()), node, path);
        if (!shape.words().isEmpty() && !shape.words().contains(text)) {
            refuse(shape, node, path, "Member must satisfy enum value set: " + shape.words());
        }
        shape.pattern()
                .filter(pattern -> !pattern.matcher(text).matches())
                .ifPresent(pattern ->
                        refuse(shape, node, path, "Member must satisfy regular expression pattern: " + pattern));
    }

    private void length(Shape shape, int length, JsonNode node, String path) {
        shape.least()
                .filter(least -> length < least)
                .ifPresent(least -> refuse(
                        shape, node, path, "Member must have length greater than or equal to " + least.longValue()));
        shape.most()
                .filter(most -> length > most)
                .ifPresent(most ->
                        refuse(shape, node, path, "Member must have length less than or equal to " + most.longValue()));
    }

    private void range(Shape shape, JsonNode node, String path) {
        shape.least()
                .filter(least -> node.asDouble() < least)
                .ifPresent(least ->
                        refuse(shape, node, path, "Member must have value greater than or equal to " + plain(least)));
        shape.most()
                .filter(most -> node.asDouble() > most)
                .ifPresent(most ->
                        refuse(shape, node, path, "Member must have value less than or equal to " + plain(most)));
    }

    private void refuse(Shape shape, JsonNode node, String path, String constraint) {
        var at = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
        errors.add("Value " + shown(shape, node) + "at '" + at + "' failed to satisfy constraint: " + constraint);
    }

    /** AWS shows neither secrets nor long values. */
    private static String shown(Shape shape, JsonNode node) {
        var text = node.isValueNode() ? node.asText() : node.toString();
        return shape.sensitive() || text.length() > SHOWN ? "" : "'" + text + "' ";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
