// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.AwsError;
import dev.mastic.catalog.server.wire.Json;
import io.apicurio.registry.rules.compatibility.jsonschema.JsonSchemaDiffLibrary;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.everit.json.schema.Schema;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import software.amazon.awssdk.services.glue.model.Compatibility;

/**
 * Whether versions of a JSON Schema may follow each other, as Apicurio's comparison of such schemas has it: one can read what is written by
 * another if all that fits the other fits it too. Where the comparison cannot tell, it says no.
 */
final class JsonSchemaFit {
    private static final int SHOWN = 5;
    /** The comparison takes twice as long for each. */
    private static final int MOST_NOTS = 8;

    private final Compatibility mode;
    private final Schema next;

    /**
     * What is held to earlier versions.
     *
     * @throws AwsError if it cannot be compared
     */
    JsonSchemaFit(Compatibility mode, JsonNode next) {
        this.mode = mode;
        this.next = load("The JSON definition", next);
    }

    /**
     * Holds the definition to an earlier version.
     *
     * @throws AwsError if the mode does not let it follow
     */
    void require(SchemaVersion earlier) {
        var named = "version " + earlier.number() + " of schema " + earlier.name();
        var kept = load("The definition of " + named, Json.read(earlier.shape().schemaDefinition()));
        var broken = new ArrayList<String>();
        if (mode != Compatibility.FORWARD && mode != Compatibility.FORWARD_ALL) {
            broken.addAll(broken(named, kept, next));
        }
        if (mode != Compatibility.BACKWARD && mode != Compatibility.BACKWARD_ALL) {
            broken.addAll(broken(named, next, kept));
        }
        if (!broken.isEmpty()) {
            throw AwsError.invalidInput("The definition breaks the compatibility " + mode + " with " + named + ": "
                    + broken.stream().limit(SHOWN).collect(Collectors.joining("; ")));
        }
    }

    private static List<String> broken(String named, Schema written, Schema read) {
        try {
            return JsonSchemaDiffLibrary.findDifferences(written, read).getIncompatibleDifferences().stream()
                    .map(each -> each.getDiffType() + " at "
                            + (each.getPathUpdated().isEmpty() ? "/" : each.getPathUpdated()) + " (from "
                            + each.getSubSchemaOriginal() + " to " + each.getSubSchemaUpdated() + ")")
                    .sorted()
                    .toList();
        } catch (RuntimeException e) { // as in load
            throw AwsError.invalidInput("The JSON definition cannot be compared with " + named + ": " + e.getMessage());
        }
    }

    private static Schema load(String what, JsonNode document) {
        if (nots(document) > MOST_NOTS) {
            throw AwsError.invalidInput(
                    what + " cannot be compared: its 'not's lie in each other more than " + MOST_NOTS + " deep");
        }
        var loader = SchemaLoader.builder()
                .schemaJson(new JSONObject(listed(document.deepCopy()).toString()))
                .schemaClient(JsonSchemaFit::refuse);
        try {
            return ofDraft(loader, document.path("$schema").asText())
                    .build()
                    .load()
                    .build();
        } catch (RuntimeException e) { // it stumbles over some with exceptions that are not its own
            throw AwsError.invalidInput(what + " cannot be compared: " + e.getMessage());
        }
    }

    private static SchemaLoader.SchemaLoaderBuilder ofDraft(SchemaLoader.SchemaLoaderBuilder loader, String draft) {
        if (draft.contains("draft-04")) {
            return loader;
        }
        return draft.contains("draft-06") ? loader.draftV6Support() : loader.draftV7Support();
    }

    /** What lies elsewhere is not fetched: whoever registers a schema must not send this server somewhere. */
    private static InputStream refuse(String url) {
        throw new IllegalArgumentException("it refers to " + url + " (expected references within the document only)");
    }

    /** With lists of types only: the comparison does not see that one type is among several. */
    private static JsonNode listed(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").isTextual()) {
            var type = object.get("type");
            object.putArray("type").add(type);
        }
        node.forEach(JsonSchemaFit::listed);
        return node;
    }

    private static int nots(JsonNode node) {
        int deepest = 0;
        for (var each : node) {
            deepest = Math.max(deepest, nots(each));
        }
        return deepest + (node.has("not") ? 1 : 0);
    }
}
