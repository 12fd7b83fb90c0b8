// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;

/**
 * In which fields a record differs from the one that is expected; a field of type null fits every type.
 *
 * @param mayHaveMore whether fields that are not expected are no difference
 * @param mayLack whether missing fields are no difference
 */
record SchemaDifferences(boolean mayHaveMore, boolean mayLack) {
    /** All differences, each with its path; empty if there are none. */
    List<String> of(Type.Struct expected, Type.Struct got) {
        var differences = new ArrayList<String>();
        record(differences, "", expected, got);
        return differences;
    }

    private void record(List<String> all, String prefix, Type.Struct expected, Type.Struct got) {
        for (var field : expected.fields()) {
            var path = prefix + ColumnPath.of(field.name());
            var found = got.field(field.name());
            if (found.isPresent()) {
                value(all, path, field.type(), found.get().type());
            } else if (!mayLack) {
                var near = Suggestion.nearest(field.name(), got.names()).filter(name -> expected.indexOf(name) < 0);
                all.add("no column '" + path + "' (expected " + TypeString.print(field.type())
                        + near.map(name -> "; did you mean '" + name + "'?").orElse("") + ")");
            }
        }
        for (var field : got.fields()) {
            if (!mayHaveMore && expected.indexOf(field.name()) < 0) {
                all.add("column '" + prefix + ColumnPath.of(field.name()) + "' is not expected (got "
                        + TypeString.print(field.type()) + ")");
            }
        }
    }

    private void value(List<String> all, String path, Type expected, Type got) {
        if (expected instanceof Type.Struct struct && got instanceof Type.Struct fields) {
            record(all, path + ".", struct, fields);
        } else if (expected instanceof Type.Array array && got instanceof Type.Array elements) {
            value(all, path + "[]", array.element(), elements.element());
        } else if (!expected.equals(got) && got != Type.Primitive.NULL && !(got instanceof Type.Unknown)) {
            all.add("column '" + path + "' is of another type (got " + TypeString.print(got) + "; expected "
                    + TypeString.print(expected) + ")");
        }
    }
}
