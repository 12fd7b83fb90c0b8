// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.path;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;

/**
 * Finds the value at a path through structs and the branches of choices.
 *
 * @param caseSensitive whether names must match exactly; if not, an exact match still wins
 * @param failure the start of every message: {@code Cannot <verb> <what>}
 * @param record what the fields belong to, for messages
 */
public record FieldLookup(boolean caseSensitive, String failure, String record) {
    /**
     * The value at a path.
     *
     * @throws UsageException if there is none, or it lies under an array or a map
     */
    public Value find(Projection fields, ColumnPath path) {
        var here = fields;
        var place = record;
        Value value = null;
        for (var step : path.steps()) {
            if (!(step instanceof ColumnPath.Name name)) {
                throw underArray();
            }
            here = value == null ? here : inside(value, place);
            value = named(here, name.name(), place);
            place = "'" + name.name() + "'";
        }
        return value;
    }

    private Projection inside(Value value, String place) {
        if (value.type() instanceof Type.Array) {
            throw underArray();
        }
        return value.fields()
                .or(value::branches)
                .orElseThrow(() -> new UsageException(
                        failure + ": " + place + " is a " + value.type().typeName() + " and has no fields"));
    }

    private Value named(Projection fields, String name, String place) {
        var exact = fields.find(name);
        if (exact.isPresent() || caseSensitive) {
            return exact.orElseThrow(() -> missing(fields, name, place));
        }
        var alike = fields.names().stream().filter(name::equalsIgnoreCase).toList();
        if (alike.size() > 1) {
            throw new UsageException(failure + ": '" + name + "' means several fields of " + place
                    + " when case is ignored (" + String.join(", ", alike) + ")");
        }
        return alike.stream().findFirst().flatMap(fields::find).orElseThrow(() -> missing(fields, name, place));
    }

    private UsageException missing(Projection fields, String name, String place) {
        return new UsageException(
                failure + ": no column '" + name + "' in " + place + " " + Suggestion.among(name, fields.names()));
    }

    private UsageException underArray() {
        return new UsageException(failure + ": fields under an array cannot be addressed one by one"
                + " (take the whole array, or relationalize the frame)");
    }
}
