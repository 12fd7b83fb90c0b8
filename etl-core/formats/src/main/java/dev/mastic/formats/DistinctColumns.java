// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names by which Spark's planner knows the columns of a scan. It looks them up without case, in sessions that are not told otherwise, so
 * that it cannot tell twins apart; a later one of these has a name of its own there.
 *
 * @param own the names of the columns, by those that the planner knows; in order
 */
public record DistinctColumns(Map<String, String> own) implements Serializable {
    /** Names for the columns of a record, beside those of keys. */
    static DistinctColumns of(Type.Struct record, List<String> keys) {
        var taken = new HashSet<String>();
        keys.forEach(key -> taken.add(key.toLowerCase(Locale.ROOT)));
        var own = new LinkedHashMap<String, String>();
        for (var name : record.names()) {
            var distinct = name;
            for (int i = 2; !taken.add(distinct.toLowerCase(Locale.ROOT)); i++) {
                distinct = name + " (" + i + ")";
            }
            own.put(distinct, name);
        }
        return new DistinctColumns(own);
    }

    /** The record under the planner's names. */
    Type.Struct rename(Type.Struct record) {
        var fields = new ArrayList<Type.Field>();
        own.forEach((name, column) -> fields.add(
                new Type.Field(name, record.field(column).orElseThrow().type())));
        return new Type.Struct(fields);
    }

    /** The columns of the planner's names. */
    public String[] columns(String[] asked) {
        var columns = new String[asked.length];
        for (int i = 0; i < asked.length; i++) {
            columns[i] = own.getOrDefault(asked[i], asked[i]);
        }
        return columns;
    }
}
