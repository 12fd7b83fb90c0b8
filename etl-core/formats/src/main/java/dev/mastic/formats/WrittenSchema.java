// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The schema of a frame in a file that was written from it, with the marks of choices.
 *
 * @param json as Spark writes schemas; empty in files of other writers
 */
public record WrittenSchema(Optional<String> json) {
    /** Under which name a file keeps it among its metadata, where its format has no other place. */
    public static final String KEY = "dev.mastic.schema";

    /** The columns that were choices when the file was written. */
    public Set<ColumnPath> choices() {
        var choices = new HashSet<ColumnPath>();
        json.flatMap(WrittenSchema::record).map(SparkTypes::fromSpark).ifPresent(type -> type.fields()
                .forEach(field -> addChoices(choices, ColumnPath.of(field.name()), field.type())));
        return choices;
    }

    /** What another writer has left there, and cannot be read, says nothing. */
    private static Optional<StructType> record(String json) {
        try {
            return Optional.of(DataType.fromJson(json))
                    .filter(StructType.class::isInstance)
                    .map(StructType.class::cast);
        } catch (RuntimeException e) { // Spark has no exception of its own for this
            return Optional.empty();
        }
    }

    private static void addChoices(Set<ColumnPath> choices, ColumnPath path, Type type) {
        if (type instanceof Type.Choice choice) {
            choices.add(path);
            choice.members().forEach(member -> addChoices(choices, path.child(member.typeName()), member));
        } else if (type instanceof Type.Struct struct) {
            struct.fields().forEach(field -> addChoices(choices, path.child(field.name()), field.type()));
        } else if (type instanceof Type.Array array) {
            addChoices(choices, path.elements(), array.element());
        }
    }
}
