// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader does with fields that no column has.
 *
 * @param rescuedColumn the column of rescued fields
 */
public record OtherFields(SchemaChange change, String rescuedColumn) implements Serializable {
    /** They are not read. */
    public static final OtherFields PASSED_OVER = of(SchemaChange.EVOLVE);

    /** Rescued ones are kept in the column {@link SchemaChange#RESCUED}. */
    public static OtherFields of(SchemaChange change) {
        return new OtherFields(change, SchemaChange.RESCUED);
    }

    /**
     * These columns, with that of rescued fields where there is one and they do not have it.
     *
     * @param keys names of columns that are not in the files
     * @throws UsageException if its name is that of a key, or of a column which is no string
     */
    public Type.Struct with(Type.Struct columns, List<String> keys) {
        if (change != SchemaChange.RESCUE) {
            return columns;
        }
        var own = columns.field(rescuedColumn).map(Type.Field::type);
        if (own.isPresent() && own.get() != Type.Primitive.STRING) {
            throw taken("is declared as " + TypeString.print(own.get()) + " (expected string)");
        } else if (keys.contains(rescuedColumn)) {
            throw taken("is a partition key");
        } else if (own.isPresent()) {
            return columns;
        }
        var fields = new ArrayList<>(columns.fields());
        fields.add(new Type.Field(rescuedColumn, Type.Primitive.STRING));
        return new Type.Struct(fields);
    }

    /** Those of these columns that are read from fields. */
    public Type.Struct without(Type.Struct columns) {
        if (change != SchemaChange.RESCUE) {
            return columns;
        }
        return new Type.Struct(columns.fields().stream()
                .filter(field -> !field.name().equals(rescuedColumn))
                .toList());
    }

    private UsageException taken(String why) {
        return new UsageException("Cannot rescue fields: the column '" + rescuedColumn + "' " + why
                + ": set rescued-column to another name");
    }
}
