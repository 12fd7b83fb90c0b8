// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.formats.csv.CellRecords;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pattern says of the type of a column.
 *
 * @param type null if the values tell it
 * @param layout of times; null if they are in ISO 8601
 */
record ColumnType(Type.Primitive type, String layout) {
    /** The values tell the type. */
    static final ColumnType INFERRED = new ColumnType(null, null);

    private static final Map<String, Type.Primitive> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("string", Type.Primitive.STRING),
            Map.entry("text", Type.Primitive.STRING),
            Map.entry("boolean", Type.Primitive.BOOLEAN),
            Map.entry("byte", Type.Primitive.BYTE),
            Map.entry("short", Type.Primitive.SHORT),
            Map.entry("int", Type.Primitive.INT),
            Map.entry("integer", Type.Primitive.INT),
            Map.entry("long", Type.Primitive.LONG),
            Map.entry("float", Type.Primitive.FLOAT),
            Map.entry("double", Type.Primitive.DOUBLE),
            Map.entry("date", Type.Primitive.TIMESTAMP),
            Map.entry("datetime", Type.Primitive.TIMESTAMP)));

    /** How the times are written that these patterns match; their own name tells it. */
    private static final Map<String, String> LAYOUTS = Map.of(
            "HTTPDATE", "d/[MMMM][MMM]/yyyy:HH:mm:ss Z",
            "HTTPDERROR_DATE", "EEE [MMMM][MMM] [ ]d HH:mm:ss[.SSSSSS] yyyy",
            "DATESTAMP_RFC2822", "EEE, d [MMMM][MMM] yyyy HH:mm:ss Z",
            "DATESTAMP_RFC822", "EEE [MMMM][MMM] d yyyy HH:mm:ss z",
            "DATESTAMP_OTHER", "EEE [MMMM][MMM] d HH:mm:ss z yyyy");

    /**
     * The type of a column.
     *
     * @param pattern the name of what is matched
     * @param name of the type as it was written; null if it was not
     * @param layout of times as it was written; null if it was not
     * @throws UsageException without an end, if there is no such type or layout
     */
    static ColumnType of(String pattern, String name, String layout) {
        if (name == null) {
            var known = LAYOUTS.get(pattern);
            return known == null ? INFERRED : new ColumnType(Type.Primitive.TIMESTAMP, known);
        }
        var type = TYPES.get(name);
        if (type == null) {
            throw new UsageException("no type is called '" + name + "' " + Suggestion.among(name, TYPES.keySet()));
        }
        if (layout != null && type != Type.Primitive.TIMESTAMP) {
            throw new UsageException("only a date has a layout (got '" + name + "' and '" + layout + "')");
        }
        if (type != Type.Primitive.TIMESTAMP) {
            return new ColumnType(type, null);
        }
        return new ColumnType(type, layout == null ? LAYOUTS.get(pattern) : CellRecords.Spelling.checkedLayout(layout));
    }
}
