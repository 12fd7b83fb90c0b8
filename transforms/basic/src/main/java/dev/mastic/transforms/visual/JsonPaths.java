// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Values at several paths of a JSON text, found in one reading of it. Public for Spark's generated code. */
public final class JsonPaths implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> paths;
    private transient Node root;

    JsonPaths(List<JsonPath> paths) {
        this.paths = paths.stream().map(JsonPath::text).toList();
    }

    /** What lies below a way that some of the paths go. */
    private static final class Node {
        private final Map<JsonPath.Step, Node> below = new HashMap<>();
        private final List<Integer> ends = new ArrayList<>();

        Node at(JsonPath.Step step) {
            return below.get(step);
        }
    }

    /**
     * The texts at the paths, in their order; null where there is nothing, or null.
     *
     * @return null if the text is not JSON
     */
    public InternalRow values(UTF8String text) {
        try (var parser = JSON.createParser(text.getBytes())) {
            var found = new Found(paths.size());
            if (parser.nextToken() == null) {
                return null;
            }
            found.walk(parser, root());
            return parser.nextToken() == null ? found.row(paths) : null;
        } catch (IOException e) {
            return null; // the caller says what becomes of a text that is not JSON
        }
    }

    private Node root() {
        var ready = root;
        if (ready == null) {
            ready = new Node();
            for (int i = 0; i < paths.size(); i++) {
                var node = ready;
                for (var step : JsonPath.parse(paths.get(i)).steps()) {
                    node = node.below.computeIfAbsent(step, each -> new Node());
                }
                node.ends.add(i);
            }
            root = ready;
        }
        return ready;
    }

    /** What was found in one text. */
    private static final class Found {
        private final List<List<String>> byPath = new ArrayList<>();

        Found(int paths) {
            for (int i = 0; i < paths; i++) {
                byPath.add(new ArrayList<>());
            }
        }

        /** Reads the value that the parser stands on, to its end. */
        void walk(JsonParser parser, Node node) throws IOException {
            if (node == null) {
                parser.skipChildren();
            } else if (node.ends.isEmpty()) {
                walkInside(parser, node);
            } else {
                var json = json(parser);
                node.ends.forEach(path -> byPath.get(path).add(json));
                if (!node.below.isEmpty()) {
                    try (var inner = JSON.createParser(json)) {
                        inner.nextToken();
                        walkInside(inner, node);
                    }
                }
            }
        }

        private void walkInside(JsonParser parser, Node node) throws IOException {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var field = new JsonPath.Field(parser.currentName());
                    parser.nextToken();
                    walk(parser, node.at(field));
                }
            } else if (parser.currentToken() == JsonToken.START_ARRAY) {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    walkElement(parser, node.at(new JsonPath.Element(i)), node.at(new JsonPath.Each()));
                }
            }
        }

        private void walkElement(JsonParser parser, Node one, Node each) throws IOException {
            if (one == null || each == null) {
                walk(parser, one == null ? each : one);
                return;
            }
            var json = json(parser);
            for (var node : List.of(one, each)) {
                try (var inner = JSON.createParser(json)) {
                    inner.nextToken();
                    walk(inner, node);
                }
            }
        }

        InternalRow row(List<String> paths) throws IOException {
            var row = new GenericInternalRow(paths.size());
            for (int i = 0; i < paths.size(); i++) {
                var found = byPath.get(i);
                if (!found.isEmpty()) {
                    var text = JsonPath.parse(paths.get(i)).isMany()
                            ? "[" + String.join(",", found) + "]"
                            : text(found.get(0));
                    row.update(i, UTF8String.fromString(text));
                }
            }
            return row;
        }
    }

    /** A text without its quotes, null as null, others as JSON. */
    private static String text(String json) throws IOException {
        try (var parser = JSON.createParser(json)) {
            var token = parser.nextToken();
            return token == JsonToken.VALUE_STRING ? parser.getText() : token == JsonToken.VALUE_NULL ? null : json;
        }
    }

    /** The value that the parser stands on, numbers with all their digits. */
    private static String json(JsonParser parser) throws IOException {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            int depth = 0;
            for (var token = parser.currentToken(); ; token = parser.nextToken()) {
                copy(token, parser, generator);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 0) {
                    break;
                }
            }
        }
        return text.toString();
    }

    private static void copy(JsonToken token, JsonParser parser, JsonGenerator generator) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            generator.writeFieldName(parser.currentName());
        } else if (token.isNumeric()) {
            generator.writeNumber(parser.getText());
        } else {
            generator.copyCurrentEvent(parser);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonPaths that && paths.equals(that.paths);
    }

    @Override
    public int hashCode() {
        return paths.hashCode();
    }

    @Override
    public String toString() {
        return paths.toString();
    }
}
