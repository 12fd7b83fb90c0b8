// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a record, as inference sees it. Kept until its record is known to be whole. */
sealed interface JsonValue {
    /** Levels that become structs and arrays; what lies deeper is text, as a string column reads it. */
    int DEEPEST = 100;

    /** How much of a value its example shows, in bytes. */
    int SHOWN = 100;

    /** The start of the value as it is written. */
    String shown();

    /** Takes the value down where it was seen. */
    void observe(Observation place, String path, long line);

    /** A value without parts. */
    record Leaf(Type.Primitive type, String shown) implements JsonValue {
        @Override
        public void observe(Observation place, String path, long line) {
            place.value(type, new Example(path, line, shown));
        }
    }

    /** A whole number beyond 64 bits. */
    record Exact(BigDecimal number, String shown) implements JsonValue {
        @Override
        public void observe(Observation place, String path, long line) {
            place.number(number, new Example(path, line, shown));
        }
    }

    /** An object. */
    record Members(Map<String, JsonValue> byName, String shown) implements JsonValue {
        @Override
        public void observe(Observation place, String path, long line) {
            place.struct(new Example(path, line, shown));
            byName.forEach((name, value) -> value.observe(place.field(name), path, line));
        }
    }

    /** An array. */
    record Elements(List<JsonValue> values, String shown) implements JsonValue {
        @Override
        public void observe(Observation place, String path, long line) {
            place.array(new Example(path, line, shown));
            values.forEach(value -> value.observe(place.element(), path, line));
        }
    }

    /** The record that begins with the current token. */
    static JsonValue of(RecordParser parser) throws IOException, MisfitException {
        return of(parser, 1);
    }

    private static JsonValue of(RecordParser parser, int level) throws IOException, MisfitException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> level > DEEPEST ? text(parser) : members(parser, level);
            case START_ARRAY -> level > DEEPEST ? text(parser) : elements(parser, level);
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> new Leaf(Type.Primitive.DOUBLE, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Leaf(Type.Primitive.BOOLEAN, parser.getText());
            default -> new Leaf(Type.Primitive.NULL, parser.getText());
        };
    }

    private static JsonValue members(RecordParser parser, int level) throws IOException, MisfitException {
        int from = parser.position() - 1;
        var byName = new LinkedHashMap<String, JsonValue>();
        String name = null;
        try {
            while ((name = parser.nextFieldName()) != null) {
                parser.nextToken();
                if (byName.put(name, of(parser, level + 1)) != null) {
                    throw new MisfitException("the key stands twice");
                }
            }
        } catch (MisfitException e) {
            throw e.within(new ColumnPath.Name(name));
        }
        return new Members(byName, parser.shown(from, SHOWN));
    }

    private static JsonValue elements(RecordParser parser, int level) throws IOException, MisfitException {
        int from = parser.position() - 1;
        var values = new ArrayList<JsonValue>();
        while (!parser.nextToken().isStructEnd()) {
            values.add(of(parser, level + 1));
        }
        return new Elements(values, parser.shown(from, SHOWN));
    }

    private static JsonValue text(RecordParser parser) throws IOException, MisfitException {
        var written = parser.written();
        return new Leaf(Type.Primitive.STRING, written.substring(0, SHOWN).toString());
    }

    private static JsonValue whole(RecordParser parser) throws IOException {
        var type = parser.getNumberType();
        return type == NumberType.BIG_INTEGER
                ? new Exact(parser.getDecimalValue(), parser.getText())
                : new Leaf(type == NumberType.INT ? Type.Primitive.INT : Type.Primitive.LONG, parser.getText());
    }
}
