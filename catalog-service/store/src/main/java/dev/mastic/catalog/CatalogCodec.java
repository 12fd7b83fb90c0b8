// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The JSON of definitions, without the names that stand in columns of their own, so that a rename touches no definition. Every document
 * carries its version; one of a newer Mastic is refused. Equal definitions give equal text.
 */
final class CatalogCodec {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CatalogCodec() {}

    static String write(Database database) {
        var node = document();
        database.description().ifPresent(text -> node.put("description", text));
        database.location().ifPresent(text -> node.put("location", text));
        put(node, database.attributes());
        return put(node, "parameters", database.parameters()).toString();
    }

    static Database readDatabase(String name, String text) {
        var node = document(text);
        return new Database(
                name, text(node, "description"), text(node, "location"), map(node, "parameters"), attributes(node));
    }

    static String write(Table table) {
        var node = document();
        node.set("columns", columns(table.columns()));
        node.set("partitionKeys", columns(table.partitionKeys()));
        node.set("storage", node(table.storage()));
        put(node, table.attributes());
        return put(node, "parameters", table.parameters()).toString();
    }

    static Table readTable(TableName name, String text) {
        var node = document(text);
        return new Table(
                name,
                columns(node.path("columns")),
                columns(node.path("partitionKeys")),
                storage(node.path("storage")),
                map(node, "parameters"),
                attributes(node));
    }

    /** All of a partition but its values. */
    static String write(Partition partition) {
        var node = document();
        node.set("storage", node(partition.storage()));
        put(node, partition.attributes());
        return put(node, "parameters", partition.parameters()).toString();
    }

    static Partition readPartition(String values, String text) {
        return readPartition(readValues(values), text);
    }

    static Partition readPartition(List<String> values, String text) {
        var node = document(text);
        return new Partition(values, storage(node.path("storage")), map(node, "parameters"), attributes(node));
    }

    /** The values of a partition as one text that is equal exactly when they are. */
    static String writeValues(List<String> values) {
        var array = JSON.createArrayNode();
        values.forEach(array::add);
        return array.toString();
    }

    static List<String> readValues(String text) {
        return texts(parse(text));
    }

    /** What {@link #writeValues} has written, if it has. */
    static List<String> values(String text) throws JsonProcessingException {
        return texts(JSON.readTree(text));
    }

    private static List<String> texts(JsonNode array) {
        var values = new ArrayList<String>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static ArrayNode columns(List<Column> columns) {
        var array = JSON.createArrayNode();
        for (var column : columns) {
            var node = array.addObject().put("name", column.name()).put("type", TypeString.print(column.type()));
            column.written().ifPresent(text -> node.put("written", text));
            column.comment().ifPresent(comment -> node.put("comment", comment));
            put(node, "parameters", column.parameters());
        }
        return array;
    }

    private static List<Column> columns(JsonNode array) {
        var columns = new ArrayList<Column>();
        for (var node : array) {
            columns.add(new Column(
                    node.path("name").asText(),
                    TypeString.parse(node.path("type").asText()),
                    text(node, "comment"),
                    map(node, "parameters"),
                    text(node, "written")));
        }
        return columns;
    }

    private static ObjectNode node(Storage storage) {
        var node = JSON.createObjectNode()
                .put("location", storage.location())
                .put("inputFormat", storage.inputFormat())
                .put("outputFormat", storage.outputFormat())
                .put("serde", storage.serde())
                .put("compressed", storage.compressed());
        put(node, storage.attributes());
        return put(node, "serdeParameters", storage.serdeParameters());
    }

    private static Storage storage(JsonNode node) {
        return new Storage(
                node.path("location").asText(),
                node.path("inputFormat").asText(),
                node.path("outputFormat").asText(),
                node.path("serde").asText(),
                map(node, "serdeParameters"),
                node.path("compressed").asBoolean(),
                attributes(node));
    }

    /** As text, for their numbers keep all digits. */
    private static void put(ObjectNode node, Attributes attributes) {
        if (!attributes.isEmpty()) {
            node.put("attributes", attributes.json());
        }
    }

    private static Attributes attributes(JsonNode node) {
        return text(node, "attributes").map(Attributes::new).orElse(Attributes.NONE);
    }

    /** An empty map is left out; keys are sorted. */
    private static ObjectNode put(ObjectNode node, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            var inner = node.putObject(name);
            new TreeMap<>(map).forEach(inner::put);
        }
        return node;
    }

    private static Map<String, String> map(JsonNode node, String name) {
        var map = new HashMap<String, String>();
        node.path(name)
                .fields()
                .forEachRemaining(
                        entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }

    private static ObjectNode document() {
        return JSON.createObjectNode().put("format", VERSION);
    }

    private static JsonNode document(String text) {
        var document = parse(text);
        int version = document.path("format").asInt();
        if (version != VERSION) {
            throw new EtlException("Cannot read the catalog: it was written by another version of Mastic (got format "
                    + version + "; expected " + VERSION + "): use that version, or a newer one");
        }
        return document;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read the catalog: " + e.getOriginalMessage(), e);
        }
    }
}
