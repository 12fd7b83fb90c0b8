// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.TreeMap;

/** What the type of a column becomes when a crawl sees its values again. */
public enum ColumnMerge {
    /** It takes what it took before, and the values now: it never narrows. */
    WIDEN {
        @Override
        Type type(Column current, Column found, Observed seen) {
            if (Evidence.isOfNothing(current)) {
                return found.type();
            }
            var before = Observed.of(current.type(), new Example("", 0, ""));
            return Resolution.GLUE.resolve(before.merge(seen));
        }
    },
    /** It keeps its type; structs gain fields. */
    ADD {
        @Override
        Type type(Column current, Column found, Observed seen) {
            return withNewFields(current.type(), found.type());
        }
    };

    /**
     * The type.
     *
     * @param seen the values of the column in all files
     */
    abstract Type type(Column current, Column found, Observed seen);

    private static Type withNewFields(Type current, Type found) {
        if (current instanceof Type.Struct before && found instanceof Type.Struct now) {
            return withNewFields(before, now);
        } else if (current instanceof Type.Array before && found instanceof Type.Array now) {
            return new Type.Array(withNewFields(before.element(), now.element()));
        } else if (current instanceof Type.Map before && found instanceof Type.Map now) {
            return new Type.Map(before.key(), withNewFields(before.value(), now.value()));
        }
        return current;
    }

    private static Type withNewFields(Type.Struct before, Type.Struct now) {
        var open = new TreeMap<String, Type.Field>(String.CASE_INSENSITIVE_ORDER);
        now.fields().forEach(field -> open.put(field.name(), field));
        var fields = new ArrayList<Type.Field>();
        for (var field : before.fields()) {
            var twin = open.remove(field.name());
            fields.add(twin == null ? field : new Type.Field(field.name(), withNewFields(field.type(), twin.type())));
        }
        now.fields().stream().filter(field -> open.containsKey(field.name())).forEach(fields::add);
        return new Type.Struct(fields);
    }
}
